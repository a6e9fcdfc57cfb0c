"""The files of units and people, checked cell by cell."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.files import PersonRow, UnitRow
from hanoiwork_directory.domain.unit import UnitKind
from hanoiwork_shared.doors import LONGEST_CODE
from hanoiwork_shared.errors import Refused, refuse_all
from hanoiwork_shared.files import CellInvalid, CellMissing, CellTooLong, Row, read_table

LONGEST_NAME = 300

E = TypeVar("E", bound=StrEnum)


def unit_rows(content: str) -> tuple[UnitRow, ...]:
    """Read a units file: columns code, parent_code, kind, name."""
    rows = read_table(content, required=("code", "parent_code", "kind", "name"))
    problems: list[Refused] = []
    for row in rows:
        problems += _missing(row, "code", "name")
        problems += _too_long(row)
        problems += _outside(row, "kind", UnitKind)
    refuse_all(problems)
    return tuple(
        UnitRow(
            line=row.line,
            code=row.cells["code"],
            name=row.cells["name"],
            kind=UnitKind(row.cells["kind"]),
            parent_code=row.cells["parent_code"] or None,
        )
        for row in rows
    )


def person_rows(content: str) -> tuple[PersonRow, ...]:
    """Read a people file: columns code, full_name, unit, and optionally position and person_type."""
    rows = read_table(content, required=("code", "full_name", "unit"), optional=("position", "person_type"))
    problems: list[Refused] = []
    for row in rows:
        problems += _missing(row, "code", "full_name")
        problems += _too_long(row)
        if row.cells.get("person_type"):
            problems += _outside(row, "person_type", PersonType)
    refuse_all(problems)
    return tuple(
        PersonRow(
            line=row.line,
            code=row.cells["code"],
            full_name=row.cells["full_name"],
            unit_code=row.cells["unit"] or None,
            position=row.cells.get("position"),
            person_type=PersonType(row.cells["person_type"]) if row.cells.get("person_type") else None,
        )
        for row in rows
    )


def _missing(row: Row, *columns: str) -> Iterator[Refused]:
    for column in columns:
        if not row.cells[column]:
            yield CellMissing(field=column, line=row.line, column=column)


def _too_long(row: Row) -> Iterator[Refused]:
    for column, value in row.cells.items():
        most = LONGEST_CODE if column == "code" else LONGEST_NAME
        if len(value) > most:
            yield CellTooLong(field=column, line=row.line, column=column, most=most)


def _outside(row: Row, column: str, allowed: type[E]) -> Iterator[Refused]:
    value = row.cells[column]
    if value not in set(allowed):
        choices = ", ".join(allowed)
        yield CellInvalid(field=column, line=row.line, column=column, value=value, allowed=choices)
