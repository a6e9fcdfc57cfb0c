"""What is written opens in a spreadsheet without running, and reads back as it was."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from hanoiwork_shared.files import Columns
from hanoiwork_shared.files.workbook import read_workbook
from hanoiwork_shared.files.writing import Cell, Sheet, write_csv, write_xlsx

TEXTS = ["Sở Khoa học", "=1+1", "+84 24", "-x", "@you", "'=x", "'tis", "a,b", 'a"b', "two\nlines", "", "0012"]
SHEET = Sheet(name="people", heading=("text",), rows=[["x" + text] for text in TEXTS] + [[text] for text in TEXTS])


@pytest.mark.parametrize("write", [write_csv, lambda sheet: write_xlsx([sheet])], ids=["csv", "xlsx"])
def test_every_text_reads_back_as_it_was(write):
    rows = read_workbook(write(SHEET), {"people": Columns(required=("text",))})["people"].rows
    assert [row.cells["text"] for row in rows] == [row[0] for row in SHEET.rows if row[0]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "'=x"])
def test_a_text_that_a_spreadsheet_would_run_is_written_with_an_apostrophe(text):
    sheet = Sheet(name="s", heading=("text",), rows=[[text]])
    assert f"'{text}" in write_csv(sheet).decode("utf-8-sig")
    cell = load_workbook(io.BytesIO(write_xlsx([sheet])))["s"]["A2"]
    assert (cell.data_type, cell.value) == ("s", f"'{text}")


def test_a_csv_says_that_it_is_utf_8():
    assert write_csv(SHEET).startswith(b"\xef\xbb\xbf")


def test_days_numbers_and_flags_are_what_they_are():
    row: list[Cell] = [date(2026, 6, 24), Decimal("-1.10"), 3, True, None]
    sheet = Sheet(name="s", heading=("a", "b", "c", "d", "e"), rows=[row])
    assert write_csv(sheet).decode("utf-8-sig").splitlines()[1] == "2026-06-24,-1.10,3,true,"
    cells = [cell.value for cell in load_workbook(io.BytesIO(write_xlsx([sheet])))["s"][2]]
    assert cells[0].date() == row[0]
    assert cells[1:] == [-1.1, 3, "true", None]


def test_a_character_that_xlsx_has_no_room_for_is_marked_as_lost():
    assert (
        load_workbook(io.BytesIO(write_xlsx([Sheet(name="s", heading=("a",), rows=[["x\x01"]])])))["s"]["A2"].value
        == "x\ufffd"
    )
