"""Looking for tasks by what they say in a field of their list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from hanoiwork_shared.amounts import exact
from hanoiwork_tasks.domain.fields.field import FieldKind, ListField
from hanoiwork_tasks.domain.fields.refusals import (
    FieldFilterInvalid,
    FieldOrderInvalid,
    ListFieldUnknown,
    ValueKindWrong,
)
from hanoiwork_tasks.domain.fields.value import KIND_WORDS, Value, option_of

ORDERED = frozenset({FieldKind.NUMBER, FieldKind.DATE})
UNORDERED = frozenset({FieldKind.PERSON, FieldKind.SEVERAL_CHOICES})
_YES_NO = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAsked:
    """What somebody looks for in a field, by key or id, with values written as text.

    A number as 12.5, a day as 2026-06-24, yes or no as true or false, an option by id or label, a person by code or id.
    """

    field: str
    any_of: Sequence[str] = ()
    from_value: str | None = None
    to_value: str | None = None
    empty: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCondition:
    """What a task must say in a field: one of the `values`, something from `first` to `last`, or (not) nothing.

    An option or person is meant by its id.
    """

    field_id: str
    list_id: str
    kind: FieldKind
    values: tuple[Value, ...] = ()
    first: Value | None = None
    last: Value | None = None
    empty: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOrder:
    """An order by what tasks say in a field: texts without accents, options as they stand, nothing last."""

    field_id: str
    kind: FieldKind
    descending: bool = False

    def __str__(self) -> str:
        return f"{'-' if self.descending else ''}{self.field_id}"


def order_by(fields: Sequence[ListField], key: str, *, descending: bool) -> FieldOrder:
    """The order by one of a list's fields; raises ListFieldUnknown, and FieldOrderInvalid for kinds without one."""
    field = _named(fields, key)
    if field.kind in UNORDERED:
        raise FieldOrderInvalid(field="field", key=field.label)
    return FieldOrder(field_id=field.id, kind=field.kind, descending=descending)


def _named(fields: Sequence[ListField], key: str) -> ListField:
    for field in fields:
        if key in (field.key, field.id):
            return field
    raise ListFieldUnknown(field="field", what="field", key=key)


def condition(fields: Sequence[ListField], asked: FieldAsked, *, person_id: Callable[[str], str]) -> FieldCondition:
    """What is looked for, in one of a list's fields; `person_id` looks a person up.

    Raises ListFieldUnknown, FieldFilterInvalid, ValueKindWrong and OptionUnknown.
    """
    field = _named(fields, asked.field)
    _meant(field, asked)

    def read(text: str) -> Value:
        return person_id(text) if field.kind is FieldKind.PERSON else _read(field, text)

    return FieldCondition(
        field_id=field.id,
        list_id=field.list_id,
        kind=field.kind,
        values=tuple(read(text) for text in asked.any_of),
        first=None if asked.from_value is None else read(asked.from_value),
        last=None if asked.to_value is None else read(asked.to_value),
        empty=asked.empty,
    )


def _meant(field: ListField, asked: FieldAsked) -> None:
    """Refuse to look for nothing, for something that is empty, or from one to another where there is no order."""
    ends = [end for end in (asked.from_value, asked.to_value) if end is not None]
    some = bool(ends or asked.any_of)
    nothing = not some and asked.empty is None
    if nothing or (some and asked.empty) or (ends and field.kind not in ORDERED):
        raise FieldFilterInvalid(field="field", key=field.label)


def _read(field: ListField, text: str) -> Value:
    """A value written as text; raises ValueKindWrong and OptionUnknown."""
    found: Value | None
    if field.kind is FieldKind.NUMBER:
        found = exact(text)
    elif field.kind is FieldKind.DATE:
        found = _day(text)
    elif field.kind is FieldKind.YES_NO:
        found = _YES_NO.get(text)
    else:
        found = option_of(field, text, at="field").id if field.options else normalize("NFC", text).strip()
    if found is None:
        vi, en = KIND_WORDS[field.kind]
        raise ValueKindWrong(field="field", label=field.label, kind_vi=vi, kind_en=en)
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
