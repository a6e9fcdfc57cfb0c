"""A filter as conditions of a query."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, exists, func, or_, select
from sqlalchemy.dialects.postgresql import TSQUERY

from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.task import WORKABLE, Status
from hanoiwork_tasks.store.difficult import UNSETTLED
from hanoiwork_tasks.store.fielded import saying
from hanoiwork_tasks.store.linking import tasks_of_objectives
from hanoiwork_tasks.store.tables import collaborators, difficulties, lists, tasks

_EQUAL = ("group", "person_id", "measure_id", "list_id", "assigner_id", "parent_id", "plan_item_id")


def matching(wanted: TaskFilter, *, units: Sequence[str], dialect: str) -> list[ColumnElement[bool]]:
    """What a task must fulfil to be wanted; `units` are the wanted unit and those under it."""
    given = ((name, getattr(wanted, name)) for name in _EQUAL)
    found = [tasks.c[name] == value for name, value in given if value is not None]
    if wanted.statuses:
        found.append(tasks.c.status.in_(wanted.statuses))
    if wanted.unit_id is not None:
        found.append(tasks.c.unit_id.in_(units))
    if wanted.objective_id is not None:
        found.append(tasks.c.id.in_(select(tasks_of_objectives([wanted.objective_id]).c.id)))
    if wanted.words:
        found.append(having_words(wanted.words, dialect=dialect))
    if wanted.due_from is not None:
        found.append(tasks.c.due_order >= wanted.due_from)
    if wanted.due_to is not None:
        found.append(tasks.c.due_order <= wanted.due_to)
    if wanted.due_from is not None and wanted.due_to is None:
        found.append(tasks.c.due.is_not(None))
    return found + _kept_in(wanted) + _in_state(wanted) + [saying(one) for one in wanted.says]


def missing() -> ColumnElement[bool]:
    """Neither completed nor handed in by the deadline."""
    handed_in_late = and_(tasks.c.status == Status.SUBMITTED.value, tasks.c.submitted_on > tasks.c.due)
    return or_(tasks.c.status.in_(sorted(WORKABLE)), handed_in_late)


def overdue(today: date) -> ColumnElement[bool]:
    """Missing, past the deadline."""
    return and_(missing(), tasks.c.due_order < today)


def having_words(
    words: Sequence[str], *, dialect: str, column: ColumnElement[Any] = tasks.c.words
) -> ColumnElement[bool]:
    """Every word is one of a column of words, the last one the beginning of one.

    PostgreSQL finds them by an index, SQLite looks through the rows, where a space stands on both sides of a word.
    """
    *whole, beginning = words
    if dialect == "postgresql":
        return having(column, lexemes(words))
    return and_(*(func.instr(column, f" {word} ") > 0 for word in whole), func.instr(column, f" {beginning}") > 0)


def lexemes(words: Sequence[str]) -> list[str]:
    """Words as PostgreSQL looks for them, the last one as a beginning."""
    *whole, beginning = words
    return [*(f"'{word}'" for word in whole), f"'{beginning}':*"]


def having(column: ColumnElement[Any], wanted: Sequence[str]) -> ColumnElement[bool]:
    """All these lexemes are in a column of words, on PostgreSQL."""
    return column.op("@@", is_comparison=True)(cast(" & ".join(wanted), TSQUERY))


def _kept_in(wanted: TaskFilter) -> list[ColumnElement[bool]]:
    """The lists of a plan or workspace; those of a few are looked up, not joined."""
    found: list[ColumnElement[bool]] = []
    for column, value in ((lists.c.plan_id, wanted.plan_id), (lists.c.workspace_id, wanted.workspace_id)):
        if value is not None:
            found.append(tasks.c.list_id.in_(select(lists.c.id).where(column == value)))
    return found


def _in_state(wanted: TaskFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.overdue_on is not None:
        found.append(overdue(wanted.overdue_on))
    if wanted.helper_id is not None:
        helps = and_(collaborators.c.task_id == tasks.c.id, collaborators.c.person_id == wanted.helper_id)
        found.append(exists().where(helps))
    if wanted.difficult:
        found.append(exists().where(difficulties.c.task_id == tasks.c.id, UNSETTLED))
    return found
