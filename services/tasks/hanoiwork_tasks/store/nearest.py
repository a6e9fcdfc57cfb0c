"""Tasks by deadline on PostgreSQL, each question by the way that is short for it.

Left alone, the database would sort all that match or walk through all deadlines; which of them it takes depends on how
it guesses that words, statuses and deadlines go together, and a wrong guess costs seconds.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Subquery, select

from hanoiwork_shared.pages import Page
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.store.matching import having, lexemes, matching
from hanoiwork_tasks.store.paging import page, places_behind
from hanoiwork_tasks.store.rarity import shares_of
from hanoiwork_tasks.store.scoped import MOST_UNITS, merged, walked
from hanoiwork_tasks.store.tables import tasks

WALK = 2000
"""Deadlines among which common words are looked for before the index is asked (our choice, measured)."""
AMPLE = 3
"""How many times as far we walk as the page would need if the words were spread evenly (our choice)."""
WALKED_UNITS = 50
"""Units of a department that is walked through (our choice, measured): the deadlines of all are looked at."""
INDEXED = 3
"""The rarest words of a search, which the index is asked for (our choice, measured); the others are compared."""


def page_by_due(
    connection: Connection, wanted: TaskFilter, *, units: Sequence[str], first: int, after: str | None
) -> Page[Task]:
    """A page of the tasks that match, by deadline; `units` are the wanted unit and those under it."""
    behind = places_behind(after)
    if wanted.words:
        return _spoken(connection, wanted, units=units, behind=behind, first=first)
    if 0 < len(units) <= MOST_UNITS:
        rest = matching(replace(wanted, unit_id=None, statuses=()), units=(), dialect="postgresql")
        ids = _first_of(merged(units, wanted.statuses, [*rest, *behind], first=first), first=first)
        return page(connection, _tasks_at(ids), first=first, after=None)
    query = select(tasks).where(*matching(wanted, units=units, dialect="postgresql"))
    return page(connection, query, first=first, after=after)


def _spoken(
    connection: Connection, wanted: TaskFilter, *, units: Sequence[str], behind: list[ColumnElement[bool]], first: int
) -> Page[Task]:
    """What has some words: looked for on a walk by deadline where even the rarest is common, otherwise in the index.

    PostgreSQL takes words for independent of each other and guesses wrongly where they are not. The rarest one bounds
    how many tasks can have them all, however they go together.
    """
    shares = shares_of(connection, wanted.words)
    rest = matching(replace(wanted, words=()), units=units, dialect="postgresql")
    most = ceil(AMPLE * (first + 1) / min(shares)) if min(shares) > 0 else WALK + 1
    if most <= WALK and (near := _walk(wanted, units, rest, behind, most=most)) is not None:
        met = page(connection, _tasks_at(_having_all(near, wanted.words, first=first)), first=first, after=None)
        if met.has_next:
            return met
    indexed = having(tasks.c.words, rarest(wanted.words, shares))
    match = _placed().where(indexed, *rest, *behind).cte("match").prefix_with("MATERIALIZED")
    return page(connection, _tasks_at(_having_all(match, wanted.words, first=first)), first=first, after=None)


def _walk(
    wanted: TaskFilter,
    units: Sequence[str],
    rest: list[ColumnElement[bool]],
    behind: list[ColumnElement[bool]],
    *,
    most: int,
) -> FromClause | None:
    """The first tasks by deadline of these units, or of all where nothing but words is asked; None where no walk is."""
    if units and len(units) <= WALKED_UNITS:
        own = matching(replace(wanted, words=(), unit_id=None), units=(), dialect="postgresql")
        return walked(units, [*own, *behind], most=most)
    if rest:
        return None
    return _placed().where(*behind).order_by(tasks.c.due_order, tasks.c.id).limit(most).subquery("walked")


def rarest(words: Sequence[str], shares: Sequence[float]) -> list[str]:
    """The rarest words as PostgreSQL writes them."""
    by_share = sorted(zip(shares, lexemes(words), strict=True), key=lambda one: one[0])
    return [lexeme for _, lexeme in by_share[:INDEXED]]


def _placed() -> Select[Any]:
    """Tasks by what places and finds them only: SQLAlchemy works out every column of a part of a statement anew."""
    return select(tasks.c.id, tasks.c.due_order, tasks.c.words)


def _having_all(some: Any, words: Sequence[str], *, first: int) -> Subquery:
    """The first of some tasks that have all these words, and one more."""
    return _first_of(some, having(some.c.words, lexemes(words)), first=first)


def _first_of(some: Any, *conditions: ColumnElement[bool], first: int) -> Subquery:
    found = select(some.c.id).where(*conditions).order_by(some.c.due_order, some.c.id)
    return found.limit(first + 1).subquery("met")


def _tasks_at(ids: Subquery) -> Select[Any]:
    return select(tasks).join(ids, ids.c.id == tasks.c.id)
