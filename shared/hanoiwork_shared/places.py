"""Every service's own copy of units, people and grants, fed by the directory's events.

With it a service decides access and resolves codes from its own rows, without asking another service.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    Integer,
    String,
    Table,
    and_,
    or_,
    select,
)

from hanoiwork_shared.database import upsert_newer
from hanoiwork_shared.outbox import metadata
from hanoiwork_shared.policy import Actor, Held, Role

units = Table(
    "place_unit",
    metadata,
    Column("unit_id", String(36), primary_key=True),
    Column("code", String(80), nullable=False, index=True),
    Column("parent_id", String(36), index=True),
    Column("kind", String(40), nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

people = Table(
    "place_person",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("code", String(80), nullable=False, index=True),
    Column("unit_id", String(36), index=True),
    Column("person_type", String(40), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

grants = Table(
    "place_grant",
    metadata,
    Column("grant_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False),
    Column("role", String(40), nullable=False),
    Column("unit_id", String(36)),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("revoked", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Index("place_grant_person", "person_id"),
    Index("place_grant_unit", "unit_id"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSlice:
    """What directory.unit.changed.v1 says, as far as the others need it."""

    unit_id: str
    code: str
    parent_id: str | None
    kind: str
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSlice:
    """What directory.person.changed.v1 says."""

    person_id: str
    code: str
    unit_id: str | None
    person_type: str
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantSlice:
    """What directory.grant.changed.v1 says."""

    grant_id: str
    person_id: str
    role: str
    unit_id: str | None
    valid_from: date
    valid_to: date | None
    revoked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlace:
    """A unit as other services know it."""

    id: str
    code: str
    parent_id: str | None
    kind: str
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlace:
    """A person as other services know one: no name."""

    id: str
    code: str
    unit_id: str | None
    person_type: str
    active: bool


class Places:
    """The projection, read and fed through one open connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hear_unit(self, told: UnitSlice, *, sequence: int) -> None:
        """Take in a unit as it now is; older news changes nothing."""
        upsert_newer(self._connection, units, {**asdict(told), "version": sequence}, key="unit_id", order="version")

    def hear_person(self, told: PersonSlice, *, sequence: int) -> None:
        """Take in a person as they now are."""
        upsert_newer(self._connection, people, {**asdict(told), "version": sequence}, key="person_id", order="version")

    def hear_grant(self, told: GrantSlice, *, sequence: int) -> None:
        """Take in a grant as it now is."""
        upsert_newer(self._connection, grants, {**asdict(told), "version": sequence}, key="grant_id", order="version")

    def unit(self, key: str) -> UnitPlace | None:
        """The unit with this code or identifier."""
        row = (
            self._connection.execute(select(units).where(or_(units.c.unit_id == key, units.c.code == key)))
            .mappings()
            .first()
        )
        if row is None:
            return None
        return UnitPlace(
            id=row["unit_id"], code=row["code"], parent_id=row["parent_id"], kind=row["kind"], closed=row["closed"]
        )

    def person(self, key: str) -> PersonPlace | None:
        """The person with this code or identifier."""
        row = self._connection.execute(
            select(people).where(or_(people.c.person_id == key, people.c.code == key))
        ).first()
        return _person(row) if row else None

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root, itself first."""
        above = select(units.c.unit_id, units.c.parent_id).where(units.c.unit_id == unit_id).cte("line", recursive=True)
        above = above.union(select(units.c.unit_id, units.c.parent_id).where(units.c.unit_id == above.c.parent_id))
        parents = {row.unit_id: row.parent_id for row in self._connection.execute(select(above))}
        line: list[str] = []
        step: str | None = unit_id
        while step is not None and step in parents and step not in line:
            line.append(step)
            step = parents[step]
        return tuple(line)

    def below(self, unit_id: str) -> tuple[str, ...]:
        """This unit and every unit under it."""
        under = select(units.c.unit_id).where(units.c.unit_id == unit_id).cte("below", recursive=True)
        under = under.union(select(units.c.unit_id).where(units.c.parent_id == under.c.unit_id))
        return tuple(self._connection.execute(select(under.c.unit_id)).scalars())

    def actor(self, person_id: str, on: date) -> Actor:
        """A person with the grants in force on a day; an unknown one holds none."""
        rows = self._connection.execute(
            select(grants.c.role, grants.c.unit_id).where(grants.c.person_id == person_id, _in_force(on))
        )
        return Actor(person_id=person_id, grants=tuple(Held(Role(row.role), row.unit_id) for row in rows))

    def holders(self, unit_id: str, roles: frozenset[Role], on: date) -> tuple[str, ...]:
        """Who holds one of these roles exactly on this unit on a day."""
        rows = self._connection.execute(
            select(grants.c.person_id)
            .where(grants.c.unit_id == unit_id, grants.c.role.in_([role.value for role in roles]), _in_force(on))
            .order_by(grants.c.person_id)
            .distinct()
        )
        return tuple(rows.scalars())


def _in_force(on: date) -> ColumnElement[bool]:
    return and_(
        grants.c.revoked.is_(False),
        grants.c.valid_from <= on,
        or_(grants.c.valid_to.is_(None), grants.c.valid_to >= on),
    )


def _person(row: Any) -> PersonPlace:
    return PersonPlace(
        id=row.person_id, code=row.code, unit_id=row.unit_id, person_type=row.person_type, active=row.active
    )
