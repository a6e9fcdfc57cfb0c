"""Reading parsed JSON field by field: everything wrong is collected with its place, and reading goes on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hanoiwork_evaluation.rules.refusals import (
    BadDate,
    MissingField,
    NotANumber,
    NotWhole,
    OutOfRange,
    TextLength,
    TooPrecise,
    UnknownChoice,
    UnknownField,
    WrongType,
)
from hanoiwork_shared.errors import Refused

DECIMALS = 4
SMALLEST_EXPONENT = -40
LONGEST_TEXT = 1000
Bounds = tuple[int | Decimal, int | Decimal]


class Reader:
    """One JSON object. Each method reads a field, or notes what is wrong with it and gives None.

    `path` is where the object stands (tasks[1]); `label` is added for people (the task's code).
    """

    def __init__(self, value: Mapping[str, Any], *, path: str, problems: list[Refused], label: str = "") -> None:
        self._value = value
        self._path = path
        self._seen: set[str] = set()
        self.problems = problems
        self.label = label

    def refuse(self, refusal: type[Refused], name: str, **details: object) -> None:
        """Note that a field is refused."""
        place = f"{self._path} ({self.label})" if self.label else self._path
        told: dict[str, object] = {"task": self.label} if self.label else {}
        told |= {"where": _join(place, name)} | details
        self.problems.append(refusal(field=_join(self._path, name), **told))

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        self._seen.add(name)
        return self._value.get(name) is not None

    def finish(self) -> None:
        """Note every field that nobody asked for."""
        for name in self._value:
            if name not in self._seen:
                self.refuse(UnknownField, name)

    def amount(self, name: str, *, within: Bounds, outside: type[Refused] = OutOfRange) -> Decimal | None:
        """An exact number within bounds, with at most four decimals."""
        if not self._present(name):
            return None
        value = self._value[name]
        number = Decimal(value) if type(value) is int else value
        if not isinstance(number, Decimal) or not number.is_finite():
            self.refuse(NotANumber, name)
            return None
        lowest, highest = within
        if not lowest <= number <= highest:
            self.refuse(outside, name, lowest=str(lowest), highest=str(highest))
            return None
        if not _plain_enough(number):
            self.refuse(TooPrecise, name, decimals=DECIMALS)
            return None
        return number

    def whole(self, name: str, *, within: Bounds) -> int | None:
        """A whole number within bounds."""
        number = self.amount(name, within=within)
        if number is None or number == number.to_integral_value():
            return None if number is None else int(number)
        self.refuse(NotWhole, name)
        return None

    def flag(self, name: str) -> bool | None:
        """True or false."""
        value: bool | None = self._typed(name, bool, vi="true hoặc false", en="true or false")
        return value

    def text(self, name: str) -> str | None:
        """A text that says something."""
        value = self._typed(name, str, vi="văn bản", en="text")
        if value is None or (value.strip() and len(value) <= LONGEST_TEXT):
            return None if value is None else str(value)
        self.refuse(TextLength, name, longest=LONGEST_TEXT)
        return None

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """One of a few words."""
        value = self.text(name)
        if value is None or value in allowed:
            return value
        self.refuse(UnknownChoice, name, allowed=", ".join(allowed))
        return None

    def day(self, name: str) -> date | None:
        """A calendar day, 2026-06-24."""
        value = self.text(name)
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError:
            self.refuse(BadDate, name)
            return None

    def inner(self, name: str) -> "Reader | None":
        """An object inside this one."""
        value = self._typed(name, Mapping, vi="một đối tượng", en="an object")
        return None if value is None else Reader(value, path=_join(self._path, name), problems=self.problems)

    def each(self, name: str) -> "list[Reader]":
        """The objects of a list; whatever else stands in it is noted."""
        values = self._typed(name, list, vi="một danh sách", en="a list") or []
        return objects(values, path=_join(self._path, name), problems=self.problems)

    def texts(self, name: str, allowed: Collection[str]) -> list[str]:
        """A list of words, each one of a few."""
        values: list[object] = self._typed(name, list, vi="một danh sách", en="a list") or []
        good = [value for value in values if isinstance(value, str) and value in allowed]
        if len(good) != len(values):
            self.refuse(UnknownChoice, name, allowed=", ".join(allowed))
        return good

    def keys(self) -> tuple[str, ...]:
        """The names of the object's fields, all of them taken as read."""
        self._seen |= set(self._value)
        return tuple(self._value)

    def _present(self, name: str) -> bool:
        if not self.has(name):
            self.refuse(MissingField, name)
        return self.has(name)

    def _typed(self, name: str, kind: type, *, vi: str, en: str) -> Any:
        if not self._present(name):
            return None
        value = self._value[name]
        if isinstance(value, kind):
            return value
        self.refuse(WrongType, name, expected=en, expected_vi=vi)
        return None


def objects(values: Sequence[object], *, path: str, problems: list[Refused]) -> list[Reader]:
    """Readers over the objects of a list; whatever else stands in it is noted."""
    readers = []
    for place, value in enumerate(values):
        here = f"{path}[{place}]"
        if isinstance(value, Mapping):
            readers.append(Reader(value, path=here, problems=problems))
        else:
            problems.append(WrongType(field=here, where=here, expected="an object", expected_vi="một đối tượng"))
    return readers


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _plain_enough(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < SMALLEST_EXPONENT:
        return False
    scaled: Fraction = Fraction(number) * 10**DECIMALS
    return scaled.denominator == 1
