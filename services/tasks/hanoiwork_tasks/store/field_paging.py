"""Pages of tasks in the order of what they say in one field, by keyset; those that say nothing come last."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, literal, or_

from hanoiwork_shared.amounts import exact
from hanoiwork_shared.pages import CursorInvalid, Page, after_values, page_of
from hanoiwork_tasks.domain.fields.field import FieldKind
from hanoiwork_tasks.domain.fields.wanted import FieldOrder
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.store.rows import tasks_of
from hanoiwork_tasks.store.tables import field_options, field_values, tasks

_COLUMN: Mapping[FieldKind, ColumnElement[Any]] = {
    FieldKind.TEXT: field_values.c.text_order,
    FieldKind.LINK: field_values.c.text_order,
    FieldKind.NUMBER: field_values.c.number,
    FieldKind.DATE: field_values.c.day,
    FieldKind.YES_NO: field_values.c.yes,
    FieldKind.CHOICE: field_options.c.position,
}


def page_by_field(
    connection: Connection, query: Select[Any], *, order: FieldOrder, first: int, after: str | None
) -> Page[Task]:
    """The page of a query of tasks that begins after a place."""
    value = _COLUMN[order.kind]
    said = and_(field_values.c.task_id == tasks.c.id, field_values.c.field_id == order.field_id)
    query = query.outerjoin(field_values, said).outerjoin(field_options, field_options.c.id == field_values.c.option_id)
    query = query.add_columns(value.label("place_value")).where(*_behind(after, order, value))
    placed = query.order_by(value.is_(None), *_turned(order, value), *_turned(order, tasks.c.id)).limit(first + 1)
    rows = connection.execute(placed).all()
    found = {task.id: task for task in tasks_of(connection, rows)}
    return page_of(
        rows,
        first=first,
        item=lambda row: found[row.id],
        place=lambda row: [str(order), _written(row.place_value), row.id],
    )


def _turned(order: FieldOrder, column: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    return [column.desc() if order.descending else column.asc()]


def _behind(after: str | None, order: FieldOrder, value: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """What holds of everything after a place, if one is given."""
    if after is None:
        return []
    named, text, task_id = after_values(after, (str, str, str))
    if named != str(order):
        raise CursorInvalid(field="after")
    further = tasks.c.id < task_id if order.descending else tasks.c.id > task_id
    if text == _NOTHING:
        return [and_(value.is_(None), further)]
    here = literal(_read(text, order.kind), value.type)
    beyond = value < here if order.descending else value > here
    return [or_(beyond, and_(value == here, further), value.is_(None))]


_NOTHING = ""
_SAID = "="


def _written(said: Any) -> str:
    if said is None:
        return _NOTHING
    text = said.isoformat() if isinstance(said, date) else f"{said:f}" if isinstance(said, Decimal) else str(said)
    return _SAID + text


def _read(text: str, kind: FieldKind) -> Any:
    try:
        return _READ[kind](text.removeprefix(_SAID))
    except (KeyError, ValueError) as error:
        raise CursorInvalid(field="after") from error


def _number(text: str) -> Decimal:
    found = exact(text)
    if found is None:
        raise ValueError(text)
    return found


_READ: Mapping[FieldKind, Callable[[str], Any]] = {
    FieldKind.TEXT: str,
    FieldKind.LINK: str,
    FieldKind.NUMBER: _number,
    FieldKind.DATE: date.fromisoformat,
    FieldKind.YES_NO: {"True": True, "False": False}.__getitem__,
    FieldKind.CHOICE: int,
}
