"""Files people hand in: tables and JSON documents, refused with the sheet, the line and the column of what is wrong.

Workbooks (`files.workbook`, `files.writing`) are imported by their own names: they bring a library that few need.
"""

from hanoiwork_shared.files.csv_table import delimiter_of, read_csv, read_table
from hanoiwork_shared.files.document import read_document
from hanoiwork_shared.files.refusals import (
    CellBroken,
    CellFormula,
    CellInvalid,
    CellMissing,
    CellNoDay,
    CellNoNumber,
    CellsMerged,
    CellTooLong,
    ColumnsWrong,
    FileMalformed,
    InCell,
    InSheet,
    MoreProblems,
    SheetsWrong,
    refuse_listed,
)
from hanoiwork_shared.files.rows import MOST_ROWS, Columns, Row, Table
from hanoiwork_shared.files.text import read_text

__all__ = [
    "MOST_ROWS", "CellBroken", "CellFormula", "CellInvalid", "CellMissing", "CellNoDay", "CellNoNumber", "CellTooLong",
    "CellsMerged", "Columns", "ColumnsWrong", "FileMalformed", "InCell", "InSheet", "MoreProblems", "Row",
    "SheetsWrong", "Table", "delimiter_of", "read_csv", "read_document", "read_table", "read_text", "refuse_listed",
]  # fmt: skip
