"""Tables as files that spreadsheets open without running anything of them."""

import csv
import io
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from hanoiwork_shared.files.guarding import guarded

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | Decimal | date | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table to write: its name, its columns, and rows of as many cells."""

    name: str
    heading: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def write_csv(sheet: Sheet) -> bytes:
    """A CSV file; its mark of UTF-8 lets Excel show Vietnamese."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(sheet.heading)
    writer.writerows([_plain(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX file with a heading that stays in sight; days are days, numbers are numbers."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        written = book.create_sheet(sheet.name)
        written.freeze_panes = "A2"
        written.append(sheet.heading)
        for row in sheet.rows:
            written.append([_kept(cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def exported(name: str, sheets: Sequence[Sheet], *, form: str) -> dict[str, str]:
    """A file of these sheets as it is answered: its name, its media type, its content in base64.

    `form` is xlsx, or csv, which holds only the first sheet.
    """
    content = write_xlsx(sheets) if form == "xlsx" else write_csv(sheets[0])
    return {
        "name": f"{name}.{form}",
        "media_type": XLSX_TYPE if form == "xlsx" else CSV_TYPE,
        "content_base64": b64encode(content).decode("ascii"),
    }


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    return guarded(cell) if isinstance(cell, str) else format(cell, "f" if isinstance(cell, Decimal) else "d")


def _kept(cell: Cell) -> str | int | Decimal | date | None:
    """A cell as XLSX takes it; a control character, which its XML has no room for, becomes the mark of a lost one."""
    if isinstance(cell, bool):
        return _plain(cell)
    return guarded(ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell)) if isinstance(cell, str) else cell
