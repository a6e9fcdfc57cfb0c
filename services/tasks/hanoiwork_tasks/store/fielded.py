"""Fields of lists and what tasks say in them, as rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, exists, insert, select

from hanoiwork_shared.database import insert as insert_or
from hanoiwork_shared.folding import fold
from hanoiwork_tasks.domain.fields.field import FieldKind, ListField, Option
from hanoiwork_tasks.domain.fields.refusals import ListFieldUnknown
from hanoiwork_tasks.domain.fields.value import Value
from hanoiwork_tasks.domain.fields.wanted import FieldCondition
from hanoiwork_tasks.store.guarding import put_changed
from hanoiwork_tasks.store.planned import aligned
from hanoiwork_tasks.store.rows import MOST_IDS
from hanoiwork_tasks.store.tables import TEXT_LETTERS, field_options, field_values, list_fields, tasks

COLUMN_OF: Mapping[FieldKind, str] = {
    FieldKind.TEXT: "text",
    FieldKind.LINK: "text",
    FieldKind.NUMBER: "number",
    FieldKind.DATE: "day",
    FieldKind.CHOICE: "option_id",
    FieldKind.SEVERAL_CHOICES: "option_id",
    FieldKind.PERSON: "person_id",
    FieldKind.YES_NO: "yes",
}
"""Where the values of a kind are kept."""
_EMPTY = dict.fromkeys((*COLUMN_OF.values(), "text_order"))
_IN_USE = list_fields.c.removed_at.is_(None)


class Fielded:
    """Fields and values through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, field: ListField) -> None:
        """Save a new field with its options."""
        self._connection.execute(insert(list_fields), _row(field))
        self._put_options(field)

    def put(self, field: ListField) -> None:
        """Save a changed field and its options; refuses when another change came first."""
        put_changed(self._connection, list_fields, _row(field), seen=field.version - 1)
        self._put_options(field)

    def field(self, field_id: str) -> ListField:
        """The field with this id, removed or not; refuses an unknown one."""
        found = self._fields(select(list_fields).where(list_fields.c.id == field_id))
        if not found:
            raise ListFieldUnknown(field="field", what="field", key=field_id)
        return found[0]

    def of_lists(self, list_ids: Sequence[str]) -> list[list[ListField]]:
        """The fields in use of lists, in their order, aligned with the ids; in two queries."""
        query = select(list_fields).where(list_fields.c.list_id.in_(set(list_ids)), _IN_USE)
        found = self._fields(query.order_by(list_fields.c.position, list_fields.c.key))
        return aligned(list_ids, ((field.list_id, field) for field in found))

    def of(self, list_id: str | None) -> list[ListField]:
        """The fields in use of a list; a task outside all lists has none."""
        return [] if list_id is None else self.of_lists([list_id])[0]

    def lists_of_tasks(self, task_ids: Sequence[str]) -> Mapping[str, str | None]:
        """The lists that tasks stand in, by task; one that is not known is absent."""
        rows = self._connection.execute(select(tasks.c.id, tasks.c.list_id).where(tasks.c.id.in_(set(task_ids))))
        return {row.id: row.list_id for row in rows}

    def values(self, task_id: str) -> dict[str, Value]:
        """What a task says, by field, also in fields that were removed."""
        return self.values_of([task_id]).get(task_id, {})

    def values_of(self, task_ids: Sequence[str]) -> dict[str, dict[str, Value]]:
        """What tasks say, by task and field; a query for thousands of them."""
        found: dict[str, dict[str, Value]] = {}
        for start in range(0, len(task_ids), MOST_IDS):
            some = field_values.c.task_id.in_(task_ids[start : start + MOST_IDS])
            query = select(field_values, list_fields.c.kind).join(list_fields).where(some)
            for row in self._connection.execute(query.order_by(field_values.c.place)):
                said = found.setdefault(row.task_id, {})
                said[row.field_id] = _value(row, said.get(row.field_id))
        return found

    def set_values(self, said: Mapping[str, Mapping[str, Value]], fields: Iterable[ListField]) -> None:
        """Save new values of tasks, by task and field; a field's earlier ones must be gone."""
        kinds = {field.id: field.kind for field in fields}
        rows = [
            row
            for task_id, values in said.items()
            for field_id, value in values.items()
            for row in _value_rows(task_id, field_id, kinds[field_id], value)
        ]
        if rows:
            self._connection.execute(insert(field_values), rows)

    def drop_values(self, task_id: str, field_ids: Collection[str]) -> None:
        """Delete what a task says in some fields."""
        mine = (field_values.c.task_id == task_id, field_values.c.field_id.in_(set(field_ids)))
        self._connection.execute(delete(field_values).where(*mine))

    def _fields(self, query: Select[Any]) -> list[ListField]:
        rows = self._connection.execute(query).all()
        wanted = field_options.c.field_id.in_([row.id for row in rows])
        options = select(field_options).where(wanted).order_by(field_options.c.position)
        by_field: dict[str, list[Option]] = {}
        for row in self._connection.execute(options) if rows else ():
            by_field.setdefault(row.field_id, []).append(Option(id=row.id, label=row.label, retired=row.retired))
        return [
            ListField(**{**row._asdict(), "kind": FieldKind(row.kind), "options": tuple(by_field.get(row.id, ()))})
            for row in rows
        ]

    def _put_options(self, field: ListField) -> None:
        for place, option in enumerate(field.options):
            values = {**asdict(option), "field_id": field.id, "position": place}
            statement = insert_or(self._connection, field_options).values(**values)
            anew = {name: statement.excluded[name] for name in ("label", "retired", "position")}
            self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=anew))


def saying(wanted: FieldCondition) -> ColumnElement[bool]:
    """What a task must fulfil to say what is wanted in a field of its list."""
    mine, column = [field_values.c.field_id == wanted.field_id], field_values.c[COLUMN_OF[wanted.kind]]
    if wanted.empty:
        said = exists().where(field_values.c.task_id == tasks.c.id, *mine)
        return and_(tasks.c.list_id == wanted.list_id, ~said)
    if wanted.values:
        mine.append(column.in_(wanted.values))
    if wanted.values and COLUMN_OF[wanted.kind] == "text":
        mine.append(field_values.c.text_order.in_([_text_order(str(value)) for value in wanted.values]))
    if wanted.first is not None:
        mine.append(column >= wanted.first)
    if wanted.last is not None:
        mine.append(column <= wanted.last)
    return tasks.c.id.in_(select(field_values.c.task_id).where(*mine))


def _text_order(text: str) -> str:
    return fold(text)[:TEXT_LETTERS]


def _row(field: ListField) -> dict[str, Any]:
    values = {name: getattr(field, name) for name in ListField.__dataclass_fields__ if name != "options"}
    return values | {"kind": field.kind.value}


def _value(row: Any, before: Value | None) -> Value:
    kind = FieldKind(row.kind)
    found: Value = row._mapping[COLUMN_OF[kind]]  # noqa: SLF001 - the public way to a column whose name is known only now
    if COLUMN_OF[kind] != "option_id":
        return found
    return (*(before if isinstance(before, tuple) else ()), str(found))


def _value_rows(task_id: str, field_id: str, kind: FieldKind, value: Value) -> list[dict[str, Any]]:
    row = {"task_id": task_id, "field_id": field_id, **_EMPTY}
    parts = value if isinstance(value, tuple) else (value,)
    ordered = {"text_order": _text_order(value)} if isinstance(value, str) and COLUMN_OF[kind] == "text" else {}
    return [row | {"place": place, COLUMN_OF[kind]: part} | ordered for place, part in enumerate(parts)]
