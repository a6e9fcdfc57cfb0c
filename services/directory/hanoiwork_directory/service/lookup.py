"""Who is who: units and people by code, by identifier and in pages."""

from collections.abc import Sequence

from hanoiwork_directory.domain import Grant, Person, Unit
from hanoiwork_directory.service.ports import Read, found
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import Page

NOBODY: Page[Person] = Page(items=(), cursors=(), has_next=False)


class Lookup:
    """Answers questions about units and people."""

    def __init__(self, *, read: Read, clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def me(self, identity: Identity) -> tuple[Person, tuple[Grant, ...]]:
        """Who is asking, and the grants in force today."""
        with self._read() as session:
            person = found(session.person(identity.person_id), what="person", key=identity.person_id)
            return person, session.grants_of(person.id, on=self._clock.today())

    def units(self, *, kind: str | None = None, parent: str | None = None) -> tuple[Unit, ...]:
        """Units by code, all or of a kind or right under a parent (code or id)."""
        with self._read() as session:
            above = found(session.unit(parent), what="unit", key=parent).id if parent else None
            return session.units(kind=kind, parent_id=above)

    def units_by_ids(self, ids: Sequence[str]) -> list[Unit | None]:
        """The units with these identifiers, in their order; None where there is none."""
        with self._read() as session:
            known = session.units_by_ids(ids)
            return [known.get(key) for key in ids]

    def unit(self, key: str) -> Unit:
        """The unit with this code or identifier."""
        with self._read() as session:
            return found(session.unit(key), what="unit", key=key)

    def people(
        self, *, unit: str | None = None, search: str | None = None, first: int = 20, after: str | None = None
    ) -> Page[Person]:
        """People by code, of one unit or all; `search` looks into names without accents."""
        with self._read() as session:
            place = found(session.unit(unit), what="unit", key=unit).id if unit else None
            return session.people_page(unit_id=place, search=search, first=first, after=after)

    def units_under(self, parent_ids: Sequence[str]) -> list[tuple[Unit, ...]]:
        """The units right under each of these, in their order."""
        with self._read() as session:
            known = session.units_under(parent_ids)
            return [known.get(key, ()) for key in parent_ids]

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
