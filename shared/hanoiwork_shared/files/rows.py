"""Rows under a heading: what every table is, whichever file it came in."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files.guarding import unguarded
from hanoiwork_shared.files.refusals import (
    MOST_PROBLEMS,
    CellBroken,
    CellFormula,
    ColumnsWrong,
    FileMalformed,
    InSheet,
)
from hanoiwork_shared.folding import fold
from hanoiwork_shared.phrases import Phrase
from hanoiwork_shared.writable import legible

MOST_ROWS = 100_000
"""Rows of one table (our choice): every official of the city twice over."""

ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"))
"""What spreadsheets put where a formula failed."""

CELLS_OFF = Phrase(vi="có {cells} ô trong khi dòng tiêu đề có {most}", en="{cells} cells where the heading has {most}")
TOO_MANY_ROWS = Phrase(vi=f"quá {MOST_ROWS} dòng", en=f"more than {MOST_ROWS} rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one kind of table: `required` ones must be in its heading, `optional` ones may be.

    `titles` are what people call them; a heading may use either, and of titles neither case nor accents matter.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def named(self, heading: Sequence[str]) -> list[str]:
        """The columns that a heading means; what it means none by stays as it is written."""
        called = {fold(title): name for name, title in self.titles.items()}
        known = {*self.required, *self.optional}
        return [one if one in known else called.get(fold(one), one) for one in heading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table; `line` counts from 1, the heading included; absent optional cells are empty.

    `sheet` is the name of its sheet where the file has several, and empty otherwise; `headings` are the columns as the
    file calls them.
    """

    line: int
    cells: dict[str, str]
    sheet: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)

    def called(self, column: str) -> str:
        """What the file calls a column."""
        return self.headings.get(column, column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one sheet that could be read, and what is wrong with the others."""

    rows: tuple[Row, ...]
    problems: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One line as it stands in a file, before the heading gives names to its cells."""

    line: int
    cells: Sequence[str]


def headed(lines: Iterator[Written], columns: Columns, *, sheet: str = "", ragged: bool = True) -> Table:
    """Make a table of lines whose first is the heading; empty lines are left out, wherever they stand.

    A `ragged` source leaves out the empty cells at the end of a line, as spreadsheets do.
    Raises ColumnsWrong for the heading, and FileMalformed for more than MOST_ROWS rows.
    """
    headings = _headings(next(lines, Written(line=1, cells=())), columns, sheet=sheet)
    heading = list(headings)
    rows: list[Row] = []
    problems: list[Refused] = []
    for written in lines:
        cells = _without_blank_end(written.cells, most=len(heading))
        if not any(cells):
            continue
        if len(cells) < len(heading) and ragged:
            cells += [""] * (len(heading) - len(cells))
        found = list(_wrong_with(cells, headings, line=written.line, sheet=sheet))
        if not found:
            named = {name: unguarded(cell) for name, cell in zip(heading, cells, strict=True)}
            rows.append(Row(line=written.line, cells=named, sheet=sheet, headings=headings))
        problems += found
        if len(problems) > MOST_PROBLEMS:
            break
        if len(rows) > MOST_ROWS:
            raise FileMalformed(line=written.line, column=1, reason=TOO_MANY_ROWS, sheet=sheet)
    return Table(rows=tuple(rows), problems=tuple(problems))


def _headings(written: Written, columns: Columns, *, sheet: str) -> dict[str, str]:
    """The columns in their order, each with what the file calls it."""
    called = _without_blank_end(written.cells, most=0)
    heading = columns.named(called)
    missing = [name for name in columns.required if name not in heading]
    unknown = [name for name in heading if name not in (*columns.required, *columns.optional)]
    repeated = sorted({name for name in heading if heading.count(name) > 1})
    if missing or unknown or repeated:
        raise ColumnsWrong(
            missing=", ".join(columns.titles.get(name, name) for name in missing),
            unknown=", ".join(unknown),
            repeated=", ".join(repeated),
            sheet=sheet,
        )
    return dict(zip(heading, called, strict=True))


def _without_blank_end(cells: Iterable[str], *, most: int) -> list[str]:
    """The trimmed cells without the blank ones past the first `most`; letters and their accents are one character."""
    kept = [unicodedata.normalize("NFC", cell.strip()) for cell in cells]
    while len(kept) > most and not kept[-1]:
        kept.pop()
    return kept


def _wrong_with(cells: Sequence[str], headings: Mapping[str, str], *, line: int, sheet: str) -> Iterator[InSheet]:
    if len(cells) != len(headings):
        reason = CELLS_OFF.format(cells=len(cells), most=len(headings))
        yield FileMalformed(line=line, column=min(len(cells), len(headings)) + 1, reason=reason, sheet=sheet)
        return
    for (name, called), cell in zip(headings.items(), cells, strict=True):
        if cell.startswith("="):
            yield CellFormula(field=name, line=line, column=called, sheet=sheet)
        elif cell in ERRORS or not legible(cell):
            yield CellBroken(field=name, line=line, column=called, sheet=sheet)
