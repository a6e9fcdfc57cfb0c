"""A field that a list has of its own: added, changed, removed; its kind stays what it was."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from hanoiwork_shared.folding import fold
from hanoiwork_shared.identifiers import new_id
from hanoiwork_tasks.domain.fields.refusals import (
    ListFieldKeyInvalid,
    ListFieldLabelMissing,
    ListFieldTaken,
    ListFieldTermsInvalid,
    ListFieldUnknown,
    OptionsInvalid,
    TooManyListFields,
)

MOST_FIELDS = 30
"""Fields of one list (our choice)."""
MOST_OPTIONS = 100
MOST_DIGITS = 4
"""Decimals of a number (our choice): đồng need none, millions of đồng at most these."""
MOST_NUMBER = Decimal(10) ** 14
"""A hundred thousand billion đồng, more than the city's yearly budget: how far numbers go either way (our choice)."""
LONGEST_KEY = 40
_KEY = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_KEY - 1}}}")


class FieldKind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    SEVERAL_CHOICES = "several_choices"
    PERSON = "person"
    YES_NO = "yes_no"
    LINK = "link"


CHOOSING = frozenset({FieldKind.CHOICE, FieldKind.SEVERAL_CHOICES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something to choose; a retired one stays with the tasks that have it and is not chosen any more."""

    id: str
    label: str
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedOption:
    """An option as somebody wants it: one that is there, by id, or a new one; None leaves as it is."""

    id: str | None = None
    label: str | None = None
    retired: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListField:
    """A field of a list; fields stand in the order of `position`, then `key`.

    Of a number `precision` is how many decimals it has at most, `least` and `most` are its bounds. A required one is
    filled in before the product is handed in. `removed_at` is when it was taken off the list's forms.
    """

    id: str
    list_id: str
    key: str
    kind: FieldKind
    label: str
    label_en: str = ""
    help: str = ""
    required: bool = False
    position: int = 0
    precision: int = 0
    least: Decimal | None = None
    most: Decimal | None = None
    options: tuple[Option, ...] = ()
    removed_at: datetime | None = None
    version: int = 1


def key_of(label: str) -> str:
    """A key made of a label: “Số văn bản đến” is so_van_ban_den."""
    plain = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")
    return plain[:LONGEST_KEY].rstrip("_")


def added(field: ListField, *, others: Sequence[ListField]) -> ListField:
    """A field as it may stand in a list beside its others.

    Raises ListFieldLabelMissing, ListFieldKeyInvalid, ListFieldTaken, TooManyListFields, ListFieldTermsInvalid and
    OptionsInvalid.
    """
    named = _named(replace(field, key=field.key or key_of(field.label)))
    if _KEY.fullmatch(named.key) is None:
        raise ListFieldKeyInvalid(field="key", most=LONGEST_KEY)
    if any(one.key == named.key for one in others):
        raise ListFieldTaken(field="key", key=named.key)
    if len(others) >= MOST_FIELDS:
        raise TooManyListFields(most=MOST_FIELDS)
    _bounded(named)
    _choosable(named)
    return named


def behind(others: Sequence[ListField]) -> int:
    """The position behind all the fields of a list."""
    return max((one.position for one in others), default=-1) + 1


def changed(field: ListField, *, options: Sequence[WantedOption] = (), **changes: object) -> ListField:
    """Its label, label_en, help, required or position anew; options renamed, retired, taken up again or added.

    Options that are not named stay as they are. Raises ListFieldUnknown for one that was removed,
    ListFieldLabelMissing and OptionsInvalid.
    """
    demand_in_use(field)
    after = replace(field, **changes, options=_options(field.options, options))  # type: ignore[arg-type]
    named = _named(after)
    _choosable(named)
    return replace(named, version=field.version + 1)


def removed(field: ListField, *, at: datetime) -> ListField:
    """Off the forms from now on; what tasks said in it stays in their histories."""
    demand_in_use(field)
    return replace(field, removed_at=at, version=field.version + 1)


def demand_in_use(field: ListField) -> None:
    """Refuse a change of a field that was removed."""
    if field.removed_at is not None:
        raise ListFieldUnknown(field="field", what="field", key=field.key)


def new_options(wanted: Sequence[WantedOption]) -> tuple[Option, ...]:
    """The options that a new field starts with."""
    return _options((), wanted)


def _options(known: Sequence[Option], wanted: Sequence[WantedOption]) -> tuple[Option, ...]:
    """Options that are there with what is wanted of them, and the new ones behind."""
    by_id = {one.id: one for one in known}
    for one in wanted:
        found = Option(id=new_id(), label="") if one.id is None else by_id.get(one.id)
        if found is None:
            raise OptionsInvalid(field="options", most=MOST_OPTIONS)
        label = found.label if one.label is None else " ".join(one.label.split())
        retired = found.retired if one.retired is None else one.retired
        by_id[found.id] = replace(found, label=label, retired=retired)
    return tuple(by_id.values())


def _named(field: ListField) -> ListField:
    """With its label in one line."""
    label = " ".join(field.label.split())
    if not label:
        raise ListFieldLabelMissing(field="label")
    return replace(field, label=label, label_en=" ".join(field.label_en.split()), help=field.help.strip())


def _choosable(field: ListField) -> None:
    labels = [one.label for one in field.options]
    fits = _different(labels) and 0 < len(labels) <= MOST_OPTIONS if field.kind in CHOOSING else not labels
    if not fits:
        raise OptionsInvalid(field="options", most=MOST_OPTIONS)


def _different(labels: Collection[str]) -> bool:
    return all(labels) and len(set(labels)) == len(labels)


def _bounded(field: ListField) -> None:
    ends = [end for end in (field.least, field.most) if end is not None]
    fits = 0 <= field.precision <= MOST_DIGITS and all(abs(end) <= MOST_NUMBER for end in ends)
    fits = fits and all(fine(end, field.precision) for end in ends) and ends == sorted(ends)
    if not fits or (field.kind is not FieldKind.NUMBER and (ends or field.precision)):
        raise ListFieldTermsInvalid(field="precision", digits=MOST_DIGITS, most=f"{MOST_NUMBER:f}")


def fine(number: Decimal, digits: int) -> bool:
    """Whether a finite number has no more than so many decimals."""
    return number == round(number, digits)
