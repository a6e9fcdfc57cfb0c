"""Facts: what an event says, as a frozen dataclass; its plain form, and the slices others read of it."""

import types
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeVar, Union, get_args, get_origin, get_type_hints

from hanoiwork_shared.amounts import exact
from hanoiwork_shared.errors import Invalid

T = TypeVar("T")


class Malformed(Invalid):
    """Event data that does not have the shape its type promises: no retry will mend it."""

    code = "shared.malformed"
    vi = "Dữ liệu “{where}” sai khuôn dạng: {reason}."
    en = "The data of “{where}” is malformed: {reason}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A past-tense fact about one aggregate; `version` is the aggregate's own, and orders its facts."""

    type: ClassVar[str]
    about: ClassVar[str]

    version: int

    def subject(self) -> str:
        """The identifier of the aggregate that the fact is about."""
        return str(getattr(self, self.about))


Turn = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """Make a value ready for JSON: dataclasses as objects, decimals and dates as text, nothing rounded."""
    kind = type(value)
    return value if kind in _AS_THEY_ARE else _turn(kind)(value)  # type: ignore[arg-type] # a class is hashable


_AS_THEY_ARE = frozenset((str, int, bool, type(None)))


@cache
def _turn(kind: type) -> Turn:
    """How things of a type are made plain: asked once a type, for answers hold a million values of a few types."""
    if is_dataclass(kind):
        return _object(tuple(field.name for field in fields(kind)))
    for known, turn in _TURNS.items():
        if issubclass(kind, known):
            return turn
    message = f"{kind.__name__} has no plain form"
    raise TypeError(message)


def _object(names: tuple[str, ...]) -> Turn:
    """Make the turn of a dataclass with these fields."""

    def turn(value: Any) -> dict[str, Any]:
        found = {}
        for name in names:
            part = getattr(value, name)
            kind = type(part)
            found[name] = part if kind in _AS_THEY_ARE else _turn(kind)(part)  # type: ignore[arg-type] # as above
        return found

    return turn


_TURNS: Mapping[type, Turn] = {
    Mapping: lambda value: {str(key): plain(item) for key, item in value.items()},
    list: lambda value: [plain(item) for item in value],
    tuple: lambda value: [plain(item) for item in value],
    set: lambda value: [plain(item) for item in value],
    frozenset: lambda value: [plain(item) for item in value],
    Decimal: lambda value: format(value, "f"),
    Enum: lambda value: value.value,
    date: lambda value: value.isoformat(),
    str: lambda value: value,
    int: lambda value: value,
}
"""Kinds of values in the order in which they are asked for; an Enum of text is an Enum first."""


def read(cls: type[T], data: Mapping[str, Any]) -> T:
    """Decode the fields that `cls` names from event data, by their type hints; others are ignored.

    Raises Malformed when a field without a default is missing or one has the wrong shape.
    """
    hints = _hints(cls)  # type: ignore[arg-type] # a class is hashable
    values: dict[str, Any] = {}
    for field in fields(cls):  # type: ignore[arg-type]
        if field.name in data:
            values[field.name] = _decode(hints[field.name], data[field.name], where=f"{cls.__name__}.{field.name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise Malformed(where=f"{cls.__name__}.{field.name}", reason="missing")
    return cls(**values)


@cache
def _hints(cls: Hashable) -> dict[str, Any]:
    return get_type_hints(cls)


def _decode(hint: Any, value: Any, *, where: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _decode_optional(hint, value, where=where)
    if origin in (tuple, list, Sequence):
        if not isinstance(value, list):
            raise Malformed(where=where, reason="a list is expected")
        return tuple(_decode(get_args(hint)[0], item, where=where) for item in value)
    if hint is Any or origin in (dict, Mapping):
        return value
    return _decode_scalar(hint, value, where=where)


def _decode_optional(hint: Any, value: Any, *, where: str) -> Any:
    choices = get_args(hint)
    if value is None:
        if type(None) in choices:
            return None
        raise Malformed(where=where, reason="null is not expected")
    return _decode(next(choice for choice in choices if choice is not type(None)), value, where=where)


def _decode_scalar(hint: Any, value: Any, *, where: str) -> Any:
    try:
        if is_dataclass(hint):
            return read(hint, value)  # type: ignore[arg-type]
        if hint in (bool, int, str):
            return _exactly(hint, value)
        if hint is Decimal:
            return _finite(value)
        if hint in (date, datetime):
            return hint.fromisoformat(value)
        return hint(value)
    except (TypeError, ValueError, AttributeError) as error:
        raise Malformed(where=where, reason=str(error) or type(error).__name__) from error


def _exactly(hint: type, value: Any) -> Any:
    if type(value) is hint:
        return value
    message = f"{hint.__name__} is expected"
    raise TypeError(message)


def _finite(value: Any) -> Decimal:
    if isinstance(value, bool | float):
        message = "a decimal is text or a whole number"
        raise TypeError(message)
    number = exact(value)
    if number is None:
        message = "a finite number of a sensible length is expected"
        raise ValueError(message)
    return number
