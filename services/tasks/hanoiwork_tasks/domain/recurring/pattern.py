"""On which days something recurs: a rule of RFC 5545, or the first or last working day of the month."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice

from hanoiwork_tasks.domain.calendar.working_days import WorkingDays
from hanoiwork_tasks.domain.recurring.refusals import (
    EndsBeforeStart,
    EveryMonthsInvalid,
    NeverEnds,
    NeverFires,
    RuleAmbiguous,
    StartInvalid,
)
from hanoiwork_tasks.domain.recurring.rule import read_rule, written

MOST_YEARS = 10
"""How long something may recur (our choice): nobody's plan reaches farther."""
STARTS = range(2000, 2101)
"""Years in which something may begin to recur (our choice), as those of deadlines."""
_MONTHS = 12


class WorkingDay(StrEnum):
    """Which working day of a month, a quarter or a year."""

    FIRST = "first"
    LAST = "last"


class Span(StrEnum):
    """Of what it is the first or last working day."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS_OF = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


class Shift(StrEnum):
    """What becomes of a day that is not worked: it stays, or the next or previous worked day takes its place."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """When something recurs, from `starts` to `ends` at the latest: a `rule`, or a `working_day` of every `span`.

    With a span of months it may be only every few of them (`every_months`, counted from the month of `starts`).
    """

    starts: date
    ends: date | None = None
    rule: str | None = None
    working_day: WorkingDay | None = None
    span: Span = Span.MONTH
    every_months: int = 1
    shift: Shift = Shift.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A day by the rule, and the day that takes its place by the calendar."""

    day: date
    falls_on: date


def usable(pattern: Pattern, calendar: WorkingDays) -> Pattern:
    """A pattern that ends and has a day.

    Raises RuleInvalid, RuleAmbiguous, StartInvalid, EveryMonthsInvalid, NeverEnds, EndsBeforeStart, NeverFires.
    """
    if (pattern.rule is None) == (pattern.working_day is None):
        raise RuleAmbiguous(field="rule")
    if pattern.starts.year not in STARTS:
        raise StartInvalid(field="starts", first=STARTS[0], last=STARTS[-1])
    most = _MONTHS if pattern.span is Span.MONTH else 1
    if not 1 <= pattern.every_months <= most:
        raise EveryMonthsInvalid(field="every_months")
    if pattern.rule is not None:
        pattern = replace(pattern, rule=written(read_rule(pattern.rule, starts=pattern.starts)))
    last = _last_day(pattern)
    if last < pattern.starts:
        raise EndsBeforeStart(field="ends", starts=pattern.starts.isoformat(), ends=last.isoformat())
    if next(occurrences(pattern, calendar), None) is None:
        raise NeverFires(field="rule")
    return pattern


def occurrences(pattern: Pattern, calendar: WorkingDays) -> Iterator[Occurrence]:
    """Every occurrence in order; of several that the calendar moves to one day, the first."""
    taken: date | None = None
    for day in _days(pattern, calendar):
        falls_on = _shifted(day, pattern.shift, calendar)
        if taken is None or falls_on > taken:
            taken = falls_on
            yield Occurrence(day=day, falls_on=falls_on)


def _days(pattern: Pattern, calendar: WorkingDays) -> Iterator[date]:
    last = _last_day(pattern)
    if pattern.rule is None:
        return _working_days(pattern, calendar, last=last)
    rule = read_rule(pattern.rule, starts=pattern.starts)
    return islice(rule.days(pattern.starts, last), rule.count)


def _working_days(pattern: Pattern, calendar: WorkingDays, *, last: date) -> Iterator[date]:
    """The first or last working day of every span that begins by the last day."""
    length, first = MONTHS_OF[pattern.span], pattern.working_day is WorkingDay.FIRST
    month = pattern.starts.year * _MONTHS + (pattern.starts.month - 1) // length * length
    while date(month // _MONTHS, month % _MONTHS + 1, 1) <= last:
        year, number = divmod(month if first else month + length - 1, _MONTHS)
        day = (calendar.first_of_month if first else calendar.last_of_month)(year, number + 1)
        if pattern.starts <= day <= last:
            yield day
        month += pattern.every_months * length


def _shifted(day: date, shift: Shift, calendar: WorkingDays) -> date:
    if shift is Shift.NONE:
        return day
    return calendar.next(day) if shift is Shift.NEXT else calendar.previous(day)


def _last_day(pattern: Pattern) -> date:
    """The last day on which it may recur; raises NeverEnds without one, or with one too far away."""
    farthest = _years_after(pattern.starts, MOST_YEARS)
    rule = read_rule(pattern.rule, starts=pattern.starts) if pattern.rule is not None else None
    until = rule.until if rule is not None else None
    named = [day for day in (pattern.ends, until) if day is not None]
    if not named and (rule is None or rule.count is None):
        raise NeverEnds(field="ends", years=MOST_YEARS)
    last = min(named, default=farthest)
    if last > farthest:
        raise NeverEnds(field="ends", years=MOST_YEARS)
    return last


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
