"""Pages of tasks: by keyset in any order, and for many roots at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, tuple_

from hanoiwork_shared.pages import CursorInvalid, Page, after_values, page_of
from hanoiwork_tasks.domain.finding.order import BY_DUE, Key, Order
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.store.rows import tasks_of
from hanoiwork_tasks.store.tables import tasks

_COLUMN: Mapping[Key, str] = {
    Key.DUE: "due_order",
    Key.CREATED: "created_at",
    Key.POINTS: "points",
    Key.TITLE: "title_order",
}


def page(
    connection: Connection, query: Select[Any], *, of: Any = tasks, order: Order = BY_DUE, first: int, after: str | None
) -> Page[Task]:
    """The page of a query of tasks that begins after a place; it costs the same wherever the place is.

    `of` is what the query reads tasks from, with the columns of the table of tasks.
    """
    query = query.where(*places_behind(after, order=order, of=of))
    rows = connection.execute(query.order_by(*ordering(order, of)).limit(first + 1)).all()
    return _shown(rows, {task.id: task for task in tasks_of(connection, rows)}, order=order, first=first)


def places_behind(after: str | None, *, order: Order = BY_DUE, of: Any = tasks) -> list[ColumnElement[bool]]:
    """What holds of everything after a place, if one is given."""
    if after is None:
        return []
    value, task_id = _place(after, order)
    here = tuple_(of.c[_COLUMN[order.by]], of.c.id)
    place = tuple_(literal(value, tasks.c[_COLUMN[order.by]].type), literal(task_id))
    return [here < place if order.descending else here > place]


def pages(
    connection: Connection, query: Select[Any], *, root: ColumnElement[Any], first: int, after: str | None = None
) -> dict[Any, Page[Task]]:
    """A page by deadline for each root, in one query that answers tasks with their `root`."""
    place = func.row_number().over(partition_by=root, order_by=ordering(BY_DUE, tasks)).label("place")
    placed = query.add_columns(place).where(*places_behind(after)).subquery()
    shown = select(placed).where(placed.c.place <= first + 1).order_by(placed.c.root, placed.c.place)
    rows = connection.execute(shown).all()
    found = {task.id: task for task in tasks_of(connection, rows)}
    return {root: _shown(list(here), found, order=BY_DUE, first=first) for root, here in groupby(rows, _root_of)}


def ordering(order: Order, of: Any = tasks) -> list[ColumnElement[Any]]:
    """The columns of an order, with the identifier at its end."""
    columns = (of.c[_COLUMN[order.by]], of.c.id)
    return [column.desc() if order.descending else column.asc() for column in columns]


def _shown(rows: Sequence[Any], found: Mapping[str, Task], *, order: Order, first: int) -> Page[Task]:
    """The first of these rows as a page; one row more than that says that others follow."""
    return page_of(
        rows,
        first=first,
        item=lambda row: found[row.id],
        place=lambda row: [str(order), _written(row, order.by), row.id],
    )


def _root_of(row: Any) -> Any:
    return row.root


def _written(row: Any, by: Key) -> str:
    value = row._mapping[_COLUMN[by]]  # noqa: SLF001 - the public way to a column whose name is known only now
    return value.isoformat() if isinstance(value, date) else str(value)


def _place(cursor: str, order: Order) -> tuple[Any, str]:
    named, text, task_id = after_values(cursor, (str, str, str))
    if named != str(order):
        raise CursorInvalid(field="after")
    try:
        return _read(text, order.by), task_id
    except (ValueError, ArithmeticError) as error:
        raise CursorInvalid(field="after") from error


def _read(text: str, by: Key) -> date | datetime | Decimal | str:
    if by is Key.DUE:
        return date.fromisoformat(text)
    if by is Key.CREATED:
        return datetime.fromisoformat(text)
    return Decimal(text) if by is Key.POINTS else text
