"""Files people hand in: whole or not at all, and what is wrong is named by line and column."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_shared.errors import Several
from hanoiwork_shared.files import MOST_ROWS, ColumnsWrong, FileMalformed, read_document, read_table, read_text


def table(content: str) -> list[dict[str, str]]:
    return [row.cells for row in read_table(content, required=("code", "name"), optional=("note",))]


def test_a_table_is_read_with_trimmed_cells_and_its_lines_counted():
    rows = read_table('﻿code,name\n A1 , Sở\n\nA2,"Two\nlines"\nA3,x\n', required=("code", "name"))
    assert [(row.line, row.cells["code"], row.cells["name"]) for row in rows] == [
        (2, "A1", "Sở"),
        (5, "A2", "Two\nlines"),
        (6, "A3", "x"),
    ]


def test_a_file_that_is_not_utf_8_is_refused_with_line_and_byte():
    assert read_text("\ufeffmã".encode(), name="a.csv") == "mã"
    with pytest.raises(FileMalformed) as refused:
        read_text(b"code\nA1,\xff\n", name="a.csv")
    assert refused.value.details == {"line": 2, "column": 4, "reason": "a.csv is not UTF-8"}


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_are_parted_as_the_heading_parts_its_own(mark: str):
    assert table(mark.join(("code", "name")) + "\nA" + mark + '"x, y; z\t"\n') == [{"code": "A", "name": "x, y; z"}]
    assert table("\ufeff" + mark.join(('"code"', "name", "note")) + f"\r\nA{mark}x{mark}\r\n")[0]["code"] == "A"


def test_where_a_table_of_semicolons_breaks_off_is_told_by_its_own_cells():
    with pytest.raises(FileMalformed) as refused:
        table('code;name\nA,1;"brok')
    assert (refused.value.details["line"], refused.value.details["column"]) == (2, 2)


def test_an_optional_column_may_be_there():
    assert table("note,code,name\nn,A,x\n") == [{"note": "n", "code": "A", "name": "x"}]


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("", {"missing": "code, name"}),
        ("code", {"missing": "name"}),
        ("code,nme", {"missing": "name", "unknown": "nme"}),
        ("code,name,name", {"repeated": "name"}),
        ("code|name", {"missing": "code, name", "unknown": "code|name"}),
        ("code;name,note", {"missing": "name", "unknown": "name,note"}),
    ],
)
def test_a_wrong_heading_is_refused_naming_its_columns(heading: str, named: dict[str, str]):
    with pytest.raises(ColumnsWrong) as refused:
        table(f"{heading}\nA,x\n")
    assert {name: value for name, value in refused.value.details.items() if value} == named


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("code,name\nA1,x\nA2", 3, 2),
        ("code,name\nA1,x,extra\n", 2, 3),
        ('code,name\nA1,x\nA2,"brok', 3, 2),
        ('code,name\nA1,"x"y\n', 2, 2),
        ('code,name\r\nA1,"two\nlines"\r\n"A2,x\r\nA3,y\r\n', 4, 1),
        ("code,name\nA1,x\nA2," + "x" * 200_000, 3, 2),
    ],
    ids=[
        "broken off",
        "a cell too many",
        "a quote left open",
        "text after a quote",
        "after a long cell",
        "without end",
    ],
)
def test_a_broken_row_is_refused_with_line_and_column(content: str, line: int, column: int):
    with pytest.raises(FileMalformed) as refused:
        table(content)
    assert (refused.value.details["line"], refused.value.details["column"]) == (line, column)


def test_every_broken_row_is_listed():
    with pytest.raises(Several) as refused:
        table("code,name\nA1\nA2,x\nA3,x,y\n")
    assert [problem.details["line"] for problem in refused.value.each()] == [2, 4]


def test_a_table_beyond_all_sense_is_refused():
    with pytest.raises(FileMalformed, match="more than"):
        table("code,name\n" + "A,x\n" * (MOST_ROWS + 1))


def test_a_document_has_exact_numbers():
    assert read_document('﻿{"points": 12.10, "n": 3}') == {"points": Decimal("12.10"), "n": 3}


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("", 1, 1),
        ('{"a": 1,\n "b": ', 2, 7),
        ('{"a": 1,\n "b": [1, 2', 2, 12),
        ('{"a": 1} x', 1, 10),
        ('{"a":\n  NaN}', 2, 3),
        ('{"a": "NaN", "b": -Infinity}', 1, 19),
        ("[1,\n 1e999999999]", 2, 2),
        (f"[{'9' * 5000}]", 1, 2),
        ('{"a": {"b": 1},\n "c": {"b": 1, "b": 2}}', 2, 16),
        ('[{"a": 1}, {"a": 1,\n\n"\\u0061": 2}]', 3, 1),
        ("[" * 200_000, 1, 1),
    ],
    ids=[
        "empty",
        "broken off",
        "broken off in a list",
        "something after it",
        "no number",
        "infinity, and a text that says NaN",
        "too large to write out",
        "too many digits",
        "a key twice",
        "a key twice, once spelled otherwise",
        "nested without end",
    ],
)
def test_a_broken_document_is_refused_with_line_and_column(content: str, line: int, column: int):
    with pytest.raises(FileMalformed) as refused:
        read_document(content)
    assert (refused.value.details["line"], refused.value.details["column"]) == (line, column)


@given(st.text(alphabet='{}[]",:\\u0a1-.eN \n', max_size=40))
def test_no_text_whatever_raises_anything_but_a_refusal(content: str):
    for reader in (read_document, table):
        try:
            reader(content)
        except (FileMalformed, ColumnsWrong, Several):
            continue
