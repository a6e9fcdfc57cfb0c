"""Deadlines as the city writes them: a day, a month or a quarter (Quý IV/2026 is 31/12/2026, deck).

A month is 6/2026 or tháng 6/2026, a quarter Q4/2026, Quý 4/2026 or Quý IV/2026, a day 2026-12-31 or 31/12/2026.
"""

import calendar
import re
import unicodedata
from datetime import date

_MONTHS_A_QUARTER = 3
_YEARS = range(2000, 2101)
_MONTH = re.compile(r"(?:th[aá]ng\s+)?([0-9]{1,2})/([0-9]{4})", re.IGNORECASE)
_QUARTER = re.compile(r"(?:Q|qu[yý]\s+)([1-4]|I{1,3}|IV)/([0-9]{4})", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def deadline(text: str) -> date | None:
    """The last day that `text` allows; None when it is no deadline at all."""
    text = unicodedata.normalize("NFC", text)
    if quarter := _QUARTER.fullmatch(text):
        number = _ROMAN.get(quarter[1].upper()) or int(quarter[1])
        return _last_day(int(quarter[2]), month=number * _MONTHS_A_QUARTER)
    if month := _MONTH.fullmatch(text):
        return _last_day(int(month[2]), month=int(month[1]))
    if _DAY.fullmatch(text):
        return _day(text)
    if day := _WRITTEN_DAY.fullmatch(text):
        return _day(f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}")
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
