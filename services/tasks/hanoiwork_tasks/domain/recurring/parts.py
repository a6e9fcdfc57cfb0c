"""What the parts of a rule may say, by the grammar of RFC 5545 (3.3.10): checked before anybody counts with them."""

import re
from collections.abc import Mapping

_DAY = "(MO|TU|WE|TH|FR|SA|SU)"
_NUMBERS = r"[+-]?\d{1,3}(,[+-]?\d{1,3})*"
_DAYS = rf"([+-]?\d{{1,2}})?{_DAY}(,([+-]?\d{{1,2}})?{_DAY})*"
_FORMS = {
    "FREQ": r"[A-Z]+",
    "INTERVAL": r"\d+",
    "COUNT": r"\d+",
    "UNTIL": r"\d{8}(T\d{6}Z?)?",
    "WKST": _DAY,
    "BYDAY": _DAYS,
}
"""How each part is written; those that are not here are numbers."""
_MOST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
"""The farthest number of a part, from either end."""
_IN_MONTH, _IN_YEAR = 5, 53
"""The farthest number of a day of the week."""


def well_formed(parts: Mapping[str, str]) -> bool:
    """Whether each part is written as it must be, and numbers nothing that no month or year has."""
    if not all(re.fullmatch(_FORMS.get(name, _NUMBERS), part, re.ASCII) for name, part in parts.items()):
        return False
    in_months = parts.get("FREQ") == "MONTHLY" or "BYMONTH" in parts
    most = {**_MOST, "BYDAY": _IN_MONTH if in_months else _IN_YEAR}
    return all(_within(part, most[name], signed=name != "BYMONTH") for name, part in parts.items() if name in most)


def _within(part: str, most: int, *, signed: bool) -> bool:
    """Whether every number in a part counts from 1 to the most, or back from the end where that may be."""
    numbers = [int(found) for found in re.findall(r"[+-]?\d+", part)]
    return all(1 <= (abs(number) if signed else number) <= most for number in numbers)
