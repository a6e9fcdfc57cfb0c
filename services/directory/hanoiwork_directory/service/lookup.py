"""Who is who: units and people by code, by identifier and in pages."""

from collections.abc import Sequence

from hanoiwork_directory.domain import Grant, Person, Unit
from hanoiwork_directory.service.ports import Read, found
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import Page


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

    def units(self, *, kind: str | None = None, parent_id: str | None = None) -> tuple[Unit, ...]: ...

    def units_by_ids(self, ids: Sequence[str]) -> dict[str, Unit]: ...

    def unit(self, key: str) -> Unit | None: ...

    def people(
        self, *, unit: str | None = None, search: str | None = None, first: int = 20, after: str | None = None
    ) -> Page[Person]:
        """People by code, of one unit or all; `search` looks into names without accents."""
        with self._read() as session:
            place = found(session.unit(unit), what="unit", key=unit).id if unit else None
            return session.people_page(unit_id=place, search=search, first=first, after=after)

    def people_by_ids(self, ids: Sequence[str]) -> dict[str, Person]: ...

    def person(self, key: str) -> Person | None: ...
