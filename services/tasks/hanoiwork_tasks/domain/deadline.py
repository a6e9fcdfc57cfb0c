"""Deadlines as the city writes them: a day, a month or a quarter (Quý IV/2026 is 31/12/2026, deck)."""

import calendar
import re
from datetime import date

_MONTHS_A_QUARTER = 3
_YEARS = range(2000, 2101)
_MONTH = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)
_QUARTER = re.compile(r"Q([1-4])/(\d{4})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def deadline(text: str) -> date | None:
    """The last day that `text` allows; None when it is no deadline at all."""
    if quarter := _QUARTER.fullmatch(text):
        return _last_day(int(quarter[2]), month=int(quarter[1]) * _MONTHS_A_QUARTER)
    if month := _MONTH.fullmatch(text):
        return _last_day(int(month[2]), month=int(month[1]))
    if _DAY.fullmatch(text):
        return _day(text)
    return None


def _last_day(year: int, *, month: int) -> date | None:
    if month not in range(1, 13) or year not in _YEARS:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None
