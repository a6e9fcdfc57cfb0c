"""Whole cycles out of their rows: column by column, because a tree of ten thousand is read in one breath.

One row at a time (`mapping`) says the same; a test holds the two to each other.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Result, String, Table, type_coerce

from hanoiwork_objectives.domain import objective as life
from hanoiwork_objectives.domain.measure import Kind, Measure, Source
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.progress import Frequency
from hanoiwork_objectives.domain.target import Direction, Target
from hanoiwork_objectives.service.collecting import uncollected
from hanoiwork_objectives.store.mapping import (
    SEARCHED,
    TARGET_COLUMNS,
    to_contributors,
    to_formula,
    to_steps,
    to_tags,
    to_waypoints,
)
from hanoiwork_objectives.store.tables import measures, objectives
from hanoiwork_shared.columns import DecimalText

T = TypeVar("T")
Turn = Callable[[Any], Any]


def raw(table: Table) -> list[ColumnElement[Any]]:
    """The columns to be decoded, with decimals left as text: each distinct text is turned once."""
    return [type_coerce(column, String).label(column.name) if _exact(column) else column for column in _read(table)]


def objectives_from(result: Result[Any]) -> list[Objective]:
    """Objectives from a query of `raw(objectives)`."""
    with uncollected():
        columns, count = _columns(objectives, result, _OBJECTIVE_TURNS)
        return _made(Objective, columns, count)


def measures_from(result: Result[Any]) -> list[Measure]:
    """Measures from a query of `raw(measures)`."""
    with uncollected():
        columns, count = _columns(measures, result, _MEASURE_TURNS)
        target = {name: columns.pop(name) for name in TARGET_COLUMNS}
        return _made(Measure, {**columns, "target": _made(Target, target, count)}, count)


class _Decimals(dict[str | None, Decimal | None]):
    """Decimals by their text: weights, targets and percentages repeat."""

    def __missing__(self, text: str | None) -> Decimal | None:
        made = None if text is None else Decimal(text)
        self[text] = made
        return made


def _columns(table: Table, result: Result[Any], turns: Mapping[str, Turn]) -> tuple[dict[str, Sequence[Any]], int]:
    """The values of each column, decoded, and how many there are."""
    rows = result.all()
    decimal = _Decimals().__getitem__
    turn_of = {column.name: decimal for column in _read(table) if _exact(column)} | dict(turns)
    names = [column.name for column in _read(table)]
    found: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(names)
    decoded = {
        name: list(map(turn_of[name], column)) if name in turn_of else column
        for name, column in zip(names, found, strict=True)
    }
    return decoded, len(rows)


def _made(cls: type[T], columns: Mapping[str, Sequence[Any]], count: int) -> list[T]:
    """Instances of a slotted dataclass, filled column by column: calling it for each would outlast the query."""
    made = [object.__new__(cls) for _ in range(count)]
    for field in fields(cls):  # type: ignore[arg-type] # every cls here is a dataclass
        deque(map(getattr(cls, field.name).__set__, made, columns[field.name]), maxlen=0)
    return made


def _read(table: Table) -> list[Column[Any]]:
    """Every column but those that are there for searching only."""
    return [column for column in table.c if column.name not in SEARCHED]


def _exact(column: ColumnElement[Any]) -> bool:
    return isinstance(column.type, DecimalText)


def _words(kind: type[StrEnum]) -> Turn:
    words: dict[str | None, StrEnum | None] = {None: None}
    return (words | {word.value: word for word in kind}).__getitem__


_OBJECTIVE_TURNS: dict[str, Turn] = {
    "status": _words(Status),
    "contributors": to_contributors,
    "tags": to_tags,
    "result": _words(life.Result),
    "archived_from": _words(Status),
}
_MEASURE_TURNS: dict[str, Turn] = {
    "kind": _words(Kind),
    "direction": _words(Direction),
    "steps": to_steps,
    "waypoints": to_waypoints,
    "formula": to_formula,
    "frequency": _words(Frequency),
    "source": _words(Source),
    "status": _words(Status),
}
