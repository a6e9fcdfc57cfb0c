"""Reading rows cell by cell into values of ours; everything wrong with a row is remembered, none of it raised."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from hanoiwork_shared.amounts import exact
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files.refusals import (
    MOST_PROBLEMS,
    CellInvalid,
    CellMissing,
    CellNoDay,
    CellNoNumber,
    CellTooLong,
    InCell,
    InSheet,
)
from hanoiwork_shared.files.rows import Row, Table
from hanoiwork_shared.folding import fold

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Cells:
    """The cells of one row. What cannot be read is None, and its refusal is in `problems`."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.problems: list[Refused] = []

    def text(self, column: str, *, most: int) -> Any:
        """The text of a cell, None where it is empty or its column is not there."""
        value = self.row.cells.get(column) or None
        if value is not None and len(value) > most:
            return self._wrong(CellTooLong, column, most=most)
        return value

    def needed(self, column: str, *, most: int) -> Any:
        """The text of a cell that must have one."""
        if not self.row.cells.get(column):
            return self._wrong(CellMissing, column)
        return self.text(column, most=most)

    def choice(self, column: str, words: type[E], titles: Mapping[E, str] | None = None) -> Any:
        """One of the words of an enumeration, or of what people call them; None where the cell is empty."""
        value = self.row.cells.get(column)
        if not value:
            return None
        called = {fold(title): word for word, title in (titles or {}).items()}
        if value not in set(words) and fold(value) not in called:
            allowed = ", ".join((titles or {}).get(word, word) for word in words)
            return self._wrong(CellInvalid, column, value=value, allowed=allowed)
        return called.get(fold(value)) or words(value)

    def choice_needed(self, column: str, words: type[E]) -> Any:
        """One of the words of an enumeration, which must be there."""
        if not self.row.cells.get(column):
            return self._wrong(CellInvalid, column, value="", allowed=", ".join(words))
        return self.choice(column, words)

    def day(self, column: str) -> date | None:
        """A calendar day, as 2026-06-24 or 24/06/2026; None where the cell is empty."""
        value = self.row.cells.get(column)
        if not value:
            return None
        return _day(value) or self._wrong(CellNoDay, column, value=value)

    def number(self, column: str) -> Decimal | None:
        """An exact number; None where the cell is empty."""
        value = self.row.cells.get(column)
        if not value:
            return None
        number = exact(value)
        return self._wrong(CellNoNumber, column, value=value) if number is None else number

    def refuse(self, column: str, refusal: Refused) -> None:
        """Remember what is wrong with a cell for a reason of its own."""
        row = self.row
        self.problems.append(InCell(refusal, line=row.line, column=row.called(column), sheet=row.sheet))

    def _wrong(self, refusal: type[InSheet], column: str, **details: object) -> Any:
        row = self.row
        details.update(line=row.line, column=row.called(column))
        self.problems.append(refusal(field=column, sheet=row.sheet, **details))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """What the sound rows of a table say, what is wrong with the others, and those others as they stand."""

    things: tuple[T, ...] = ()
    problems: tuple[Refused, ...] = ()
    unsound: tuple[Row, ...] = ()


def find(table: Table, read: Callable[[Cells], T]) -> Found[T]:
    """Read every row of a table with `read`; what it makes of a row with a problem is thrown away."""
    things: list[T] = []
    problems: list[Refused] = list(table.problems)
    unsound: list[Row] = []
    for row in _until_too_many(table.rows, problems):
        cells = Cells(row)
        thing = read(cells)
        if cells.problems:
            problems += cells.problems
            unsound.append(row)
        else:
            things.append(thing)
    return Found(things=tuple(things), problems=tuple(problems), unsound=tuple(unsound))


def _until_too_many(rows: Iterable[Row], problems: list[Refused]) -> Iterable[Row]:
    for row in rows:
        if len(problems) > MOST_PROBLEMS:
            return
        yield row


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
