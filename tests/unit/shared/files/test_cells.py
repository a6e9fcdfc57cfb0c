"""Rows become values of ours, and everything wrong with a row is remembered."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from hanoiwork_shared.errors import Stale
from hanoiwork_shared.files import Columns, ColumnsWrong, read_csv
from hanoiwork_shared.files.cells import Cells, find
from hanoiwork_shared.files.rows import Row


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def cells(**given: str) -> Cells:
    return Cells(Row(line=7, cells=given, sheet="people"))


@pytest.mark.parametrize("written", ["2026-06-24", "24/06/2026", "24/6/2026"])
def test_a_day_is_written_as_in_iso_8601_or_as_in_vietnam(written):
    assert cells(day=written).day("day") == date(2026, 6, 24)


@pytest.mark.parametrize("written", ["06/24/2026", "2026-02-30", "24.06.2026", "45000", "2026-06-24 08:30:00"])
def test_what_is_no_day_is_refused_as_it_stands(written):
    row = cells(day=written)
    assert row.day("day") is None
    [problem] = row.problems
    assert (problem.code, problem.details["value"], problem.details["line"]) == ("shared.cell_no_day", written, 7)
    assert written in problem.message("vi")


def test_numbers_are_exact_and_what_is_none_is_refused():
    assert cells(n="12.10").number("n") == Decimal("12.10")
    row = cells(n="1,5", m="NaN")
    assert (row.number("n"), row.number("m")) == (None, None)
    assert [problem.code for problem in row.problems] == ["shared.cell_no_number"] * 2


def test_an_empty_cell_is_nothing_unless_it_is_needed():
    row = cells(a="", b="")
    assert (row.text("a", most=3), row.day("a"), row.number("a"), row.choice("a", Colour)) == (None, None, None, None)
    assert row.problems == []
    row.needed("a", most=3)
    row.choice_needed("b", Colour)
    assert [(one.code, one.field) for one in row.problems] == [
        ("shared.cell_missing", "a"),
        ("shared.cell_invalid", "b"),
    ]


def test_a_text_too_long_and_a_word_that_is_none_are_refused():
    row = cells(a="abcd", b="green")
    row.text("a", most=3)
    row.choice("b", Colour)
    assert [one.details for one in row.problems] == [
        {"sheet": "people", "line": 7, "column": "a", "most": 3},
        {"sheet": "people", "line": 7, "column": "b", "value": "green", "allowed": "red, blue"},
    ]


def test_a_table_gives_its_sound_rows_and_every_problem_of_the_others():
    table = read_csv("code,day\nA,2026-01-01\nB,x\nC,=1\n,y\n", Columns(required=("code", "day")))
    found = find(table, lambda row: (row.needed("code", most=3), row.day("day")))
    assert found.things == (("A", date(2026, 1, 1)),)
    assert [one.details["line"] for one in found.problems] == [4, 3, 5, 5]
    assert [row.cells["code"] for row in found.unsound] == ["B", ""]


TITLED = Columns(required=("name",), optional=("colour",), titles={"name": "Họ và tên", "colour": "Màu sắc"})
NAMES = {Colour.RED: "Đỏ", Colour.BLUE: "Xanh"}


@pytest.mark.parametrize("heading", ["name,colour", "Họ và tên,Màu sắc", "ho va ten,MAU SAC"])
def test_a_heading_may_use_the_titles_that_people_use_with_or_without_accents(heading):
    [row] = read_csv(f"{heading}\nAn,Đỏ\n", TITLED).rows
    assert row.cells == {"name": "An", "colour": "Đỏ"}


def test_a_column_is_named_as_the_file_names_it():
    table = read_csv("Họ và tên,Màu sắc\n,tím\n", TITLED)
    found = find(table, lambda cells: (cells.needed("name", most=9), cells.choice("colour", Colour, NAMES)))
    assert [(one.field, one.details["column"]) for one in found.problems] == [
        ("name", "Họ và tên"), ("colour", "Màu sắc"),
    ]  # fmt: skip
    assert found.problems[1].details["allowed"] == "Đỏ, Xanh"


def test_a_column_that_is_missing_or_there_twice_is_named_by_its_title():
    with pytest.raises(ColumnsWrong) as error:
        read_csv("Màu sắc,colour\nx,y\n", TITLED)
    assert (error.value.details["missing"], error.value.details["repeated"]) == ("Họ và tên", "colour")


def test_words_of_a_choice_may_be_those_that_people_use():
    assert cells(c="xanh").choice("c", Colour, NAMES) is Colour.BLUE
    assert cells(c="red").choice("c", Colour, NAMES) is Colour.RED


def test_another_refusal_keeps_its_code_and_gets_its_place():
    row = cells(c="x")
    row.refuse("c", Stale(field="version", current=2, sent=1))
    [problem] = row.problems
    assert (problem.code, problem.details["line"], problem.details["current"]) == ("shared.stale", 7, 2)
    assert problem.message("en").startswith("Sheet “people”: Line 7, column “c”: Somebody else")
