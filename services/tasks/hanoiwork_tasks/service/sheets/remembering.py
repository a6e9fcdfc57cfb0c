"""What the tasks of a table are looked up in: thousands of lines name the same few units, people and lists."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from hanoiwork_shared.places import PersonPlace
from hanoiwork_tasks.domain.plan import TaskList
from hanoiwork_tasks.domain.sheets.task_line import TaskLine
from hanoiwork_tasks.service.ports import EntriesInForce, LinkBook, ListBook, OpenPlaces
from hanoiwork_tasks.service.sheets.port import ManyPeople, TaskSheetSession


class RememberedPlaces:
    """Units, people and grants; each is asked for once."""

    def __init__(self, places: ManyPeople, *, people: Collection[str]) -> None:
        self._people = {person.code: person for person in places.people_with(sorted(people))}
        self._person = cache(places.person)
        self.unit = cache(places.unit)
        self.line = cache(places.line)
        self.below = cache(places.below)
        self.actor = places.actor

    def person(self, key: str) -> PersonPlace | None:
        """The person with this code or id."""
        return self._people.get(key) or self._person(key)


class RememberedLinks:
    """Objectives and measures; each is asked for once."""

    def __init__(self, links: LinkBook) -> None:
        self.objective = cache(links.objective)
        self.measure = cache(links.measure)
        self.above = cache(links.above)


class RememberedSpaces:
    """Which places work goes on in; each is asked for once."""

    def __init__(self, spaces: OpenPlaces) -> None:
        self.demand_open = cache(spaces.demand_open)
        self.demand_open_workspace = spaces.demand_open_workspace
        self.writers = cache(spaces.writers)
        self.managers = cache(spaces.managers)


class RememberedLists:
    """Where the tasks of plan items stand; each is asked for once."""

    def __init__(self, broken: ListBook) -> None:
        self.list_for = cache(broken.list_for)
        self.plan_of_item = cache(broken.plan_of_item)


class RememberedEntries:
    """What tasks are weighed by; each entry is asked for once."""

    def __init__(self, catalogue: EntriesInForce) -> None:
        self.in_force = cache(catalogue.in_force)


class Remembering:
    """All of these in one transaction, for the lines of one table.

    The codes in it are given to no other task; `without` says how many of its lines have no code, by unit.
    """

    def __init__(self, session: TaskSheetSession, *, lines: Sequence[TaskLine], without: Mapping[str, int]) -> None:
        people = {one for line in lines for one in (line.person, *line.collaborators) if one is not None}
        self.places = RememberedPlaces(session.places, people=people)
        self.links = RememberedLinks(session.links)
        self.spaces = RememberedSpaces(session.spaces)
        self.broken = RememberedLists(session.broken)
        self.catalogue = RememberedEntries(session.catalogue)
        self.plan_item = cache(session.plan_item)
        self.task_list = cache(session.task_list)
        self._session = session
        self._written = {line.code for line in lines}
        self._without = without
        self._codes: dict[str, Iterator[str]] = {}
        self.owner_of = cache(self._owner_of)

    def next_code(self, owner_id: str) -> str:
        """A code nobody has used in this unit yet; they are taken all at once."""
        codes = self._codes.setdefault(owner_id, self._made_up(owner_id))
        return next(code for code in codes if code not in self._written)

    def has_code(self, owner_id: str, code: str) -> bool:
        """Never: what the table names and the unit has is a change of what is there."""
        del owner_id, code
        return False

    def _owner_of(self, found: TaskList) -> str:
        return self._session.owner_of(found)

    def _made_up(self, owner_id: str) -> Iterator[str]:
        while True:
            yield from self._session.next_codes(owner_id, self._without.get(owner_id, 1))
