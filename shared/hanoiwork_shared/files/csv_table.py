"""A table out of a CSV text."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from hanoiwork_shared.files.refusals import FileMalformed, refuse_listed
from hanoiwork_shared.files.rows import Columns, Row, Table, Written, headed

BETWEEN = re.compile(r'"(?:[^"]|"")*"|([,;\t])|[\r\n]')
"""A text in quotes, in which anything may stand, or outside of one a mark between cells, or the end of a line."""
CELLS = {mark: re.compile(rf'"(?:[^"]|"")*"|(?!")[^{mark}\r\n]*') for mark in ",;\t"}
"""One cell of a CSV table, by the mark between cells."""


def delimiter_of(text: str) -> str:
    """The mark between the cells of a CSV text: comma, semicolon or tab, whichever the heading has first; or a comma.

    Spreadsheets in Vietnamese write semicolons, as the comma is in their numbers; no name of a column has any of them.
    """
    for found in BETWEEN.finditer(text):
        if found.group(1) or found.group() in ("\r", "\n"):
            return found.group(1) or ","
    return ","


def read_csv(content: str, columns: Columns) -> Table:
    """Read a table with a heading; rows that are wrong are listed in its problems.

    Raises ColumnsWrong for the heading, FileMalformed with line and column (cells, counted from 1) where the table
    breaks off.
    """
    text = content.removeprefix("\ufeff")
    delimiter = delimiter_of(text)
    try:
        return headed(_lines(text, delimiter), columns, ragged=False)
    except csv.Error as error:
        line, column = _place_of_broken_cell(text, delimiter)
        raise FileMalformed(line=line, column=column, reason=str(error)) from error


def read_table(content: str, *, required: Sequence[str], optional: Sequence[str] = ()) -> tuple[Row, ...]:
    """The rows of a CSV table: all of them, or a refusal of everything that is wrong (see `read_csv`)."""
    table = read_csv(content, Columns(required=tuple(required), optional=tuple(optional)))
    refuse_listed(table.problems)
    return table.rows


def _lines(text: str, delimiter: str) -> Iterator[Written]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    for cells in reader:
        yield Written(line=reader.line_num, cells=cells)


def _place_of_broken_cell(text: str, delimiter: str) -> tuple[int, int]:
    """Line and cell where a table goes wrong: a quote left open, text after a quote, a cell without end."""
    line, column, at = 1, 1, 0
    while (cell := CELLS[delimiter].match(text, at)) is not None:
        after = text[cell.end() : cell.end() + 1]
        if after not in (delimiter, "\r", "\n") or len(cell.group()) > csv.field_size_limit():
            break
        line += cell.group().count("\n") + (after == "\n")
        column = column + 1 if after == delimiter else 1
        at = cell.end() + 1
    return line, column
