"""Rows as dataclasses."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, or_

from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.grant import Grant
from hanoiwork_directory.domain.leave import Leave, LeaveKind
from hanoiwork_directory.domain.person import Person
from hanoiwork_directory.domain.post import Post
from hanoiwork_directory.domain.unit import Standing, Unit, UnitKind
from hanoiwork_shared.policy import Role

T = TypeVar("T")
MOST_PARAMETERS = 5000
BESIDE = ("folded_name", "place", "person_code")
"""Columns of a query that are no field of what its rows stand for."""


def row_of(thing: Any) -> dict[str, Any]:
    """A dataclass of plain fields as its row; `asdict` would copy every value."""
    return {name: getattr(thing, name) for name in thing.__slots__}


def unit_of(row: Any) -> Unit:
    """A unit."""
    return Unit(**{**row._asdict(), "kind": UnitKind(row.kind)})


def standing_of(row: Any) -> Standing:
    """How a unit stood for a time."""
    return Standing(**{**row._asdict(), "kind": UnitKind(row.kind)})


def person_of(row: Any) -> Person:
    """A person."""
    return Person(**{**_fields(row), "person_type": PersonType(row.person_type)})


def post_of(row: Any) -> Post:
    """A post."""
    return Post(**{**_fields(row), "person_type": PersonType(row.person_type)})


def leave_of(row: Any) -> Leave:
    """A leave."""
    return Leave(**{**row._asdict(), "kind": LeaveKind(row.kind)})


def grant_of(row: Any) -> Grant:
    """A grant."""
    return Grant(**{**row._asdict(), "role": Role(row.role)})


def batches(keys: Iterable[str]) -> Iterable[list[str]]:
    """Keys, each once and in order, in lists short enough for one question: databases bound its parameters."""
    ordered = sorted(set(keys))
    return (ordered[at : at + MOST_PARAMETERS] for at in range(0, len(ordered), MOST_PARAMETERS))


def grouped(rows: Iterable[Any], key: str, made: Callable[[Any], T]) -> dict[str, tuple[T, ...]]:
    """Rows that are in the order of a column, gathered by it."""
    return {one: tuple(made(row) for row in here) for one, here in groupby(rows, lambda row: str(getattr(row, key)))}


def in_force(table: Any, on: Any) -> ColumnElement[bool]:
    """Whether what a row says is valid on a day."""
    return and_(table.c.valid_from <= on, lasting(table, on))


def lasting(table: Any, until: Any) -> ColumnElement[bool]:
    """Whether what a row says does not end before a day."""
    return or_(table.c.valid_to.is_(None), table.c.valid_to >= until)


def _fields(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._asdict().items() if name not in BESIDE}
