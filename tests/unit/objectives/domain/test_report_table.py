"""A table of check-ins: what can be read, and every cell that cannot."""

from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.report_table import read_reports
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files.writing import Sheet, write_xlsx

HEADING = "measure,value,on,confidence,note,difficulty,remedy,evidence"


def problems(content, most=10):
    with pytest.raises(Refused) as caught:
        read_reports(content, most=most)
    return [(one.code, one.field) for one in caught.value.each()]


def test_a_row_is_a_check_in_and_columns_may_come_in_any_order():
    [row] = read_reports("value,measure,note,on\n98.50,O2-S-KR1, ổn ,2026-06-01\n", most=10)
    assert (row.line, row.measure, row.said.value, row.said.note, row.on) == (
        2, "O2-S-KR1", Decimal("98.50"), "ổn", date(2026, 6, 1),
    )  # fmt: skip
    [bare] = read_reports("measure,value\nK,1\n", most=10)
    assert (bare.on, bare.said.confidence, bare.said.evidence) == (None, None, "")


def test_every_wrong_cell_is_named_with_its_line():
    content = f"{HEADING}\nK,1,,,,,,\n,x,24.06.2026,11x,,,,\nK,,2026-02-30,1.5,{'n' * 5001},,,\n"
    assert problems(content) == [
        ("shared.cell_no_number", "lines[3].value"),
        ("shared.cell_no_number", "lines[3].confidence"),
        ("shared.cell_missing", "lines[3].measure"),
        ("shared.cell_no_day", "lines[3].on"),
        ("shared.cell_missing", "lines[4].value"),
        ("shared.cell_invalid", "lines[4].confidence"),
        ("shared.cell_too_long", "lines[4].note"),
        ("shared.cell_no_day", "lines[4].on"),
    ]


@pytest.mark.parametrize("value", ["@A1", "1,5", "1e999999999", "NaN", "Infinity", "một"])
def test_what_is_no_number_is_no_value(value):
    assert problems(f'measure,value\nK,"{value}"\n') == [("shared.cell_no_number", "lines[2].value")]


@pytest.mark.parametrize("value", ["=1+1", "=SUM(A1:A9)", '=HYPERLINK(""a"")'])
def test_a_formula_is_no_value(value):
    assert problems(f'measure,value\nK,"{value}"\n') == [("shared.cell_formula", "lines[2].value")]


def test_a_failed_formula_is_no_value():
    assert problems("measure,value\nK,#REF!\n") == [("shared.cell_broken", "lines[2].value")]


def test_a_workbook_is_read_as_a_table_is():
    rows = [("O2-S-KR1", Decimal("98.5"), date(2026, 6, 1)), ("K", Decimal(1), None)]
    book = write_xlsx([Sheet(name="Báo cáo", heading=("measure", "value", "on"), rows=rows)])
    found = read_reports(book, most=10)
    assert [(row.measure, row.said.value, row.on) for row in found] == rows
    assert found == read_reports("measure,value,on\nO2-S-KR1,98.5,01/06/2026\nK,1,\n", most=10)
    assert problems(write_xlsx([Sheet(name="x", heading=("measure", "value"), rows=[("K", None)])])) == [
        ("shared.cell_missing", "lines[2].value")
    ]


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old"])
def test_a_broken_or_old_workbook_is_refused(content):
    assert [code for code, _ in problems(content)] == ["shared.file_malformed"]


def test_a_heading_must_be_the_tables_own():
    assert problems("measure,amount\nK,1\n") == [("shared.columns_wrong", None)]
    assert problems("") == [("shared.columns_wrong", None)]


def test_more_rows_than_one_transaction_carries_are_refused():
    assert problems("measure,value\n" + "K,1\n" * 11) == [("objectives.too_many_check_ins", None)]
    assert problems("measure,value\n" + "K,1\n" * 100_000) == [("objectives.too_many_check_ins", None)]
    assert problems("measure,value\n" + "K,1\n" * 100_001) == [("shared.file_malformed", None)]
