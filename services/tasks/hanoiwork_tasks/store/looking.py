"""Reading tasks and what belongs to them."""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, or_, select

from hanoiwork_shared.pages import Page
from hanoiwork_shared.places import permitted
from hanoiwork_shared.policy import Actor
from hanoiwork_tasks.domain.authority import LOOK_INTO
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.refusals import CodeAmbiguous, TaskUnknown
from hanoiwork_tasks.domain.statistics import By, Counts
from hanoiwork_tasks.domain.task import Activity, Collaborator, Task
from hanoiwork_tasks.store import counting
from hanoiwork_tasks.store.agreed import Agreed
from hanoiwork_tasks.store.attached import Attached
from hanoiwork_tasks.store.broken import Broken
from hanoiwork_tasks.store.catalogued import Catalogued
from hanoiwork_tasks.store.difficult import Difficult
from hanoiwork_tasks.store.fielded import Fielded
from hanoiwork_tasks.store.followed import Followed
from hanoiwork_tasks.store.found import Found
from hanoiwork_tasks.store.linked import Linked
from hanoiwork_tasks.store.linking import Links, tasks_of_objectives
from hanoiwork_tasks.store.paging import pages
from hanoiwork_tasks.store.planned import Planned, aligned
from hanoiwork_tasks.store.recurred import Recurred
from hanoiwork_tasks.store.rows import MOST_IDS, tasks_of
from hanoiwork_tasks.store.sheeted import Sheeted
from hanoiwork_tasks.store.spaced import Spaced
from hanoiwork_tasks.store.statements import HELD_BY_KEY, TASK_BY_KEY
from hanoiwork_tasks.store.tables import activities, collaborators, tasks
from hanoiwork_tasks.store.talked import Talked
from hanoiwork_tasks.store.viewed import Viewed


class Looking(Planned):
    """The rows of tasks, and of where work is kept, through one connection."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.helping: dict[str, tuple[Collaborator, ...]] = {}  # of tasks as they were read here
        self.links = Links(connection)
        self.agreed = Agreed(connection)
        self.difficult = Difficult(connection)
        self.fields = Fielded(connection)
        self.found = Found(connection)
        self.views = Viewed(connection)
        self.catalogue = Catalogued(connection)
        self.recurring = Recurred(connection)
        self.linked = Linked(connection)
        self.spaces = Spaced(connection)
        self.talk = Talked(connection)
        self.followers = Followed(connection)
        self.broken = Broken(connection)
        self.sheets = Sheeted(connection)
        self.files = Attached(connection)

    def task(self, key: str) -> Task:
        """The task with this id or code; refuses an unknown or ambiguous one."""
        return self._one(key)

    def tasks_by_objectives(self, ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Task]]:
        """A page for each objective and everything under it, in one query; one without tasks is absent."""
        reached = tasks_of_objectives(ids)
        query = select(tasks, reached.c.root).join(reached, tasks.c.id == reached.c.id)
        return pages(self._connection, query, root=reached.c.root, first=first, after=after)

    def tasks_by_lists(self, ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Task]]:
        """A page for each list, in one query; one without tasks is absent."""
        query = select(tasks, tasks.c.list_id.label("root")).where(tasks.c.list_id.in_(set(ids)))
        return pages(self._connection, query, root=tasks.c.list_id, first=first, after=after)

    def tasks_by_ids(self, ids: Sequence[str]) -> list[Task | None]:
        """Tasks aligned with the ids."""
        found = {task.id: task for task in self._tasks(select(tasks).where(tasks.c.id.in_(set(ids))))}
        return [found.get(one) for one in ids]

    def tasks_named(self, keys: Sequence[str]) -> list[Task]:
        """The tasks with these ids or codes, in two queries; refuses an unknown or ambiguous one."""
        found: dict[str, set[Task]] = {}
        for task in self._tasks(select(tasks).where(or_(tasks.c.id.in_(keys), tasks.c.code.in_(keys)))):
            for key in {task.id, task.code}:
                found.setdefault(key, set()).add(task)
        return [_only(found.get(key, set()), key) for key in keys]

    def looked_into(self, actor: Actor, ids: Sequence[str]) -> frozenset[str]:
        """Those of these tasks that somebody may look into: their own, and those in the line of their units."""
        helper = and_(collaborators.c.task_id == tasks.c.id, collaborators.c.person_id == actor.person_id)
        inside = permitted(actor, LOOK_INTO, unit=tasks.c.unit_id, people=(tasks.c.person_id, tasks.c.assigner_id))
        open_to = select(tasks.c.id).where(or_(inside, exists().where(helper)))
        found: set[str] = set()
        for start in range(0, len(ids), MOST_IDS):
            some = tasks.c.id.in_(ids[start : start + MOST_IDS])
            found.update(self._connection.execute(open_to.where(some)).scalars())
        return frozenset(found)

    def children(self, ids: Sequence[str]) -> list[list[Task]]:
        """The parts of tasks, aligned with the ids."""
        found = self._tasks(_by_due(select(tasks).where(tasks.c.parent_id.in_(set(ids)))))
        return aligned(ids, ((task.parent_id, task) for task in found))

    def of_items(self, ids: Sequence[str]) -> list[list[Task]]:
        """The tasks that came out of plan items, aligned with the ids."""
        found = self._tasks(_by_due(select(tasks).where(tasks.c.plan_item_id.in_(set(ids)))))
        return aligned(ids, ((task.plan_item_id, task) for task in found))

    def histories(self, ids: Sequence[str]) -> list[list[Activity]]:
        """The histories of tasks, oldest first, aligned with the ids."""
        query = select(activities).where(activities.c.task_id.in_(set(ids)))
        rows = self._connection.execute(query.order_by(activities.c.at, activities.c.version, activities.c.id))
        return aligned(ids, ((row.task_id, Activity(**row._asdict())) for row in rows))

    def count(self, wanted: TaskFilter, *, today: date) -> Counts:
        """Count the tasks that match, in one query."""
        return counting.count(self._connection, self.found.matching(wanted), today=today)

    def count_by(self, wanted: TaskFilter, *, by: By, today: date, most: int) -> list[tuple[str | None, Counts]]:
        """Count the tasks that match by what they are split by, the `most` largest first, in one query."""
        return counting.count_by(self._connection, self.found.matching(wanted), by=by, today=today, most=most)

    def count_by_days(self, wanted: TaskFilter, *, first: date, last: date) -> dict[date, tuple[int, int]]:
        """Tasks due and tasks completed on each day that has any, in one query."""
        return counting.count_by_days(self._connection, self.found.matching(wanted), first=first, last=last)

    def count_by_ages(self, wanted: TaskFilter, *, today: date) -> list[tuple[int, Decimal]]:
        """Overdue tasks and their points for each of AGES, in one query."""
        return counting.count_by_ages(self._connection, self.found.matching(wanted), today=today)

    def count_by_objectives(self, ids: Sequence[str], *, today: date) -> dict[str, Counts]:
        """Count over each objective and everything under it, in one query."""
        return counting.count_by_objectives(self._connection, ids, today=today)

    def count_by_measures(self, ids: Sequence[str], *, today: date) -> dict[str, Counts]:
        """Count over each measure and everything under it, in one query."""
        return counting.count_by_measures(self._connection, ids, today=today)

    def _one(self, key: str, *, locked: bool = False) -> Task:
        rows = self._connection.execute(HELD_BY_KEY if locked else TASK_BY_KEY, {"key": key}).all()
        found = _only(tasks_of(self._connection, rows), key)
        self.helping[found.id] = found.collaborators
        return found

    def _tasks(self, query: Select[Any]) -> list[Task]:
        return tasks_of(self._connection, self._connection.execute(query).all())


def _only(found: Collection[Task], key: str) -> Task:
    if not found:
        raise TaskUnknown(what="task", key=key)
    if len(found) > 1:
        raise CodeAmbiguous(field="key", key=key)
    return next(iter(found))


def _by_due(query: Select[Any]) -> Select[Any]:
    return query.order_by(tasks.c.due_order, tasks.c.id)
