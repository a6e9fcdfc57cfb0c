"""On which days something recurs: a rule of RFC 5545, or the first or last working day of the month."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from itertools import islice

from dateutil.rrule import rrulestr

from hanoiwork_tasks.domain.calendar.working_days import WorkingDays
from hanoiwork_tasks.domain.recurring.refusals import (
    EveryMonthsInvalid,
    NeverEnds,
    NeverFires,
    RuleAmbiguous,
    RuleInvalid,
)

MOST_YEARS = 10
"""How long something may recur (our choice): nobody's plan reaches farther."""
LONGEST_RULE = 200
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_PARTS = frozenset(
    {
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "WKST",
        "BYDAY",
        "BYMONTHDAY",
        "BYMONTH",
        "BYSETPOS",
        "BYYEARDAY",
        "BYWEEKNO",
    }
)
_MONTHS = 12


class WorkingDay(StrEnum):
    """Which working day of the month."""

    FIRST = "first"
    LAST = "last"


class Shift(StrEnum):
    """What becomes of a day that is not worked: it stays, or the next or previous worked day takes its place."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """When something recurs, from `starts` to `ends` at the latest: a `rule`, or a `working_day` every few months."""

    starts: date
    ends: date | None = None
    rule: str | None = None
    working_day: WorkingDay | None = None
    every_months: int = 1
    shift: Shift = Shift.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A day by the rule, and the day that takes its place by the calendar."""

    day: date
    falls_on: date


def usable(pattern: Pattern, calendar: WorkingDays) -> Pattern:
    """A pattern that ends and has a day; raises RuleInvalid, RuleAmbiguous, NeverEnds, NeverFires for another."""
    if (pattern.rule is None) == (pattern.working_day is None):
        raise RuleAmbiguous(field="rule")
    if not 1 <= pattern.every_months <= _MONTHS:
        raise EveryMonthsInvalid(field="every_months")
    if pattern.rule is not None:
        pattern = replace(pattern, rule=_checked(pattern.rule, pattern.starts))
    _last_day(pattern)
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
    last, count = _last_day(pattern), _count(pattern.rule)
    if pattern.rule is None:
        return _working_days(pattern, calendar, last=last)
    plain = ";".join(part for part in pattern.rule.split(";") if not part.startswith(("COUNT=", "UNTIL=")))
    rule = rrulestr(f"{plain};UNTIL={last:%Y%m%d}", dtstart=datetime.combine(pattern.starts, time.min))
    return islice((moment.date() for moment in rule), count)


def _working_days(pattern: Pattern, calendar: WorkingDays, *, last: date) -> Iterator[date]:
    wanted = calendar.first_of_month if pattern.working_day is WorkingDay.FIRST else calendar.last_of_month
    month = pattern.starts.year * _MONTHS + pattern.starts.month - 1
    while date(month // _MONTHS, month % _MONTHS + 1, 1) <= last:
        day = wanted(month // _MONTHS, month % _MONTHS + 1)
        if pattern.starts <= day <= last:
            yield day
        month += pattern.every_months


def _shifted(day: date, shift: Shift, calendar: WorkingDays) -> date:
    if shift is Shift.NONE:
        return day
    return calendar.next(day) if shift is Shift.NEXT else calendar.previous(day)


def _last_day(pattern: Pattern) -> date:
    """The last day on which it may recur; raises NeverEnds without one, or with one too far away."""
    farthest = _years_after(pattern.starts, MOST_YEARS)
    named = [day for day in (pattern.ends, _until(pattern.rule)) if day is not None]
    if not named and _count(pattern.rule) is None:
        raise NeverEnds(field="ends", years=MOST_YEARS)
    last = min(named, default=farthest)
    if last > farthest:
        raise NeverEnds(field="ends", years=MOST_YEARS)
    return last


def _checked(rule: str, starts: date) -> str:
    """A rule in capitals, of days only, that dateutil understands; raises RuleInvalid for another."""
    rule = rule.strip().upper().removeprefix("RRULE:")
    parts = [part.partition("=") for part in rule.split(";")]
    names = [name for name, _, _ in parts]
    values = {name: value for name, _, value in parts}
    known = len(rule) <= LONGEST_RULE and len(names) == len(set(names)) and _PARTS.issuperset(names)
    if not known or values.get("FREQ") not in _FREQUENCIES:
        raise RuleInvalid(field="rule", rule=rule[:LONGEST_RULE])
    try:
        _until(rule)
        count, every = _count(rule), int(values.get("INTERVAL") or 1)
        rrulestr(rule, dtstart=datetime.combine(starts, time.min))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise RuleInvalid(field="rule", rule=rule) from error
    if every < 1:
        raise RuleInvalid(field="rule", rule=rule)
    if count is not None and count < 1:
        raise NeverFires(field="rule")
    return rule


def _count(rule: str | None) -> int | None:
    text = _part(rule, "COUNT")
    return None if text is None else int(text)


def _until(rule: str | None) -> date | None:
    text = _part(rule, "UNTIL")
    return None if text is None else datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone


def _part(rule: str | None, name: str) -> str | None:
    parts = (part.partition("=") for part in (rule or "").split(";"))
    return next((value for key, _, value in parts if key == name), None)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
