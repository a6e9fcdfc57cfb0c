"""The projection, read and fed through one open connection."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, or_, select

from hanoiwork_shared.database import upsert_newer
from hanoiwork_shared.places.slices import GrantSlice, PersonSlice, UnitSlice
from hanoiwork_shared.places.tables import grants, people, posts, units
from hanoiwork_shared.policy import Actor, Held, Role, stands
from hanoiwork_shared.tree import all_below, line_up

AT_ONCE = 10_000
"""Codes that one query names at most."""
FORGET_POSTS = delete(posts).where(posts.c.person_id == bindparam("person"))
KEEP_POSTS = insert(posts)


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
        """Take in a unit as it now is; older news changes nothing. A merged one stands under what took it over."""
        row = {**asdict(told), "parent_id": told.merged_into or told.parent_id, "version": sequence}
        upsert_newer(self._connection, units, row, key="unit_id", order="version")

    def hear_person(self, told: PersonSlice, *, sequence: int) -> None:
        """Take in a person as they now are, with all their posts."""
        row = {one.name: getattr(told, one.name) for one in fields(told) if one.name != "posts"}
        if upsert_newer(self._connection, people, {**row, "version": sequence}, key="person_id", order="version"):
            self._connection.execute(FORGET_POSTS, {"person": told.person_id})
            rows = [
                {"person_id": told.person_id, "number": number, **asdict(post)}
                for number, post in enumerate(told.all_posts())
            ]
            if rows:
                self._connection.execute(KEEP_POSTS, rows)

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

    def people_with(self, codes: Sequence[str]) -> list[PersonPlace]:
        """The people with these codes; for thousands of them at once."""
        found: list[PersonPlace] = []
        for start in range(0, len(codes), AT_ONCE):
            some = select(people).where(people.c.code.in_(codes[start : start + AT_ONCE]))
            found += [_person(row) for row in self._connection.execute(some)]
        return found

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root, itself first."""
        return line_up(self._connection, units.c.unit_id, units.c.parent_id, start=unit_id)

    def below(self, unit_id: str) -> tuple[str, ...]:
        """This unit and every unit under it."""
        under = all_below(units.c.unit_id, units.c.parent_id, tops=(unit_id,))
        return tuple(self._connection.execute(under).scalars())

    def actor(self, person_id: str, on: date) -> Actor:
        """A person with the grants in force on a day, delegations only while they stand; an unknown one holds none."""
        held = self._held(grants.c.person_id == person_id, on=on)
        return Actor(person_id=person_id, grants=tuple(one for _, one in held))

    def holders(self, unit_id: str, roles: frozenset[Role], on: date) -> tuple[str, ...]:
        """Who holds one of these roles exactly on this unit on a day."""
        among = grants.c.role.in_([role.value for role in roles])
        held = self._held(and_(grants.c.unit_id == unit_id, among), on=on)
        return tuple(dict.fromkeys(person_id for person_id, _ in held))

    def _held(self, which: ColumnElement[bool], *, on: date) -> Iterator[tuple[str, Held]]:
        """The grants in force on a day, with their holders and without the delegations that do not stand."""
        query = select(grants).where(which, _in_force(on)).order_by(grants.c.person_id, grants.c.grant_id)
        for row in self._connection.execute(query).all():
            held = _held(row)
            if self._stands(held, on=on):
                yield row.person_id, held

    def _stands(self, held: Held, *, on: date) -> bool:
        if held.acts_for is None:
            return True
        theirs = select(grants).where(grants.c.person_id == held.acts_for, _in_force(on))
        leader = [_held(row) for row in self._connection.execute(theirs)]
        return stands(held, leader=leader, line=self.line(held.unit_id) if held.unit_id is not None else ())


def _held(row: Any) -> Held:
    role = Role(row.role)
    return Held(role, row.unit_id, acts_for=row.acts_for if role is Role.DELEGATE else None)


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
