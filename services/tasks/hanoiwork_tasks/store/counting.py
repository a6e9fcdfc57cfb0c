"""Counting tasks, set-wise: one query however many tasks, objectives or measures."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, and_, exists, func, or_, select

from hanoiwork_tasks.domain.statistics import Counts
from hanoiwork_tasks.domain.task import COUNTED, WORKABLE, Status
from hanoiwork_tasks.store.linking import measures_under, objectives_under_measures, tasks_of_objectives
from hanoiwork_tasks.store.tables import tasks

COUNTS = tasks.c.status.in_(sorted(COUNTED))
_PARTS = tasks.alias("part")
_UNDIVIDED = ~exists().where(_PARTS.c.parent_id == tasks.c.id, _PARTS.c.status != Status.CANCELLED.value)
"""Tasks that are not broken down: the parts count instead of the whole, so that no point is counted twice."""
_COMPLETED = tasks.c.status == Status.COMPLETED.value


def count(connection: Connection, conditions: Sequence[ColumnElement[bool]], *, today: date) -> Counts:
    """Count the tasks under some conditions."""
    row = connection.execute(select(*_figures(today)).where(COUNTS, *conditions)).one()
    return _counts(row)


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
    handed_in_late = and_(tasks.c.status == Status.SUBMITTED.value, tasks.c.submitted_on > tasks.c.due)
    missing = or_(tasks.c.status.in_(sorted(WORKABLE)), handed_in_late)
    return (
        func.count().label("total"),
        func.count().filter(_COMPLETED).label("completed"),
        func.count().filter(_COMPLETED, tasks.c.late_days == tasks.c.waived_days).label("on_time"),
        func.count().filter(_COMPLETED, tasks.c.late_days > tasks.c.waived_days).label("late"),
        func.count().filter(missing, tasks.c.due < today).label("overdue"),
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
