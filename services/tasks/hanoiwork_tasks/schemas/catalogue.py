"""What may be asked and said about the catalogue, and how its entries are shown."""

from dataclasses import fields as parts_of
from typing import Any

from marshmallow import fields

from hanoiwork_shared.doors import Amount, Code, Day
from hanoiwork_shared.facts import plain
from hanoiwork_tasks.domain.catalogue.entry import Entry, Terms
from hanoiwork_tasks.domain.task import Group
from hanoiwork_tasks.schemas.finding import LONGEST_SEARCH
from hanoiwork_tasks.schemas.kinds import Choice, Sentence, Spoken, maybe
from hanoiwork_tasks.schemas.questions import PageWanted

LONGEST_NAME = 500
_TERMS = tuple(part.name for part in parts_of(Terms))


class EntryTerms(Spoken):
    """What an entry says of a product."""

    title = Sentence(required=True, longest=LONGEST_NAME)
    product = Sentence(required=True, longest=LONGEST_NAME)
    measured_in = Sentence(required=True, longest=LONGEST_NAME)
    points = Amount(required=True)
    group = maybe(Choice, Group)
    working_days = maybe(fields.Integer, strict=True)
    authority = maybe(Sentence, longest=LONGEST_NAME)
    effective_from = maybe(Day)


class ProposeEntry(EntryTerms):
    """A new entry of a unit."""

    unit = Code(required=True)
    code = Code(required=True)


class EntryNamed(Spoken):
    """A revision of an entry, as the caller last saw it."""

    entry = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class ReviseEntry(EntryTerms, EntryNamed):
    """What an entry is to say from now on."""


class ReturnEntry(EntryNamed):
    """Why it goes back."""

    reason = Sentence(required=True)


class RetireEntry(EntryNamed):
    """The first day without it; today when left out."""

    on = maybe(Day)


class EntriesWanted(PageWanted):
    """The catalogue of which unit, on which day."""

    unit = Code(required=True)
    on = maybe(Day)
    search = maybe(Sentence, longest=LONGEST_SEARCH)


def split_terms(given: dict[str, Any]) -> dict[str, Any]:
    """A request with its terms made one."""
    terms = Terms(**{name: value for name, value in given.items() if name in _TERMS})
    return {**{name: value for name, value in given.items() if name not in _TERMS}, "terms": terms}


def shown_entry(entry: Entry | None) -> dict[str, Any] | None:
    """A revision with its terms beside the rest; null stays null."""
    if entry is None:
        return None
    values = plain(entry)
    return {**{name: value for name, value in values.items() if name != "terms"}, **values["terms"]}
