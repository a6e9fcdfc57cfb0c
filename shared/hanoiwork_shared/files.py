"""Files people hand in: CSV tables and JSON documents, refused with the line and the column of what is wrong."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from hanoiwork_shared.errors import Invalid, refuse_all

MOST_ROWS = 100_000


class FileMalformed(Invalid):
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


def read_table(content: str, *, required: Sequence[str], optional: Sequence[str] = ()) -> tuple[Row, ...]:
    """Read a CSV table with a heading; all rows or none.

    `required` columns must be in the heading (their cells may be empty), `optional` ones may be.
    Raises ColumnsWrong for the heading, FileMalformed with line and column for a broken row.
    """
    reader = csv.reader(io.StringIO(content.removeprefix("\ufeff")), strict=True)
    try:
        heading = [name.strip() for name in next(reader, [])]
        _check_heading(heading, required, optional)
        return tuple(_rows(reader, heading))
    except csv.Error as error:
        raise FileMalformed(line=reader.line_num, column=1, reason=str(error)) from error


def read_document(content: str) -> Any:
    """Read a JSON document; numbers are exact decimals. Raises FileMalformed with line and column."""
    try:
        return json.loads(
            content.removeprefix("\ufeff"),
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_no_repeated_keys,
        )
    except json.JSONDecodeError as error:
        raise FileMalformed(line=error.lineno, column=error.colno, reason=error.msg) from error
    except RecursionError as error:
        raise FileMalformed(line=1, column=1, reason="nested too deeply") from error


def _no_constant(name: str) -> NoReturn:
    raise FileMalformed(line=1, column=1, reason=f"{name} is not a number")


def _no_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise FileMalformed(line=1, column=1, reason=f"the key “{name}” is there twice in one object")
        found[name] = value
    return found


def _check_heading(heading: Sequence[str], required: Sequence[str], optional: Sequence[str]) -> None:
    missing = [name for name in required if name not in heading]
    unknown = [name for name in heading if name not in (*required, *optional)]
    repeated = sorted({name for name in heading if heading.count(name) > 1})
    if missing or unknown or repeated:
        raise ColumnsWrong(
            missing=", ".join(missing), unknown=", ".join(unknown), repeated=", ".join(repeated)
        )


def _rows(reader: Any, heading: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    problems: list[FileMalformed] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            reason = f"{len(cells)} cells where the heading has {len(heading)}"
            column = min(len(cells), len(heading)) + 1
            problems.append(FileMalformed(line=reader.line_num, column=column, reason=reason))
            continue
        rows.append(Row(line=reader.line_num, cells=dict(zip(heading, (cell.strip() for cell in cells), strict=True))))
        if len(rows) > MOST_ROWS:
            raise FileMalformed(line=reader.line_num, column=1, reason=f"more than {MOST_ROWS} rows")
    refuse_all(problems)
    return rows
