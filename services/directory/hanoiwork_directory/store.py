"""The directory's tables, and rows ↔ dataclasses."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    func,
    or_,
    select,
)

from hanoiwork_directory.domain import Account, Grant, Person, PersonType, Unit, UnitKind
from hanoiwork_shared.database import Database, upsert
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.folding import fold
from hanoiwork_shared.outbox import Outbox
from hanoiwork_shared.pages import Page, after_values, encode_cursor
from hanoiwork_shared.policy import Role

metadata = MetaData()

units = Table(
    "unit",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False, unique=True),
    Column("name", String(300), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("parent_id", String(36), ForeignKey("unit.id"), index=True),
    Column("closed", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

people = Table(
    "person",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False, unique=True),
    Column("full_name", String(300), nullable=False),
    Column("folded_name", String(300), nullable=False),
    Column("position", String(300), nullable=False),
    Column("person_type", String(40), nullable=False),
    Column("unit_id", String(36), ForeignKey("unit.id"), index=True),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

grants = Table(
    "role_grant",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.id"), nullable=False, index=True),
    Column("role", String(40), nullable=False),
    Column("unit_id", String(36), ForeignKey("unit.id")),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("revoked", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

accounts = Table(
    "account",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.id"), nullable=False),
    Column("password_hash", String(200), nullable=False),
)


class Store:
    """Opens transactions over the directory's database."""

    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox

    @contextmanager
    def begin(self) -> Iterator["Rows"]:
        """One transaction, for writing."""
        with self._database.begin() as connection:
            yield Rows(connection, self._outbox)

    @contextmanager
    def read(self) -> Iterator["Rows"]:
        """A look at the rows."""
        with self._database.read() as connection:
            yield Rows(connection, self._outbox)


class Rows:
    """The directory's rows through one connection."""

    def __init__(self, connection: Connection, outbox: Outbox) -> None:
        self._connection = connection
        self._outbox = outbox

    def units(self, *, kind: str | None = None, parent_id: str | None = None) -> tuple[Unit, ...]:
        """Units by code, all or those of a kind or right under a parent."""
        query = select(units).order_by(units.c.code)
        if kind is not None:
            query = query.where(units.c.kind == kind)
        if parent_id is not None:
            query = query.where(units.c.parent_id == parent_id)
        return tuple(_unit(row) for row in self._connection.execute(query))

    def units_by_ids(self, ids: Sequence[str]) -> dict[str, Unit]:
        """Units by identifier; unknown ones are absent."""
        rows = self._connection.execute(select(units).where(units.c.id.in_(set(ids))))
        return {row.id: _unit(row) for row in rows}

    def unit(self, key: str) -> Unit | None:
        """The unit with this code or identifier."""
        row = self._connection.execute(select(units).where(or_(units.c.code == key, units.c.id == key))).first()
        return _unit(row) if row else None

    def people_page(self, *, unit_id: str | None, search: str | None, first: int, after: str | None) -> Page[Person]:
        """People by code from a cursor on."""
        query = select(people).order_by(people.c.code).limit(first + 1)
        if unit_id is not None:
            query = query.where(people.c.unit_id == unit_id)
        if search:
            query = query.where(people.c.folded_name.contains(fold(search), autoescape=True))
        if after is not None:
            query = query.where(people.c.code > _code(after))
        return _page([_person(row) for row in self._connection.execute(query)], first)

    def units_under(self, parent_ids: Sequence[str]) -> dict[str, tuple[Unit, ...]]:
        """The units right under each of these, by code; a parent without any is absent."""
        query = select(units).where(units.c.parent_id.in_(set(parent_ids))).order_by(units.c.parent_id, units.c.code)
        rows = self._connection.execute(query)
        return {parent: tuple(_unit(row) for row in under) for parent, under in groupby(rows, _parent_of)}

    def people_pages(self, unit_ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Person]]:
        """A page of the people of each of these units, by code, in one query; a unit without any is absent."""
        place = func.row_number().over(partition_by=people.c.unit_id, order_by=people.c.code).label("place")
        query = select(people, place).where(people.c.unit_id.in_(set(unit_ids)))
        if after is not None:
            query = query.where(people.c.code > _code(after))
        placed = query.subquery()
        shown = select(placed).where(placed.c.place <= first + 1).order_by(placed.c.unit_id, placed.c.place)
        rows = self._connection.execute(shown)
        return {unit: _page([_person(row) for row in here], first) for unit, here in groupby(rows, _unit_of)}

    def people_by_ids(self, ids: Sequence[str]) -> dict[str, Person]:
        """People by identifier; unknown ones are absent."""
        rows = self._connection.execute(select(people).where(people.c.id.in_(set(ids))))
        return {row.id: _person(row) for row in rows}

    def people_by_codes(self, codes: Sequence[str]) -> dict[str, Person]:
        """People by code; unknown ones are absent."""
        rows = self._connection.execute(select(people).where(people.c.code.in_(set(codes))))
        return {row.code: _person(row) for row in rows}

    def person(self, key: str) -> Person | None:
        """The person with this code or identifier."""
        row = self._connection.execute(select(people).where(or_(people.c.code == key, people.c.id == key))).first()
        return _person(row) if row else None

    def grants_of(self, person_id: str, *, on: date) -> tuple[Grant, ...]:
        """The grants of a person in force on a day."""
        in_force = or_(grants.c.valid_to.is_(None), grants.c.valid_to >= on)
        rows = self._connection.execute(
            select(grants)
            .where(grants.c.person_id == person_id, grants.c.revoked.is_(False), grants.c.valid_from <= on, in_force)
            .order_by(grants.c.id)
        )
        return tuple(_grant(row) for row in rows)

    def grant(self, grant_id: str) -> Grant | None:
        """The grant with this identifier."""
        row = self._connection.execute(select(grants).where(grants.c.id == grant_id)).first()
        return _grant(row) if row else None

    def account(self, name: str) -> Account | None:
        """The account of this name."""
        row = self._connection.execute(select(accounts).where(accounts.c.name == name)).mappings().first()
        return Account(**row) if row else None

    def has_accounts(self) -> bool:
        """Whether anybody can sign in."""
        return bool(self._connection.execute(select(func.count()).select_from(accounts)).scalar_one())

    def put_unit(self, unit: Unit) -> None:
        """Save a unit."""
        upsert(self._connection, units, [asdict(unit)])

    def put_person(self, person: Person) -> None:
        """Save a person; the name is also kept without accents, for searching."""
        upsert(self._connection, people, [{**asdict(person), "folded_name": fold(person.full_name)}])

    def put_grant(self, grant: Grant) -> None:
        """Save a grant."""
        upsert(self._connection, grants, [asdict(grant)])

    def put_account(self, account: Account) -> None:
        """Save an account."""
        upsert(self._connection, accounts, [asdict(account)], key="name")

    def tell(self, fact: Fact) -> None:
        """Save a fact with the rows it tells of."""
        self._outbox.tell(self._connection, fact)


def _code(after: str) -> str:
    (code,) = after_values(after, (str,))
    return str(code)


def _page(found: Sequence[Person], first: int) -> Page[Person]:
    shown = tuple(found[:first])
    cursors = tuple(encode_cursor([person.code]) for person in shown)
    return Page(items=shown, cursors=cursors, has_next=len(found) > first)


def _parent_of(row: Any) -> str:
    return str(row.parent_id)


def _unit_of(row: Any) -> str:
    return str(row.unit_id)


def _unit(row: Any) -> Unit:
    return Unit(**{**row._asdict(), "kind": UnitKind(row.kind)})


def _person(row: Any) -> Person:
    kept = {name: value for name, value in row._asdict().items() if name not in ("folded_name", "place")}
    return Person(**{**kept, "person_type": PersonType(row.person_type)})


def _grant(row: Any) -> Grant:
    return Grant(**{**row._asdict(), "role": Role(row.role)})
