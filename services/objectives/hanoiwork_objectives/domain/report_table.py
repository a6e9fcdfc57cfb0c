"""A table of check-ins as people write it, CSV or XLSX: one row each, and all that is wrong by line and column."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.check_in import LONGEST_LINK, Said
from hanoiwork_objectives.domain.report_refusals import TooManyCheckIns
from hanoiwork_objectives.domain.section import moved
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files import CellInvalid, CellMissing, Columns, refuse_listed
from hanoiwork_shared.files.cells import Cells, find
from hanoiwork_shared.files.workbook import read_workbook

SHEET = "check_ins"
COLUMNS = Columns(
    required=("measure", "value"), optional=("on", "confidence", "note", "difficulty", "remedy", "evidence")
)
LONGEST_CODE = 80
LONGEST_NOTE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One check-in as the file has it; `measure` is a code or id."""

    line: int
    measure: str
    said: Said
    on: date | None


def read_reports(content: str | bytes, *, most: int) -> tuple[ReportRow, ...]:
    """Read a table of at most `most` check-ins, in any order of the columns; text is CSV, bytes are CSV or XLSX.

    Raises what `read_workbook` does, TooManyCheckIns, and every cell that cannot be used, at once.
    """
    table = read_workbook(content, {SHEET: COLUMNS})[SHEET]
    if len(table.rows) > most:
        raise TooManyCheckIns(count=len(table.rows), most=most)
    found = find(table, _report)
    refuse_listed(_placed(problem) for problem in found.problems)
    return found.things


def _placed(problem: Refused) -> Refused:
    """The same problem with its line in its field, as `lines[4].value`."""
    return moved(problem, to=f"lines[{problem.details['line']}]") if "line" in problem.details else problem


def _report(cells: Cells) -> ReportRow:
    value = cells.number("value")
    if not cells.row.cells.get("value"):
        cells.problems.append(CellMissing(field="value", line=cells.row.line, column="value"))
    said = Said(
        value=value or Decimal(0),
        confidence=_confidence(cells),
        note=cells.text("note", most=LONGEST_NOTE) or "",
        difficulty=cells.text("difficulty", most=LONGEST_NOTE) or "",
        remedy=cells.text("remedy", most=LONGEST_NOTE) or "",
        evidence=cells.text("evidence", most=LONGEST_LINK) or "",
    )
    measure = cells.needed("measure", most=LONGEST_CODE)
    return ReportRow(line=cells.row.line, measure=measure, on=cells.day("on"), said=said)


def _confidence(cells: Cells) -> int | None:
    number = cells.number("confidence")
    if number is None:
        return None
    if number != number.to_integral_value():
        line, column = cells.row.line, "confidence"
        cells.problems.append(CellInvalid(field=column, line=line, column=column, value=str(number), allowed="0–10"))
    return int(number)
