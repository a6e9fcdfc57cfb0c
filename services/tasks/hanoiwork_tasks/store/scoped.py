"""Lists of many units by deadline: what comes first in each is taken by an index, ids only."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, CTE, ColumnElement, Select, String, Subquery, cast, func, literal, select, true

from hanoiwork_tasks.domain.task import Status
from hanoiwork_tasks.store.tables import NO_DUE, tasks

MOST_UNITS = 300
"""Units up to which merging is worth it (our choice, measured): a department with all its divisions, not the city."""


def merged(
    units: Sequence[str], statuses: Sequence[str], conditions: Sequence[ColumnElement[bool]], *, first: int
) -> Subquery:
    """The first tasks by deadline of each unit in each status that fulfil the rest, to be ordered once more."""
    unit, status = _each("unit", units), _each("status", statuses or sorted(Status))
    here = (tasks.c.unit_id == unit.c.unit, tasks.c.status == status.c.status)
    places = (tasks.c.due_order, tasks.c.id)
    own = select(*places).where(*here, *conditions).order_by(*places).limit(first + 1).lateral()
    query: Select[Any] = select(own).select_from(unit).join(status, true()).join(own, true())
    return query.subquery("merged")


def walked(units: Sequence[str], conditions: Sequence[ColumnElement[bool]], *, most: int) -> CTE:
    """The first tasks by deadline of all these units, with their words: `most` and those due on the day of the last.

    The day is found in an index that holds all units' deadlines, so that only the rows up to it are read.
    """
    here = (tasks.c.unit_id.in_(units), *conditions)
    last = select(tasks.c.due_order).where(*here).order_by(tasks.c.due_order).offset(most - 1).limit(1)
    until = tasks.c.due_order <= func.coalesce(last.scalar_subquery(), NO_DUE)
    found = select(tasks.c.id, tasks.c.due_order, tasks.c.words).where(*here, until)
    return found.cte("walked").prefix_with("MATERIALIZED")


def _each(name: str, values: Sequence[str]) -> Subquery:
    return select(func.unnest(cast(literal(list(values), ARRAY(String)), ARRAY(String))).label(name)).subquery(
        name + "s"
    )
