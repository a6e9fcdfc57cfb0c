"""Workbooks people hand in: a CSV file has one sheet, an XLSX file one or several."""

from collections.abc import Mapping, Sequence

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files.csv_table import read_csv
from hanoiwork_shared.files.refusals import FileMalformed, SheetsWrong, refuse_listed
from hanoiwork_shared.files.rows import Columns, Table, headed
from hanoiwork_shared.files.text import read_text
from hanoiwork_shared.files.xlsx import RawSheet, sheets_of
from hanoiwork_shared.phrases import Phrase

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
OLD_WORKBOOK = Phrase(
    vi="là sổ tính .xls cũ hoặc có mật khẩu; hãy lưu lại dưới dạng .xlsx không có mật khẩu",
    en="it is an old .xls workbook or has a password; save it as .xlsx without one",
)


def read_workbook(content: str | bytes, wanted: Mapping[str, Columns]) -> dict[str, Table]:
    """Read the sheets of a file by name; those of `wanted` that it leaves out are absent.

    Text is CSV; bytes are XLSX or CSV, whichever they are. Where one sheet is wanted, a file with a single one may call
    it as it likes. Raises SheetsWrong for others than wanted, ColumnsWrong for every wrong heading at once, and
    FileMalformed for what cannot be read at all; what is wrong with rows is in the tables.
    """
    if isinstance(content, bytes) and content.startswith(OLD_OFFICE):
        raise FileMalformed(line=1, column=1, reason=OLD_WORKBOOK)
    if isinstance(content, bytes) and content.startswith(ZIP):
        return _tables(_named(sheets_of(content), wanted), wanted)
    text = read_text(content, name="CSV") if isinstance(content, bytes) else content
    if len(wanted) > 1:
        raise SheetsWrong(found="CSV", allowed=", ".join(wanted))
    return {name: read_csv(text, columns) for name, columns in wanted.items()}


def _named(sheets: Sequence[RawSheet], wanted: Mapping[str, Columns]) -> dict[str, RawSheet]:
    """The sheets by the names that are wanted; empty ones that nobody wants are passed over."""
    if len(sheets) == 1 and len(wanted) == 1:
        return dict(zip(wanted, sheets, strict=True))
    named = {sheet.name.strip().casefold(): sheet for sheet in sheets}
    filled = [name for name, sheet in named.items() if sheet.lines]
    if any(name not in wanted for name in filled) or not any(name in wanted for name in named):
        raise SheetsWrong(found=", ".join(sheet.name for sheet in sheets), allowed=", ".join(wanted))
    return {name: sheet for name, sheet in named.items() if name in wanted}


def _tables(sheets: Mapping[str, RawSheet], wanted: Mapping[str, Columns]) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    problems: list[Refused] = []
    for name, raw in sheets.items():
        sheet = raw.name if len(wanted) > 1 else ""
        try:
            table = headed(iter(raw.lines), wanted[name], sheet=sheet)
        except Refused as refusal:
            problems += [*raw.problems(sheet=sheet), refusal]
        else:
            tables[name] = Table(rows=table.rows, problems=(*raw.problems(sheet=sheet), *table.problems))
    refuse_listed(problems)
    return tables
