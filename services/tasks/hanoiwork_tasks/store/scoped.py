"""Lists of many units by deadline: the first tasks of each unit and status are taken by an index and merged.

PostgreSQL would otherwise either sort all that match or walk all deadlines; which it takes depends on how it guesses
that statuses and deadlines go together, and a wrong guess costs seconds.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, String, Subquery, cast, func, literal, select, true, union_all

from hanoiwork_tasks.domain.task import Status
from hanoiwork_tasks.store.tables import tasks

MOST_UNITS = 300
"""Units up to which merging is worth it (our choice, measured): a department with all its divisions, not the city."""


def merged(
    units: Sequence[str], statuses: Sequence[str], conditions: Sequence[ColumnElement[bool]], *, first: int
) -> Subquery:
    """The first tasks by deadline of each unit in each status that fulfil the rest, to be ordered once more."""
    unit, status = _each("unit", units), _each("status", statuses or sorted(Status))
    here = (tasks.c.unit_id == unit.c.unit, tasks.c.status == status.c.status)
    own = select(tasks).where(*here, *conditions).order_by(tasks.c.due_order, tasks.c.id).limit(first + 1).lateral()
    query: Select[Any] = select(own).select_from(unit).join(status, true()).join(own, true())
    return query.subquery("merged")


def walked(units: Sequence[str], conditions: Sequence[ColumnElement[bool]], *, most: int) -> Subquery:
    """The first tasks by deadline of all these units, with their words; PostgreSQL merges the units' own lists.

    Ids only: a statement is worked out column by column, for each unit anew.
    """
    columns = (tasks.c.id, tasks.c.due_order, tasks.c.words)
    own = [
        select(*columns).where(tasks.c.unit_id == unit, *conditions).order_by(*columns[1::-1]).limit(most).subquery()
        for unit in units
    ]
    merged_lists = union_all(*(select(one) for one in own)).subquery("lists")
    ordered = select(merged_lists).order_by(merged_lists.c.due_order, merged_lists.c.id)
    return ordered.limit(most).subquery("walked")


def _each(name: str, values: Sequence[str]) -> Subquery:
    return select(func.unnest(cast(literal(list(values), ARRAY(String)), ARRAY(String))).label(name)).subquery(
        name + "s"
    )
