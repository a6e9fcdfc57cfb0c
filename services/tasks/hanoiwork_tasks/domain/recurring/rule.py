"""A rule of RFC 5545 in whole days, and its days: looked for period by period, and never past the last day.

`python-dateutil` knows which days a month or a year has by a rule; asked for a whole rule it looks on for as long as
there are years when none comes, so it is asked for one period at a time. Days and weeks are counted here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr

from hanoiwork_shared.clock import HANOI
from hanoiwork_tasks.domain.recurring.parts import well_formed
from hanoiwork_tasks.domain.recurring.refusals import NeverFires, RuleInvalid

LONGEST_RULE = 200
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_ALWAYS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYSETPOS"})
_ALLOWED = {
    "DAILY": _ALWAYS | {"BYMONTHDAY"},
    "WEEKLY": _ALWAYS,
    "MONTHLY": _ALWAYS | {"BYMONTHDAY"},
    "YEARLY": _ALWAYS | {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"},
}
"""The parts that a rule of each frequency may have (RFC 5545, 3.3.10)."""
_ALONE = 120_000
"""An interval, in months or years, after which no further period comes: dateutil ends with the year 9999."""
_UNTIL = ("%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK, _MONTHS = 7, 12
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """The parts of a rule by name, as they are written."""

    parts: Mapping[str, str]

    @property
    def count(self) -> int | None:
        """How often it comes at most; more often than there are days says no more than that."""
        return min(int(self.parts["COUNT"]), _ALONE) if "COUNT" in self.parts else None

    @property
    def until(self) -> date | None:
        """The last day on which it may come, in Hanoi where it says a moment of UTC."""
        return _until(self.parts["UNTIL"]) if "UNTIL" in self.parts else None

    @property
    def every(self) -> int:
        """Every how many periods it comes."""
        return int(self.parts.get("INTERVAL", "1"))

    def numbers(self, name: str) -> frozenset[int]:
        """The numbers of a part; none where it is not there."""
        return frozenset(int(one) for one in self.parts.get(name, "").split(",") if one)

    def days(self, starts: date, last: date) -> Iterator[date]:
        """Its days from one to another, in order."""
        for day in self._all(starts, last):
            if day > last:
                return
            if day >= starts:
                yield day

    def _all(self, starts: date, last: date) -> Iterator[date]:
        frequency = self.parts["FREQ"]
        if frequency == "DAILY":
            return self._daily(starts, last)
        if frequency == "WEEKLY":
            return self._weekly(starts, last)
        return self._of_periods(starts, last, months=1 if frequency == "MONTHLY" else _MONTHS)

    def _daily(self, starts: date, last: date) -> Iterator[date]:
        for day in _from(starts, last, every=self.every):
            yield from self._placed([day] if self._has(day) else [])

    def _weekly(self, starts: date, last: date) -> Iterator[date]:
        first = _DAYS.index(self.parts.get("WKST", "MO"))
        week = starts - timedelta(days=(starts.weekday() - first) % _WEEK)
        wanted = {_DAYS.index(one) for one in self.parts.get("BYDAY", _DAYS[starts.weekday()]).split(",")}
        for begins in _from(week, last, every=self.every * _WEEK):
            days = (begins + step * _DAY for step in range(_WEEK))
            yield from self._placed([day for day in days if day.weekday() in wanted and self._in_month(day)])

    def _of_periods(self, starts: date, last: date, *, months: int) -> Iterator[date]:
        """The days of months or years, each asked of dateutil."""
        text = self._of_one_period(starts)
        first = starts.year * _MONTHS + (starts.month - 1 if months == 1 else 0)
        for month in range(first, last.year * _MONTHS + last.month, self.every * months):
            begins = date(month // _MONTHS, month % _MONTHS + 1, 1)
            yield from (found.date() for found in rrulestr(text, dtstart=datetime.combine(begins, time.min)))

    def _of_one_period(self, starts: date) -> str:
        """The rule for a period that begins on its first day: what it does not say, the day it starts on says."""
        parts = {name: part for name, part in self.parts.items() if name not in ("COUNT", "UNTIL")}
        if not {"BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & set(parts):
            parts["BYMONTHDAY"] = str(starts.day)
            if parts["FREQ"] == "YEARLY":
                parts.setdefault("BYMONTH", str(starts.month))
        return ";".join(f"{name}={part}" for name, part in {**parts, "INTERVAL": str(_ALONE)}.items())

    def _has(self, day: date) -> bool:
        """Whether a day is one that a daily rule does not leave out."""
        length = ((day.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY).day
        named, of_month = self.parts.get("BYDAY"), self.numbers("BYMONTHDAY")
        by_name = named is None or _DAYS[day.weekday()] in named.split(",")
        by_number = not of_month or day.day in of_month or day.day - length - 1 in of_month
        return by_name and by_number and self._in_month(day)

    def _in_month(self, day: date) -> bool:
        months = self.numbers("BYMONTH")
        return not months or day.month in months

    def _placed(self, days: list[date]) -> list[date]:
        """Those of a period's days that BYSETPOS names by their place, counted from either end."""
        places = self.numbers("BYSETPOS")
        return [day for place, day in enumerate(days, 1) if not places or {place, place - len(days) - 1} & places]


def read_rule(text: str, *, starts: date) -> Rule:
    """A rule as people write it, in small letters or capitals; raises RuleInvalid or NeverFires."""
    written = text.strip().upper().removeprefix("RRULE:")
    pairs = [part.partition("=") for part in written.split(";")]
    rule = Rule({name: value for name, _, value in pairs})
    frequency = rule.parts.get("FREQ", "")
    known = len(written) <= LONGEST_RULE and len(rule.parts) == len(pairs) and frequency in _FREQUENCIES
    if not known or not _ALLOWED[frequency].issuperset(rule.parts) or not _understood(rule, starts=starts):
        raise RuleInvalid(field="rule", rule=written[:LONGEST_RULE])
    if rule.count is not None and rule.count < 1:
        raise NeverFires(field="rule")
    return rule


def written(rule: Rule) -> str:
    """The rule as it is kept."""
    return ";".join(f"{name}={part}" for name, part in rule.parts.items())


def _understood(rule: Rule, *, starts: date) -> bool:
    """Whether every part says something that dateutil understands, and no day of a week is numbered in vain."""
    plain = {name: part for name, part in rule.parts.items() if name != "UNTIL"}
    if not well_formed(rule.parts):
        return False
    try:
        every, until = rule.every, rule.until
        del until
        rrulestr(";".join(f"{name}={part}" for name, part in plain.items()), dtstart=_moment(starts))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError):
        return False
    numbered = rule.parts["FREQ"] in ("DAILY", "WEEKLY") and any(sign.isdigit() for sign in rule.parts.get("BYDAY", ""))
    return 1 <= every <= _ALONE and not numbered


def _until(text: str) -> date:
    for form in _UNTIL:
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007 - a day has no zone, and Z is minded below
        except ValueError:
            continue
        return found.replace(tzinfo=UTC).astimezone(HANOI).date() if form.endswith("Z") else found.date()
    raise ValueError(text)


def _from(first: date, last: date, *, every: int) -> Iterator[date]:
    """Days from one to another, every so many."""
    for step in range(0, (last - first).days + 1, every):
        yield first + timedelta(days=step)


def _moment(day: date) -> Any:
    return datetime.combine(day, time.min)
