"""Files people hand in: CSV tables and JSON documents, refused with the line and the column of what is wrong."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hanoiwork_shared.amounts import LONGEST, exact
from hanoiwork_shared.errors import Invalid, refuse_all
from hanoiwork_shared.phrases import Phrase, Phrased

MOST_ROWS = 100_000
TOKEN = re.compile(r'(?P<key>"(?:[^"\\]|\\.)*")(?=\s*:)|"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\]:,"]+')
"""One piece of a JSON document: a key, a text, a bracket, or a number or word."""
CELL = re.compile(r'"(?:[^"]|"")*"|(?!")[^,\r\n]*')
"""One cell of a CSV table."""


TOO_DEEP = Phrase(vi="lồng nhau quá sâu", en="nested too deeply")
NO_NUMBER = Phrase(vi="“{text}” không phải là số dùng được", en="{text} is not a number that can be used")
KEY_TWICE = Phrase(vi="trường “{name}” lặp lại trong một đối tượng", en="the key “{name}” is there twice in one object")
CELLS_OFF = Phrase(vi="có {cells} ô trong khi dòng tiêu đề có {most}", en="{cells} cells where the heading has {most}")
TOO_MANY_ROWS = Phrase(vi=f"quá {MOST_ROWS} dòng", en=f"more than {MOST_ROWS} rows")


class FileMalformed(Phrased, Invalid):
    """A file that breaks off or is not what it says it is."""

    code = "shared.file_malformed"
    vi = "Tệp sai định dạng tại dòng {line}, cột {column}: {reason}."
    en = "The file is malformed at line {line}, column {column}: {reason}."


class CellMissing(Invalid):
    """A row has no value in a column that needs one."""

    code = "shared.cell_missing"
    vi = "Dòng {line}, cột “{column}” chưa có giá trị."
    en = "Line {line} has no value in the column “{column}”."


class CellInvalid(Invalid):
    """A cell has a value that its column does not allow."""

    code = "shared.cell_invalid"
    vi = "Dòng {line}, cột “{column}”: giá trị “{value}” không dùng được; các giá trị cho phép: {allowed}."
    en = "Line {line}, column “{column}”: the value “{value}” cannot be used; allowed: {allowed}."


class CellTooLong(Invalid):
    """A cell has more characters than its column keeps."""

    code = "shared.cell_too_long"
    vi = "Dòng {line}, cột “{column}”: dài quá {most} ký tự."
    en = "Line {line}, column “{column}”: longer than {most} characters."


class ColumnsWrong(Invalid):
    """The heading of a table lacks columns, repeats them, or has unknown ones."""

    code = "shared.columns_wrong"
    vi = "Dòng tiêu đề sai: thiếu [{missing}], không biết [{unknown}], lặp lại [{repeated}]."
    en = "The heading is wrong: missing [{missing}], unknown [{unknown}], repeated [{repeated}]."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table; `line` counts from 1, the heading included; absent optional cells are empty."""

    line: int
    cells: dict[str, str]


def read_text(content: bytes, *, name: str) -> str:
    """Decode a file called `name`. Raises FileMalformed with the line and the byte in it that is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        reason = Phrase(vi=f"{name} không phải là UTF-8", en=f"{name} is not UTF-8")
        raise FileMalformed(line=line, column=column, reason=reason) from error


def read_table(content: str, *, required: Sequence[str], optional: Sequence[str] = ()) -> tuple[Row, ...]:
    """Read a CSV table with a heading; all rows or none.

    `required` columns must be in the heading (their cells may be empty), `optional` ones may be.
    Raises ColumnsWrong for the heading, FileMalformed with line and column (cells, counted from 1) for a broken row.
    """
    text = content.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        heading = [name.strip() for name in next(reader, [])]
        _check_heading(heading, required, optional)
        return tuple(_rows(reader, heading))
    except csv.Error as error:
        line, column = _place_of_broken_cell(text)
        raise FileMalformed(line=line, column=column, reason=str(error)) from error


def read_document(content: str) -> Any:
    """Read a JSON document; numbers are exact decimals. Raises FileMalformed with line and column."""
    text = content.removeprefix("\ufeff")
    try:
        return json.loads(
            text,
            parse_float=_number,
            parse_int=_whole_number,
            parse_constant=_number,
            object_pairs_hook=_no_repeated_keys,
        )
    except json.JSONDecodeError as error:
        raise FileMalformed(line=error.lineno, column=error.colno, reason=error.msg) from error
    except RecursionError as error:
        raise FileMalformed(line=1, column=1, reason=TOO_DEEP) from error
    except _Unwanted as error:
        line, column = _place(text, error)
        raise FileMalformed(line=line, column=column, reason=error.reason) from error


class _Unwanted(Exception):
    """Something that JSON's grammar (or Python's reading of it) allows and we do not: a number or a repeated key."""

    def __init__(self, *, reason: Phrase, number: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.number = number


def _number(text: str) -> Decimal:
    number = exact(text)
    if number is None:
        raise _Unwanted(reason=NO_NUMBER.format(text=text[:LONGEST]), number=text)
    return number


def _whole_number(text: str) -> int:
    return int(_number(text))


def _no_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Unwanted(reason=KEY_TWICE.format(name=name))
        found[name] = value
    return found


def _place(text: str, error: _Unwanted) -> tuple[int, int]:
    """Line and column of what the fast reader refused without saying where."""
    at = _place_of_number(text, error.number) if error.number else _place_of_repeated_key(text)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _place_of_number(text: str, number: str) -> int:
    return next((found.start() for found in TOKEN.finditer(text) if found.group() == number), 0)


def _place_of_repeated_key(text: str) -> int:
    open_objects: list[set[str]] = []
    for token in TOKEN.finditer(text):
        if token.group() in ("{", "["):
            open_objects.append(set())
        elif token.group() in ("}", "]"):
            open_objects.pop()
        elif token.group("key"):
            name = json.loads(token.group("key"))
            if name in open_objects[-1]:
                return token.start()
            open_objects[-1].add(name)
    return 0


def _place_of_broken_cell(text: str) -> tuple[int, int]:
    """Line and cell where a table goes wrong: a quote left open, text after a quote, a cell without end."""
    line, column, at = 1, 1, 0
    while (cell := CELL.match(text, at)) is not None:
        after = text[cell.end() : cell.end() + 1]
        if after not in (",", "\r", "\n") or len(cell.group()) > csv.field_size_limit():
            break
        line += cell.group().count("\n") + (after == "\n")
        column = column + 1 if after == "," else 1
        at = cell.end() + 1
    return line, column


def _check_heading(heading: Sequence[str], required: Sequence[str], optional: Sequence[str]) -> None:
    missing = [name for name in required if name not in heading]
    unknown = [name for name in heading if name not in (*required, *optional)]
    repeated = sorted({name for name in heading if heading.count(name) > 1})
    if missing or unknown or repeated:
        raise ColumnsWrong(missing=", ".join(missing), unknown=", ".join(unknown), repeated=", ".join(repeated))


def _rows(reader: Any, heading: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    problems: list[FileMalformed] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            reason = CELLS_OFF.format(cells=len(cells), most=len(heading))
            column = min(len(cells), len(heading)) + 1
            problems.append(FileMalformed(line=reader.line_num, column=column, reason=reason))
            continue
        rows.append(Row(line=reader.line_num, cells=dict(zip(heading, (cell.strip() for cell in cells), strict=True))))
        if len(rows) > MOST_ROWS:
            raise FileMalformed(line=reader.line_num, column=1, reason=TOO_MANY_ROWS)
    refuse_all(problems)
    return rows
