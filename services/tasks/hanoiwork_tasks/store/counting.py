"""Counting tasks, set-wise: one query however many tasks, objectives or measures."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, exists, func, literal, select

from hanoiwork_tasks.domain.statistics import AGES, By, Counts
from hanoiwork_tasks.domain.task import COUNTED, Status
from hanoiwork_tasks.store.linking import measures_under, objectives_under_measures, tasks_of_objectives
from hanoiwork_tasks.store.matching import missing
from hanoiwork_tasks.store.tables import lists, tasks

COUNTS = tasks.c.status.in_(sorted(COUNTED))
_PARTS = tasks.alias("part")
_UNDIVIDED = ~exists().where(_PARTS.c.parent_id == tasks.c.id, _PARTS.c.status != Status.CANCELLED.value)
"""Tasks that are not broken down: the parts count instead of the whole, so that no point is counted twice."""
_COMPLETED = tasks.c.status == Status.COMPLETED.value
_BY: Mapping[By, ColumnElement[Any]] = {
    By.PERSON: tasks.c.person_id,
    By.UNIT: tasks.c.unit_id,
    By.GROUP: tasks.c.group,
    By.PLAN: lists.c.plan_id,
    By.LIST: tasks.c.list_id,
}


def count(connection: Connection, conditions: Sequence[ColumnElement[bool]], *, today: date) -> Counts:
    """Count the tasks under some conditions."""
    row = connection.execute(select(*_figures(today)).where(COUNTS, *conditions)).one()
    return _counts(row)


def count_by(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], *, by: By, today: date, most: int
) -> list[tuple[str | None, Counts]]:
    """Count the tasks under some conditions by what they are split by, in one query; the `most` largest."""
    column = _BY[by]
    query = select(column.label("root"), *_figures(today)).where(COUNTS, *conditions)
    if by is By.PLAN:
        query = query.outerjoin(lists, lists.c.id == tasks.c.list_id)
    query = query.group_by(column).order_by(func.count().desc(), column).limit(most)
    return [(row.root, _counts(row)) for row in connection.execute(query)]


def count_by_days(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], *, first: date, last: date
) -> dict[date, tuple[int, int]]:
    """Tasks due, and tasks delivered and completed, on each day from first to last that has any; one query."""
    due = select(tasks.c.due.label("day"), literal(1).label("due"), literal(0).label("completed"))
    done = select(tasks.c.delivered_on.label("day"), literal(0).label("due"), literal(1).label("completed"))
    due = due.where(COUNTS, tasks.c.due.between(first, last), *conditions)
    done = done.where(_COMPLETED, tasks.c.delivered_on.between(first, last), *conditions)
    both = due.union_all(done).subquery()
    query = select(both.c.day, func.sum(both.c.due), func.sum(both.c.completed)).group_by(both.c.day)
    return {row[0]: (int(row[1]), int(row[2])) for row in connection.execute(query)}


def count_by_ages(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], *, today: date
) -> list[tuple[int, Decimal]]:
    """How many tasks are overdue and what they weigh, for each of AGES, in one query."""
    figures: list[ColumnElement[Any]] = []
    for first, last in AGES:
        old = [missing(), tasks.c.due <= today - timedelta(days=first)]
        if last is not None:
            old.append(tasks.c.due >= today - timedelta(days=last))
        figures += [func.count().filter(*old), func.sum(tasks.c.points).filter(*old)]
    row = tuple(connection.execute(select(*figures).where(COUNTS, *conditions)).one())
    return [(tasks_, points or Decimal(0)) for tasks_, points in zip(row[::2], row[1::2], strict=True)]


def count_by_objectives(connection: Connection, ids: Sequence[str], *, today: date) -> dict[str, Counts]:
    """Count over each objective and everything under it; parts count instead of their whole."""
    return _over(connection, tasks_of_objectives(ids), today=today)


def count_by_measures(connection: Connection, ids: Sequence[str], *, today: date) -> dict[str, Counts]:
    """Count over each measure, the KPIs under it and the objectives that hang under them.

    Each task counts once, and parts instead of their whole.
    """
    return _over(connection, _reached(ids), today=today)


def _over(connection: Connection, reached: CTE, *, today: date) -> dict[str, Counts]:
    """Count the tasks of each root of pairs (root, id)."""
    query = select(reached.c.root, *_figures(today)).join(tasks, tasks.c.id == reached.c.id)
    return _grouped(connection, query.where(COUNTS, _UNDIVIDED).group_by(reached.c.root))


def _reached(ids: Sequence[str]) -> CTE:
    under = measures_under(ids)
    hanging = objectives_under_measures(under)
    linked = select(under.c.root, tasks.c.id).join(tasks, tasks.c.measure_id == under.c.id)
    served = select(hanging.c.root, tasks.c.id).join(tasks, tasks.c.objective_id == hanging.c.id)
    return linked.union(served).cte("reached")


def _figures(today: date) -> tuple[ColumnElement[Any], ...]:
    return (
        func.count().label("total"),
        func.count().filter(_COMPLETED).label("completed"),
        func.count().filter(_COMPLETED, tasks.c.late_days == tasks.c.waived_days).label("on_time"),
        func.count().filter(_COMPLETED, tasks.c.late_days > tasks.c.waived_days).label("late"),
        func.count().filter(missing(), tasks.c.due < today).label("overdue"),
        func.sum(tasks.c.points).label("points"),
        func.sum(tasks.c.points).filter(_COMPLETED).label("completed_points"),
    )


def _grouped(connection: Connection, query: Any) -> dict[str, Counts]:
    return {row.root: _counts(row) for row in connection.execute(query)}


def _counts(row: Any) -> Counts:
    return Counts(
        total=row.total,
        completed=row.completed,
        on_time=row.on_time,
        late=row.late,
        overdue=row.overdue,
        points=row.points or Decimal(0),
        completed_points=row.completed_points or Decimal(0),
    )
