"""What may be asked and said about recurring tasks, and how they are shown."""

from dataclasses import fields as parts_of
from typing import Any

from marshmallow import fields, validate

from hanoiwork_shared.doors import Amount, Code, Day
from hanoiwork_shared.facts import plain
from hanoiwork_tasks.domain.recurring.pattern import Pattern, Shift, Span, WorkingDay
from hanoiwork_tasks.domain.recurring.recurrence import Recurrence
from hanoiwork_tasks.domain.recurring.rule import LONGEST_RULE
from hanoiwork_tasks.domain.task import Group
from hanoiwork_tasks.schemas.commands import LONGEST_TITLE
from hanoiwork_tasks.schemas.kinds import Choice, Sentence, Spoken, maybe
from hanoiwork_tasks.schemas.questions import PageWanted
from hanoiwork_tasks.service.recurring import WantedWork

_PATTERN = frozenset(part.name for part in parts_of(Pattern))
_WORK = frozenset(part.name for part in parts_of(WantedWork))
MOST_PREVIEWED = 100


class PatternSent(Spoken):
    """When something recurs."""

    starts = Day(required=True)
    ends = maybe(Day)
    rule = maybe(Sentence, longest=LONGEST_RULE)
    working_day = maybe(Choice, WorkingDay)
    of = maybe(Choice, Span, attribute="span")
    every_months = maybe(fields.Integer, strict=True)
    shift = maybe(Choice, Shift)


class WorkSent(PatternSent):
    """What recurs, and when."""

    title = Sentence(required=True, longest=LONGEST_TITLE)
    group = maybe(Choice, Group)
    product = maybe(Sentence)
    quantity = maybe(Amount)
    points = maybe(Amount)
    authority = maybe(Sentence)
    person = maybe(Code)
    list = maybe(Code)
    objective = maybe(Code)
    measure = maybe(Code)
    catalogue_entry = maybe(Code, attribute="entry")
    days_to_do = maybe(fields.Integer, strict=True)
    in_working_days = maybe(fields.Boolean)


class SetUpRecurrence(WorkSent):
    """A recurring task of a unit."""

    unit = Code(required=True)


class RecurrencesWanted(PageWanted):
    """The recurring tasks of a unit, and which page of them."""

    unit = Code(required=True)


class RecurrenceNamed(Spoken):
    """A recurring task, as the caller last saw it."""

    recurrence = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class ChangeRecurrence(WorkSent, RecurrenceNamed):
    """What is to recur from now on, and when."""


class SkipOccurrence(RecurrenceNamed):
    """A day to be left out."""

    day = Day(required=True)


class DaysPreviewed(PatternSent):
    """How many days of a pattern."""

    first = fields.Integer(load_default=10, strict=True, validate=validate.Range(min=1, max=MOST_PREVIEWED))


class CalendarWanted(Spoken):
    """Which days."""

    from_ = Day(required=True)
    to = Day(required=True)


def split(given: dict[str, Any]) -> dict[str, Any]:
    """A request with its pattern and its work made one each."""
    pattern = Pattern(**{name: value for name, value in given.items() if name in _PATTERN})
    work = {name: value for name, value in given.items() if name in _WORK}
    rest = {name: value for name, value in given.items() if name not in _PATTERN | _WORK}
    return {**rest, "pattern": pattern, **({"work": WantedWork(**work)} if "title" in work else {})}


def shown_recurrence(found: Recurrence) -> dict[str, Any]:
    """A recurring task with its pattern and work beside the rest."""
    values = plain(found)
    own = {name: value for name, value in values.items() if name not in ("pattern", "work")}
    return {**own, **values["pattern"], **values["work"]}
