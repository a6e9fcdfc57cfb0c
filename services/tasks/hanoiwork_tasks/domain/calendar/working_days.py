"""Days that are worked: weekdays but for Vietnam's public holidays and the city's swapped days (our choice)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

_DAY = timedelta(days=1)
_SATURDAY = 5
FARTHEST = timedelta(days=60)
"""Longer than any run of free days: a calendar that has none worked for so long is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the calendar: whether it is worked, and the holiday's name if it is one."""

    day: date
    worked: bool
    holiday: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """Monday to Friday without public holidays; `off` are days that are free besides, `worked` those worked instead.

    Public holidays, with Tết by the lunar calendar, the days in lieu that the government has announced and the weekend
    days worked for them, come from the `holidays` package; what it does not know yet the city says with `off` and
    `worked`.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_worked(self, day: date) -> bool:
        """Whether people work on a day; a swapped day is worked though it is a Saturday or a holiday."""
        if day in self.worked or day in self.off:
            return day in self.worked
        public = _public(day.year)
        return day in public.worked or (day.weekday() < _SATURDAY and day not in public.names)

    def holiday(self, day: date) -> str | None:
        """The name of the public holiday of a day, in Vietnamese."""
        return _public(day.year).names.get(day)

    def next(self, day: date) -> date:
        """The day itself when it is worked, otherwise the first worked one after it."""
        return self._nearest(day, lambda here: here + _DAY)

    def previous(self, day: date) -> date:
        """The day itself when it is worked, otherwise the last worked one before it."""
        return self._nearest(day, lambda here: here - _DAY)

    def after(self, day: date, *, days: int) -> date:
        """The last of so many worked days that begin after a day: one day's work given on Friday ends on Monday."""
        here = day
        for _ in range(days):
            here = self.next(here + _DAY)
        return here

    def first_of_month(self, year: int, month: int) -> date:
        """The first worked day of a month."""
        return self.next(date(year, month, 1))

    def last_of_month(self, year: int, month: int) -> date:
        """The last worked day of a month."""
        following = date(year + month // 12, month % 12 + 1, 1)
        return self.previous(following - _DAY)

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Each day from one to another, both included."""
        for step in range((last - first).days + 1):
            here = first + step * _DAY
            yield Day(day=here, worked=self.is_worked(here), holiday=self.holiday(here))

    def _nearest(self, day: date, step: Callable[[date], date]) -> date:
        here = day
        while not self.is_worked(here):
            here = step(here)
            if abs(here - day) > FARTHEST:
                return day
        return here


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """The public holidays of a year by name, and the weekend days that are worked for some of them."""

    names: Mapping[date, str]
    worked: frozenset[date]


@cache
def _public(year: int) -> _Year:
    """A year as the package knows it: read once, and never changed, whichever threads ask."""
    found = country_holidays("VN", language="vi", years=year, expand=False)
    return _Year(names={day: str(name) for day, name in found.items()}, worked=frozenset(found.weekend_workdays))
