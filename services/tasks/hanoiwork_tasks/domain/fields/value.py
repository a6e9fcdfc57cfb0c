"""What a task says in a field of its list: read as the field's kind, shown to people, carried into another list."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from hanoiwork_shared.errors import Refused
from hanoiwork_tasks.domain.fields.field import MOST_NUMBER, FieldKind, ListField, Option, fine
from hanoiwork_tasks.domain.fields.refusals import (
    AddressInvalid,
    NumberInvalid,
    OptionRetired,
    OptionUnknown,
    TextInvalid,
    ValueKindWrong,
    ValueMissing,
)

Value = str | Decimal | date | bool | tuple[str, ...]
"""By the field's kind: a text or address, a person's id, a number, a day, yes or no, the ids of options."""
LONGEST_TEXT = 2000
LONGEST_ADDRESS = 2000
_PLAIN_CONTROLS = "\n\t"
_WEB = ("http", "https")
KIND_WORDS: Mapping[FieldKind, tuple[str, str]] = {
    FieldKind.TEXT: ("chữ", "text"),
    FieldKind.NUMBER: ("số", "a number"),
    FieldKind.DATE: ("ngày", "a day"),
    FieldKind.CHOICE: ("một lựa chọn", "one option"),
    FieldKind.SEVERAL_CHOICES: ("một hoặc nhiều lựa chọn", "one or several options"),
    FieldKind.PERSON: ("một người", "a person"),
    FieldKind.YES_NO: ("có hoặc không", "yes or no"),
    FieldKind.LINK: ("địa chỉ trang web", "a web address"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a field, by its key or id: one of these in words and codes, or nothing to empty it."""

    field: str
    text: str | None = None
    number: Decimal | None = None
    day: date | None = None
    options: tuple[str, ...] | None = None
    person: str | None = None
    yes: bool | None = None
    link: str | None = None

    @property
    def given(self) -> dict[str, object]:
        """What of it is given, by name."""
        named = ((name, getattr(self, name)) for name in _PARTS)
        return {name: value for name, value in named if value is not None}


_PARTS = ("text", "number", "day", "options", "person", "yes", "link")
_PART_OF: Mapping[FieldKind, str] = {
    FieldKind.TEXT: "text",
    FieldKind.NUMBER: "number",
    FieldKind.DATE: "day",
    FieldKind.CHOICE: "options",
    FieldKind.SEVERAL_CHOICES: "options",
    FieldKind.PERSON: "person",
    FieldKind.YES_NO: "yes",
    FieldKind.LINK: "link",
}


def part_of(field: ListField) -> str:
    """Which part of `Said` a field takes."""
    return _PART_OF[field.kind]


def read(field: ListField, said: Said, *, held: Value | None = None) -> Value | None:
    """The value that is meant; None empties the field, and so does a text of spaces only.

    A person's code is looked up by whoever calls. A retired option is kept by a task that has it. Raises
    ValueKindWrong, TextInvalid, NumberInvalid, OptionUnknown, OptionRetired and AddressInvalid.
    """
    given = said.given
    if not given:
        return None
    if set(given) != {part_of(field)}:
        vi, en = KIND_WORDS[field.kind]
        raise ValueKindWrong(field=next(iter(given)), label=field.label, kind_vi=vi, kind_en=en)
    if said.text is not None:
        return _text(field, said.text)
    if said.number is not None:
        return _number(field, said.number)
    if said.options is not None:
        return _options(field, said.options, held=held if isinstance(held, tuple) else ())
    if said.link is not None:
        return _address(field, said.link)
    return said.day or said.person or said.yes or False


def shown(field: ListField, value: Value | None) -> str:
    """A value as people read it in Vietnamese; of a person the id, and nothing of nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, Decimal):
        return f"{value:,.{field.precision}f}".translate(_VIETNAMESE_POINTS)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, tuple):
        return ", ".join(option.label for option in chosen(field, value))
    return value


_VIETNAMESE_POINTS = str.maketrans({",": ".", ".": ","})


def chosen(field: ListField, ids: Sequence[str]) -> tuple[Option, ...]:
    """The options with these ids, in the order of the field."""
    return tuple(option for option in field.options if option.id in ids)


def missing(fields: Sequence[ListField], values: Mapping[str, Value]) -> list[Refused]:
    """A refusal for each required field without a value, at its place among the fields; values are by field."""
    return [
        ValueMissing(field=f"fields[{place}]", label=field.label)
        for place, field in enumerate(fields)
        if field.required and field.id not in values
    ]


def carried(
    values: Mapping[str, Value], *, old: Sequence[ListField], new: Sequence[ListField]
) -> tuple[dict[str, Value], list[tuple[ListField, Value]]]:
    """What a task keeps in the fields of another list, and what it loses.

    A value is kept by a field of the same key and kind (our choice), if it may be one of its values; an option by one
    with the same label.
    """
    targets = {(field.key, field.kind): field for field in new}
    kept: dict[str, Value] = {}
    lost: list[tuple[ListField, Value]] = []
    for field in old:
        if field.id not in values:
            continue
        value, target = values[field.id], targets.get((field.key, field.kind))
        fits = _again(field, value, target) if target is not None else None
        if target is None or fits is None:
            lost.append((field, value))
        else:
            kept[target.id] = fits
    return kept, lost


def _again(field: ListField, value: Value, target: ListField) -> Value | None:
    """A value of one field as one of another of its kind, or None when it cannot be."""
    try:
        return read(target, said_of(field, value))
    except Refused:
        return None


def said_of(field: ListField, value: Value) -> Said:
    """A value as somebody would say it: options by their labels."""
    if isinstance(value, tuple):
        return Said(field=field.key, options=tuple(option.label for option in chosen(field, value)))
    return Said(field=field.key, **{part_of(field): value})  # type: ignore[arg-type]


def _text(field: ListField, text: str) -> str | None:
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if len(clean) > LONGEST_TEXT or any(_controls(letter) for letter in clean):
        raise TextInvalid(field="text", label=field.label, most=LONGEST_TEXT)
    return clean or None


def _controls(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" and letter not in _PLAIN_CONTROLS


def _number(field: ListField, number: Decimal) -> Decimal:
    least = -MOST_NUMBER if field.least is None else field.least
    most = MOST_NUMBER if field.most is None else field.most
    if not (number.is_finite() and least <= number <= most and fine(number, field.precision)):
        raise NumberInvalid(
            field="number", label=field.label, least=f"{least:f}", most=f"{most:f}", digits=field.precision
        )
    return number + 0


def _options(field: ListField, keys: Sequence[str], *, held: Sequence[str]) -> tuple[str, ...] | None:
    if field.kind is not FieldKind.SEVERAL_CHOICES and len(keys) > 1:
        vi, en = KIND_WORDS[field.kind]
        raise ValueKindWrong(field="options", label=field.label, kind_vi=vi, kind_en=en)
    found = {_option(field, key, held=held).id for key in keys}
    return tuple(option.id for option in chosen(field, tuple(found))) or None


def _option(field: ListField, key: str, *, held: Sequence[str]) -> Option:
    found = option_of(field, key)
    if found.retired and found.id not in held:
        raise OptionRetired(field="options", label=field.label, key=found.label)
    return found


def option_of(field: ListField, key: str, *, at: str = "options") -> Option:
    """The option with this id or label, retired or not; raises OptionUnknown, which names the place `at`."""
    for option in field.options:
        if key in (option.id, option.label):
            return option
    labels = ", ".join(f"“{option.label}”" for option in field.options if not option.retired)
    raise OptionUnknown(field=at, label=field.label, key=key, options=labels)


def _address(field: ListField, address: str) -> str | None:
    clean = address.strip()
    if clean and not (len(clean) <= LONGEST_ADDRESS and _leads_to_a_page(clean)):
        raise AddressInvalid(field="link", label=field.label, most=LONGEST_ADDRESS)
    return clean or None


def _leads_to_a_page(address: str) -> bool:
    """Whether it starts with http or https and names a host; nothing in it is a space or cannot be seen."""
    if any(letter.isspace() or not letter.isprintable() for letter in address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in _WEB and bool(parts.hostname)
    except ValueError:
        return False
