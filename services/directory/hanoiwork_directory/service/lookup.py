"""Who is who: units, people, posts, leaves and grants, by code, by identifier and in pages, today or on a day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from hanoiwork_directory.domain.grant import Grant
from hanoiwork_directory.domain.leave import Leave
from hanoiwork_directory.domain.person import Person
from hanoiwork_directory.domain.post import Post
from hanoiwork_directory.domain.unit import Standing, Unit
from hanoiwork_directory.service.access import sees_leaves
from hanoiwork_directory.service.ports import Read, found
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import Page

T = TypeVar("T")
NOBODY: Page[Person] = Page(items=(), cursors=(), has_next=False)
NO_POST: Page[Post] = Page(items=(), cursors=(), has_next=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAt:
    """Which unit, and on which day; no day is today's state."""

    unit_id: str
    on: date | None = None


class Lookup:
    """Answers questions."""

    def __init__(self, *, read: Read, clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def me(self, identity: Identity) -> tuple[Person, tuple[Grant, ...]]:
        """Who is asking, and the grants in force today."""
        with self._read() as session:
            person = found(session.person(identity.person_id), what="person", key=identity.person_id)
            return person, session.grants_of(person.id, on=self._clock.today())

    def units(
        self, *, kind: str | None = None, parent: str | None = None, as_of: date | None = None
    ) -> tuple[Unit, ...]:
        """Units by code, all or of a kind or right under a parent (code or id), as they are or as they stood."""
        with self._read() as session:
            above = found(session.unit(parent, on=as_of), what="unit", key=parent).id if parent else None
            return session.units(kind=kind, parent_id=above, on=as_of)

    def unit(self, key: str, *, as_of: date | None = None) -> Unit:
        """The unit with this code or identifier, as it is or as it stood."""
        with self._read() as session:
            return found(session.unit(key, on=as_of), what="unit", key=key)

    def units_by_ids(self, ids: Sequence[str]) -> list[Unit | None]:
        """The units with these identifiers, in their order; None where there is none."""
        with self._read() as session:
            known = session.units_by_ids(ids)
            return [known.get(key) for key in ids]

    def parents(self, places: Sequence[UnitAt]) -> list[Unit | None]:
        """The unit right above each of these on its day, in their order; None above a root."""
        with self._read() as session:

            def above(ids: Sequence[str], on: date | None) -> Mapping[str, Unit]:
                known = session.units_by_ids(ids, on=on)
                higher = session.units_by_ids([unit.parent_id for unit in known.values() if unit.parent_id], on=on)
                return {one: higher[unit.parent_id] for one, unit in known.items() if unit.parent_id in higher}

            return _by_day(places, above)

    def units_under(self, places: Sequence[UnitAt]) -> list[tuple[Unit, ...]]:
        """The units right under each of these on its day, in their order."""
        with self._read() as session:
            return [under or () for under in _by_day(places, lambda ids, on: session.units_under(ids, on=on))]

    def histories(self, unit_ids: Sequence[str]) -> list[tuple[Standing, ...]]:
        """How each of these units stood from its first day on, in their order."""
        with self._read() as session:
            known = session.standings(unit_ids)
            return [known.get(key, ()) for key in unit_ids]

    def people(
        self, *, unit: str | None = None, search: str | None = None, first: int = 20, after: str | None = None
    ) -> Page[Person]:
        """People by code, of one unit or all; `search` looks into names without accents."""
        with self._read() as session:
            place = found(session.unit(unit), what="unit", key=unit).id if unit else None
            return session.people_page(unit_id=place, search=search, first=first, after=after)

    def people_pages(self, unit_ids: Sequence[str], *, first: int, after: str | None) -> list[Page[Person]]:
        """A page of the people of each of these units, in their order."""
        with self._read() as session:
            known = session.people_pages(unit_ids, first=first, after=after)
            return [known.get(key, NOBODY) for key in unit_ids]

    def people_by_ids(self, ids: Sequence[str]) -> list[Person | None]:
        """The people with these identifiers, in their order; None where there is none."""
        with self._read() as session:
            known = session.people_by_ids(ids)
            return [known.get(key) for key in ids]

    def person(self, key: str) -> Person:
        """The person with this code or identifier."""
        with self._read() as session:
            return found(session.person(key), what="person", key=key)

    def posts(self, person_ids: Sequence[str], *, as_of: date | None = None) -> list[tuple[Post, ...]]:
        """The posts of each of these people, all there ever were or those of a day, in their order."""
        with self._read() as session:
            known = session.posts_of(person_ids, on=as_of)
            return [known.get(key, ()) for key in person_ids]

    def post_pages(
        self, places: Sequence[UnitAt], *, first: int, after: str | None, as_of: date | None = None
    ) -> list[Page[Post]]:
        """A page of the posts that each of these units had on a day, its own unless said, in their order."""
        with self._read() as session:

            def pages(ids: Sequence[str], on: date | None) -> Mapping[str, Page[Post]]:
                return session.post_pages(ids, on=as_of or on or self._clock.today(), first=first, after=after)

            return [page or NO_POST for page in _by_day(places, pages)]

    def leaves(self, identity: Identity, person_ids: Sequence[str]) -> list[tuple[Leave, ...] | None]:
        """The leaves of each of these people, in their order; None where they are not for `identity` to see."""
        with self._read() as session:
            units = sees_leaves(session, identity, on=self._clock.today())
            people, known = session.people_by_ids(person_ids), session.leaves_of(person_ids)
            return [known.get(key, ()) if _is_seen(people.get(key), identity, units) else None for key in person_ids]

    def grants(
        self,
        identity: Identity,
        *,
        person: str | None = None,
        unit: str | None = None,
        as_of: date | None = None,
        delegated: bool,
        first: int = 20,
        after: str | None = None,
    ) -> Page[Grant]:
        """Grants, or delegations only, of a person or on a unit (codes or ids), those in force on a day or all.

        Why somebody acts for a leader is shown to these two, and to those who see the leaves of that unit.
        """
        with self._read() as session:
            holder = found(session.person(person), what="person", key=person).id if person else None
            place = found(session.unit(unit), what="unit", key=unit).id if unit else None
            page = session.grants_page(
                person_id=holder, unit_id=place, on=as_of, delegated=delegated, first=first, after=after
            )
            units = sees_leaves(session, identity, on=self._clock.today())
            return replace(page, items=tuple(_as_seen(grant, identity, units) for grant in page.items))


def _is_seen(person: Person | None, identity: Identity, units: frozenset[str] | None) -> bool:
    if person is None or person.id == identity.person_id:
        return person is not None
    return units is None or person.unit_id in units


def _as_seen(grant: Grant, identity: Identity, units: frozenset[str] | None) -> Grant:
    """A grant without its reason, unless that is for `identity` to know."""
    concerned = identity.person_id in (grant.person_id, grant.acts_for)
    return grant if concerned or units is None or grant.unit_id in units else replace(grant, reason=None)


def _by_day(places: Sequence[UnitAt], ask: Callable[[Sequence[str], date | None], Mapping[str, T]]) -> list[T | None]:
    """Ask once for each day, and put the answers into the order of the places."""
    answers = {day: ask([one.unit_id for one in places if one.on == day], day) for day in {one.on for one in places}}
    return [answers[one.on].get(one.unit_id) for one in places]
