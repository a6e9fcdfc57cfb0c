"""Everything that is asked and changes nothing."""

from collections.abc import Iterable, Mapping, Sequence

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import FIRST, Page
from hanoiwork_tasks.domain.plan import PlacedGroup, PlacedItem, Plan, TaskList, Workspace
from hanoiwork_tasks.domain.statistics import Counts, TaskProgress, progress
from hanoiwork_tasks.domain.task import Activity, Task
from hanoiwork_tasks.domain.viewing import Viewer
from hanoiwork_tasks.service.reads import Read
from hanoiwork_tasks.service.resolving import unit_for

_NOTHING: Page[Task] = Page(items=(), cursors=(), has_next=False)


class Reading:
    """Tasks, plans and figures as they now stand."""

    def __init__(self, *, read: Read, clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def viewer(self, identity: Identity, tasks: Iterable[Task | None]) -> Viewer:
        """Whoever asks, with those of these tasks that they may look into."""
        ids = [task.id for task in tasks if task is not None]
        with self._read() as store:
            actor = store.places.actor(identity.person_id, self._clock.today())
            return Viewer(task_ids=store.looked_into(actor, ids))

    def task(self, key: str) -> Task:
        """One task by code or id."""
        with self._read() as store:
            return store.task(key)

    def tasks_by_objectives(
        self, *, keys: Sequence[str], first: int = FIRST, after: str | None = None
    ) -> list[Page[Task]]:
        """A page of tasks for each objective and everything under it."""
        with self._read() as store:
            pages = store.tasks_by_objectives(keys, first=first, after=after)
            return [pages.get(key, _NOTHING) for key in keys]

    def tasks_by_lists(self, *, keys: Sequence[str], first: int = FIRST, after: str | None = None) -> list[Page[Task]]:
        """A page of tasks for each list."""
        with self._read() as store:
            pages = store.tasks_by_lists(keys, first=first, after=after)
            return [pages.get(key, _NOTHING) for key in keys]

    def progress_by_objectives(self, keys: Sequence[str]) -> list[TaskProgress]:
        """How far the tasks are, over each objective and everything under it."""
        with self._read() as store:
            return _aligned(keys, store.count_by_objectives(keys, today=self._clock.today()))

    def progress_by_measures(self, keys: Sequence[str]) -> list[TaskProgress]:
        """How far the tasks are, over each measure and everything under it."""
        with self._read() as store:
            return _aligned(keys, store.count_by_measures(keys, today=self._clock.today()))

    def tasks_by_ids(self, keys: Sequence[str]) -> list[Task | None]:
        """Tasks, aligned with the keys."""
        with self._read() as store:
            return store.tasks_by_ids(keys)

    def children_by_ids(self, keys: Sequence[str]) -> list[list[Task]]:
        """The parts of tasks."""
        with self._read() as store:
            return store.children(keys)

    def tasks_by_items(self, keys: Sequence[str]) -> list[list[Task]]:
        """The tasks that came out of plan items."""
        with self._read() as store:
            return store.of_items(keys)

    def histories_by_ids(self, identity: Identity, keys: Sequence[str]) -> list[list[Activity] | None]:
        """The histories of tasks; None of one that whoever asks may not look into."""
        with self._read() as store:
            seen = store.looked_into(store.places.actor(identity.person_id, self._clock.today()), keys)
            return [found if key in seen else None for key, found in zip(keys, store.histories(keys), strict=True)]

    def lists_by_ids(self, keys: Sequence[str]) -> list[TaskList | None]:
        """Lists, aligned with the keys."""
        with self._read() as store:
            return store.lists(keys)

    def lists_by_workspaces(self, keys: Sequence[str]) -> list[list[TaskList]]:
        """The lists of workspaces."""
        with self._read() as store:
            return store.lists_of(keys)

    def lists_by_plans(self, keys: Sequence[str]) -> list[list[TaskList]]:
        """The lists under plans."""
        with self._read() as store:
            return store.lists_under(keys)

    def workspaces_by_ids(self, keys: Sequence[str]) -> list[Workspace | None]:
        """Workspaces, aligned with the keys."""
        with self._read() as store:
            return store.workspaces_by_ids(keys)

    def workspaces_by_units(self, keys: Sequence[str]) -> list[list[Workspace]]:
        """The workspaces of units."""
        with self._read() as store:
            return store.workspaces_of(keys)

    def plans_by_ids(self, keys: Sequence[str]) -> list[Plan | None]:
        """Plans, aligned with the keys."""
        with self._read() as store:
            return store.plans_by_ids(keys)

    def plans_by_workspaces(self, keys: Sequence[str]) -> list[list[Plan]]:
        """The plans of workspaces."""
        with self._read() as store:
            return store.plans_in(keys)

    def plan_groups_by_ids(self, keys: Sequence[str]) -> list[PlacedGroup | None]:
        """Groups of plan items, aligned with the keys."""
        with self._read() as store:
            return store.groups_by_ids(keys)

    def plan_items_by_ids(self, keys: Sequence[str]) -> list[PlacedItem | None]:
        """Plan items, aligned with the keys."""
        with self._read() as store:
            return store.items_by_ids(keys)

    def workspaces(self, *, unit: str | None = None, archived: bool = False) -> list[Workspace]:
        """The workspaces of a unit, or of all units; those that are archived too if asked for."""
        with self._read() as store:
            owner = unit_for(store.places, unit, past=True).id if unit is not None else None
            return store.workspaces(owner, archived=archived)

    def plans(self, *, unit: str | None = None) -> list[Plan]:
        """The plans that concern a unit or those under it, or all plans."""
        with self._read() as store:
            return store.plans(unit_for(store.places, unit, past=True).id if unit is not None else None)


def _aligned(keys: Sequence[str], counts: Mapping[str, Counts]) -> list[TaskProgress]:
    return [progress(counts.get(key, Counts())) for key in keys]
