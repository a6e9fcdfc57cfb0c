"""Rows become values of ours, and everything wrong with a row is remembered."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from hanoiwork_shared.files import Columns, read_csv
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
