"""The sheets of an XLSX file as written lines, without trust in what the file says of itself.

openpyxl reads it in its read-only mode, which holds one row at a time. That mode knows no merged cells and believes
the size that a file claims, so every sheet is looked through once before: its rows are counted, its merged cells found.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files.refusals import MOST_PROBLEMS, CellsMerged, FileMalformed
from hanoiwork_shared.files.rows import MOST_ROWS, TOO_MANY_ROWS, Written
from hanoiwork_shared.phrases import Phrase

MOST_BYTES = 32 * 1024 * 1024
"""Bytes of a workbook once it is unpacked (our choice: 100 000 people need some 25 MB)."""
MOST_PARTS = 1000
MOST_COLUMNS = 256
LAST_ROW = 1_048_576
"""The last row of a sheet in Excel."""
CHUNK = 1024 * 1024
MIDNIGHT = time(0, 0)
MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".bin")
"""Endings of parts that are no XML; a parser that is led to one all the same has expat's own bounds (since 2.4.1)."""
PROLOG = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*<(?:\?xml(?![^>]*encoding\s*=\s*["'](?!utf-8["']))|[^?!])""", re.IGNORECASE
)
"""How a part has to begin: in UTF-8, so that what is looked for in its bytes is what an XML parser sees."""
MARKS = re.compile(rb'<(?:\w+:)?(?:(row)|(v|is)|mergeCell\s[^>]*?ref="([A-Z0-9:]+)"[^>]*?)[\s/>]')
"""In a sheet's XML: a row begins, a cell has a value, cells are merged."""

NO_WORKBOOK = Phrase(vi="không phải là sổ tính XLSX đọc được", en="it is no XLSX workbook that can be read")
TOO_LARGE = Phrase(
    vi=f"sổ tính sau khi giải nén lớn hơn {MOST_BYTES // 1024**2} MB",
    en=f"the workbook unpacks to more than {MOST_BYTES // 1024**2} MB",
)
TOO_WIDE = Phrase(vi=f"quá {MOST_COLUMNS} cột", en=f"more than {MOST_COLUMNS} columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """One sheet: its lines that hold anything, and which of its cells are merged (as A1:B2)."""

    name: str
    lines: tuple[Written, ...]
    merged: tuple[str, ...]

    def problems(self, *, sheet: str) -> Iterator[CellsMerged]:
        """Each range of merged cells as a refusal; `sheet` is the name to show, if any."""
        for cells in self.merged:
            column, line, _, _ = range_boundaries(cells)
            yield CellsMerged(line=line, column=column, cells=cells, sheet=sheet)


def sheets_of(content: bytes) -> tuple[RawSheet, ...]:
    """Read every sheet of a workbook; a cell with a formula is its text, which starts with “=”.

    Raises FileMalformed for what is no workbook, unpacks to more than MOST_BYTES, has more characters than that in its
    cells, or has more than MOST_ROWS rows.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pictures, validations and styles that the library does not keep
            return _sheets(content, looks=_looks(content))
    except Refused:
        raise
    except Exception as error:  # a file that is made to break a reader can raise anything in the library
        raise FileMalformed(line=1, column=1, reason=NO_WORKBOOK) from error


@dataclass(slots=True)
class _Look:
    """What a first look at a part of the file finds: rows with values, and merged cells."""

    rows: int
    merged: list[str]


def _looks(content: bytes) -> dict[str, _Look]:
    """Look through the parts of the file; `zipfile` never gives more of a part than the part's own entry says."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise FileMalformed(line=1, column=1, reason=TOO_LARGE)
        looks = {part.filename: _look(archive, part) for part in parts if not part.filename.lower().endswith(MEDIA)}
    if sum(max(look.rows - 1, 0) for look in looks.values()) > MOST_ROWS:  # a heading is no row
        raise FileMalformed(line=MOST_ROWS, column=1, reason=TOO_MANY_ROWS)
    return looks


def _look(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> _Look:
    look, rest, counted = _Look(0, []), b"", True
    with archive.open(part) as opened:
        while chunk := opened.read(CHUNK):
            whole, _, tail = (rest + chunk).rpartition(b"<")
            _demand_plain(chunk, whole, first=rest == b"")
            counted = _count(look, whole, counted=counted)
            rest = b"<" + tail
    _demand_plain(b"", rest, first=False)
    _count(look, rest, counted=counted)
    return look


def _demand_plain(chunk: bytes, xml: bytes, *, first: bool) -> None:
    """Refuse document types, with which entities come (ECMA-376 allows none), and encodings that would hide one."""
    if (first and not PROLOG.match(chunk)) or b"<!DOCTYPE" in xml:
        raise FileMalformed(line=1, column=1, reason=NO_WORKBOOK)


def _count(look: _Look, xml: bytes, *, counted: bool) -> bool:
    """Add what a piece of XML holds; `counted` says, before and after, whether the row that is open was counted."""
    for mark in MARKS.finditer(xml):
        row, value, merged = mark.groups()
        if row:
            counted = False
        elif value and not counted:
            look.rows += 1
            counted = True
        elif merged and len(look.merged) < MOST_PROBLEMS:
            look.merged.append(merged.decode())
    return counted


def _sheets(content: bytes, *, looks: dict[str, _Look]) -> tuple[RawSheet, ...]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    room = _Room()
    try:
        return tuple(
            RawSheet(name=sheet.title, lines=tuple(_lines(sheet, room)), merged=tuple(looks[_part_of(sheet)].merged))
            for sheet in book.worksheets
        )
    finally:
        book.close()


def _part_of(sheet: Any) -> str:
    return str(sheet._worksheet_path)  # noqa: SLF001 - the library has no public way to it


@dataclass(slots=True)
class _Room:
    """How many characters the cells of a workbook may still hold.

    A text that is in the file once may be shown by any number of cells.
    """

    left: int = MOST_BYTES

    def holds(self, cells: Sequence[str]) -> bool:
        """Whether there was room for these too."""
        self.left -= sum(map(len, cells))
        return self.left >= 0


def _lines(sheet: Any, room: _Room) -> Iterator[Written]:
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if number > LAST_ROW or len(row) > MOST_COLUMNS:
            reason = TOO_WIDE if len(row) > MOST_COLUMNS else TOO_MANY_ROWS
            raise FileMalformed(line=number, column=len(row), reason=reason, sheet=sheet.title)
        cells = _texts(row)
        if not room.holds(cells):
            raise FileMalformed(line=number, column=1, reason=TOO_LARGE, sheet=sheet.title)
        if any(cells):
            yield Written(line=number, cells=cells)


def _texts(row: Sequence[Any]) -> list[str]:
    return [_formula(cell.value) if cell.data_type == "f" else _text(cell.value) for cell in row]


def _formula(value: Any) -> str:
    """The text of a formula: plain, or of an array (an object of the library)."""
    return f"={str(getattr(value, 'text', value) or '').lstrip('=')}"


def _text(value: Any) -> str:
    """A cell as text: days as in ISO 8601, numbers by their shortest exact form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == MIDNIGHT else value.isoformat(sep=" ")
    return str(value)
