"""Fields and what is said in them as part of what can be made again: plain data without identifiers and people."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hanoiwork_shared.facts import plain
from hanoiwork_shared.identifiers import new_id
from hanoiwork_tasks.domain.fields.field import FieldKind, ListField, Option
from hanoiwork_tasks.domain.fields.value import Value, chosen

Drawn = str | int | bool | list[str]
"""A value without identifiers: a number as text, a day as days from the first day, options by label."""
_TERMS = ("key", "label", "label_en", "help", "required", "position", "precision")


def drawn_fields(fields: Sequence[ListField]) -> list[dict[str, Any]]:
    """Fields as plain data."""
    return [
        {name: getattr(field, name) for name in _TERMS}
        | {"kind": field.kind.value, "least": plain(field.least), "most": plain(field.most)}
        | {"options": [[option.label, option.retired] for option in field.options]}
        for field in fields
    ]


def made_fields(drawn: Sequence[Mapping[str, Any]], *, list_id: str) -> list[ListField]:
    """The same fields for another list, with identifiers of their own."""
    return [
        ListField(
            id=new_id(),
            list_id=list_id,
            kind=FieldKind(one["kind"]),
            least=None if one["least"] is None else Decimal(one["least"]),
            most=None if one["most"] is None else Decimal(one["most"]),
            options=tuple(Option(id=new_id(), label=label, retired=retired) for label, retired in one["options"]),
            **{name: one[name] for name in _TERMS},
        )
        for one in drawn
    ]


def drawn_values(fields: Sequence[ListField], said: Mapping[str, Value], *, first_day: date) -> dict[str, Drawn]:
    """What a task says, by the key of the field; people are left out, as they are of all that is made again."""
    return {
        field.key: _drawn(field, said[field.id], first_day=first_day)
        for field in fields
        if field.id in said and field.kind is not FieldKind.PERSON
    }


def made_values(fields: Sequence[ListField], drawn: Mapping[str, Drawn], *, first_day: date) -> dict[str, Value]:
    """The same by the id of the field, its days moved with the first day."""
    return {field.id: _made(field, drawn[field.key], first_day=first_day) for field in fields if field.key in drawn}


def _drawn(field: ListField, value: Value, *, first_day: date) -> Drawn:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return (value - first_day).days
    return [option.label for option in chosen(field, value)] if isinstance(value, tuple) else value


def _made(field: ListField, drawn: Drawn, *, first_day: date) -> Value:
    if isinstance(drawn, list):
        return tuple(option.id for option in field.options if option.label in drawn)
    if isinstance(drawn, bool):
        return drawn
    if isinstance(drawn, int):
        return _day(first_day, drawn)
    return Decimal(drawn) if field.kind is FieldKind.NUMBER else drawn


def _day(first_day: date, days: int) -> date:
    """A day so many days on; one past the calendar's end, which a far day can be moved to, is its last or first."""
    try:
        return first_day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
