"""Reading tasks and what belongs to them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select, tuple_

from hanoiwork_shared.pages import CursorInvalid, Page, decode_cursor, encode_cursor
from hanoiwork_shared.places import permitted
from hanoiwork_shared.policy import Actor
from hanoiwork_tasks.domain.authority import LOOK_INTO
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.refusals import CodeAmbiguous, TaskUnknown
from hanoiwork_tasks.domain.statistics import By, Counts
from hanoiwork_tasks.domain.task import WORKABLE, Activity, Status, Task
from hanoiwork_tasks.store import counting
from hanoiwork_tasks.store.agreed import Agreed
from hanoiwork_tasks.store.broken import Broken
from hanoiwork_tasks.store.difficult import Difficult
from hanoiwork_tasks.store.linking import Links, tasks_of_objectives
from hanoiwork_tasks.store.planned import Planned, aligned
from hanoiwork_tasks.store.rows import MOST_IDS, tasks_of
from hanoiwork_tasks.store.tables import activities, collaborators, tasks


class Looking(Planned):
    """The rows of tasks, and of where work is kept, through one connection."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.links = Links(connection)
        self.agreed = Agreed(connection)
        self.difficult = Difficult(connection)
        self.broken = Broken(connection)

    def task(self, key: str) -> Task:
        """The task with this id or code; refuses an unknown or ambiguous one."""
        return self._one(key)

    def tasks(self, wanted: TaskFilter, *, first: int, after: str | None) -> Page[Task]:
        """Tasks by deadline, those without one last."""
        return self._page(self._matching(wanted), first=first, after=after)

    def tasks_by_objectives(self, ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Task]]:
        """A page for each objective and everything under it, in one query; one without tasks is absent."""
        reached = tasks_of_objectives(ids)
        query = select(tasks, reached.c.root).join(reached, tasks.c.id == reached.c.id)
        return self._pages(query, root=reached.c.root, first=first, after=after)

    def tasks_by_lists(self, ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Task]]:
        """A page for each list, in one query; one without tasks is absent."""
        query = select(tasks, tasks.c.list_id.label("root")).where(tasks.c.list_id.in_(set(ids)))
        return self._pages(query, root=tasks.c.list_id, first=first, after=after)

    def to_handle(self, person_id: str, *, first: int, after: str | None) -> Page[Task]:
        """What a person leads and has not handed in, and what waits for their review."""
        leads = and_(tasks.c.person_id == person_id, tasks.c.status.in_(sorted(WORKABLE)))
        reviews = and_(tasks.c.assigner_id == person_id, tasks.c.status == Status.SUBMITTED.value)
        return self._page([or_(leads, reviews)], first=first, after=after)

    def tasks_by_ids(self, ids: Sequence[str]) -> list[Task | None]:
        """Tasks aligned with the ids."""
        found = {task.id: task for task in self._tasks(select(tasks).where(tasks.c.id.in_(set(ids))))}
        return [found.get(one) for one in ids]

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
        return counting.count(self._connection, self._matching(wanted), today=today)

    def count_by(self, wanted: TaskFilter, *, by: By, today: date, most: int) -> list[tuple[str | None, Counts]]:
        """Count the tasks that match by what they are split by, the `most` largest first, in one query."""
        return counting.count_by(self._connection, self._matching(wanted), by=by, today=today, most=most)

    def count_by_days(self, wanted: TaskFilter, *, first: date, last: date) -> dict[date, tuple[int, int]]:
        """Tasks due and tasks completed on each day that has any, in one query."""
        return counting.count_by_days(self._connection, self._matching(wanted), first=first, last=last)

    def count_by_ages(self, wanted: TaskFilter, *, today: date) -> list[tuple[int, Decimal]]:
        """Overdue tasks and their points for each of AGES, in one query."""
        return counting.count_by_ages(self._connection, self._matching(wanted), today=today)

    def count_by_objectives(self, ids: Sequence[str], *, today: date) -> dict[str, Counts]:
        """Count over each objective and everything under it, in one query."""
        return counting.count_by_objectives(self._connection, ids, today=today)

    def count_by_measures(self, ids: Sequence[str], *, today: date) -> dict[str, Counts]:
        """Count over each measure and everything under it, in one query."""
        return counting.count_by_measures(self._connection, ids, today=today)

    def _one(self, key: str, *, locked: bool = False) -> Task:
        query = select(tasks).where(or_(tasks.c.id == key, tasks.c.code == key)).limit(2)
        found = self._tasks(query.with_for_update() if locked else query)
        if not found:
            raise TaskUnknown(what="task", key=key)
        if len(found) > 1:
            raise CodeAmbiguous(field="key", key=key)
        return found[0]

    def _tasks(self, query: Select[Any]) -> list[Task]:
        return tasks_of(self._connection, self._connection.execute(query).all())

    def _matching(self, wanted: TaskFilter) -> list[ColumnElement[bool]]:
        column = tasks.c
        found = [
            column[name] == value
            for name, value in (
                ("group", wanted.group),
                ("person_id", wanted.person_id),
                ("measure_id", wanted.measure_id),
                ("list_id", wanted.list_id),
            )
            if value is not None
        ]
        if wanted.statuses:
            found.append(column.status.in_(wanted.statuses))
        if wanted.unit_id is not None:
            found.append(column.unit_id.in_(self.places.below(wanted.unit_id)))
        if wanted.objective_id is not None:
            found.append(column.id.in_(select(tasks_of_objectives([wanted.objective_id]).c.id)))
        if wanted.search is not None:
            found.append(column.folded_title.contains(wanted.search, autoescape=True))
        if wanted.due_from is not None:
            found.append(column.due >= wanted.due_from)
        if wanted.due_to is not None:
            found.append(column.due <= wanted.due_to)
        return found

    def _pages(
        self, query: Select[Any], *, root: ColumnElement[Any], first: int, after: str | None
    ) -> dict[str, Page[Task]]:
        """A page for each root, in one query that answers tasks with their `root`."""
        order = (tasks.c.due_order, tasks.c.id)
        place = func.row_number().over(partition_by=root, order_by=order).label("place")
        query = query.add_columns(place)
        if after is not None:
            query = query.where(tuple_(*order) > tuple_(*_place(after)))
        placed = query.subquery()
        shown = select(placed).where(placed.c.place <= first + 1).order_by(placed.c.root, placed.c.place)
        rows = self._connection.execute(shown).all()
        found = {task.id: task for task in tasks_of(self._connection, rows)}
        return {root: _page(list(here), found, first=first) for root, here in groupby(rows, _root_of)}

    def _page(self, conditions: Sequence[ColumnElement[bool]], *, first: int, after: str | None) -> Page[Task]:
        query = _by_due(select(tasks).where(*conditions)).limit(first + 1)
        if after is not None:
            query = query.where(tuple_(tasks.c.due_order, tasks.c.id) > tuple_(*_place(after)))
        rows = self._connection.execute(query).all()
        return _page(rows, {task.id: task for task in tasks_of(self._connection, rows)}, first=first)


def _page(rows: Sequence[Any], found: Mapping[str, Task], *, first: int) -> Page[Task]:
    """The first of these rows as a page; one row more than that says that others follow."""
    shown = rows[:first]
    return Page(
        items=tuple(found[row.id] for row in shown),
        cursors=tuple(encode_cursor([row.due_order.isoformat(), row.id]) for row in shown),
        has_next=len(rows) > first,
    )


def _root_of(row: Any) -> str:
    return str(row.root)


def _place(cursor: str) -> tuple[date, str]:
    parts = decode_cursor(cursor)
    try:
        due, task_id = parts
        return date.fromisoformat(str(due)), str(task_id)
    except ValueError as error:
        raise CursorInvalid(field="after") from error


def _by_due(query: Select[Any]) -> Select[Any]:
    return query.order_by(tasks.c.due_order, tasks.c.id)
