"""Which scoring months the demo has on a day, and how long each has been over."""

from dataclasses import dataclass
from datetime import date

CYCLE_ENDS = date(2026, 12, 31)
_FIRST_DAY, _LAST_DAY = 25, 24
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A scoring month, from the 25th to the 24th (deck)."""

    code: str
    starts: date
    ends: date


def month(year: int, number: int) -> Month:
    """The scoring month of a year with this number, 1 to 12."""
    before = date(year - 1, _MONTHS, _FIRST_DAY) if number == 1 else date(year, number - 1, _FIRST_DAY)
    return Month(code=f"{year}-{number:02}", starts=before, ends=date(year, number, _LAST_DAY))


MONTHS = tuple(month(2026, number) for number in range(5, _MONTHS + 1))
"""Those the demo may have: from the month before the deck's worked example to the end of the cycle."""

DECK = MONTHS[1]


def finished(today: date) -> tuple[Month, ...]:
    """The months that are over before `today`."""
    return tuple(one for one in MONTHS if one.ends < today)


def opened(today: date) -> tuple[Month, ...]:
    """The months to be opened: those that are over, and the deck's in any case."""
    over = finished(today)
    return over if DECK in over else (*over, DECK)


def age(of: Month, today: date) -> int:
    """How many months have ended after this one: 0 for the newest that is over, below 0 for one that is not."""
    return _count(today) - _count(of.ends) - 1


def working_day(today: date) -> date:
    """The day around which work falls due: today, or the cycle's last day when that is over."""
    return min(today, CYCLE_ENDS)


def _count(day: date) -> int:
    """The number of the scoring month in which a day lies."""
    return day.year * _MONTHS + day.month + (day.day >= _FIRST_DAY)
