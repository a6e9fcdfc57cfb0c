"""Workbooks people hand in: read by sheet, and what is wrong is named by sheet, row and column, all of it at once."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files import MOST_ROWS, Columns, FileMalformed, SheetsWrong
from hanoiwork_shared.files.refusals import MOST_PROBLEMS, refuse_listed
from hanoiwork_shared.files.workbook import read_workbook
from hanoiwork_shared.files.xlsx import MOST_BYTES

ONE = {"people": Columns(required=("code", "name"), optional=("born",))}
TWO = {"units": Columns(required=("code",)), "people": ONE["people"]}


def book(**sheets: Sequence[Sequence[object]]) -> Workbook:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def saved(made: Workbook) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def read(content: str | bytes, wanted=ONE):
    return {name: [row.cells for row in table.rows] for name, table in read_workbook(content, wanted).items()}


def problems(content: str | bytes, wanted=ONE) -> list[tuple[object, ...]]:
    """Code, sheet, line and column of everything that is wrong."""
    found: list[Refused] = []
    try:
        for table in read_workbook(content, wanted).values():
            found += table.problems
    except Refused as refusal:
        found += refusal.each()
    return [(one.code, *(one.details.get(name) for name in ("sheet", "line", "column"))) for one in found]


def test_a_single_sheet_may_be_called_anything_and_its_lines_are_counted():
    content = saved(book(Sheet1=[["code", "name"], ["A", "An"], [None, None], ["B", "Bà"], [None], ["", " "]]))
    assert [(row.line, row.cells["name"], row.sheet) for row in read_workbook(content, ONE)["people"].rows] == [
        (2, "An", ""),
        (4, "Bà", ""),
    ]


def test_sheets_are_known_by_their_names_and_say_which_they_are():
    content = saved(book(Units=[["code"], ["U"]], people=[["code", "name"], ["A", "An"]], Sheet3=[]))
    assert read(content, TWO) == {"units": [{"code": "U"}], "people": [{"code": "A", "name": "An"}]}
    assert read_workbook(content, TWO)["people"].rows[0].sheet == "people"


def test_a_sheet_that_is_left_out_is_absent():
    assert list(read(saved(book(people=[["code", "name"]])), TWO)) == ["people"]


@pytest.mark.parametrize("names", [("staff",), ("people", "staff"), ("staff", "more")])
def test_unknown_sheets_are_refused_by_name(names):
    content = saved(book(**{name: [["code", "name"], ["A", "An"]] for name in names}))
    with pytest.raises(SheetsWrong) as refused:
        read(content, TWO)
    assert refused.value.details == {"found": ", ".join(names), "allowed": "units, people"}


def test_a_csv_has_no_sheets_to_choose_from():
    with pytest.raises(SheetsWrong, match="CSV"):
        read("code\nU\n", TWO)


def test_a_csv_comes_as_text_or_as_bytes():
    assert read("code,name\nA,An\n") == read("code,name\nA,An\n".encode("utf-8-sig"))


def test_every_cell_is_text_days_as_iso_and_numbers_exact():
    rows: list[list[object]] = [
        ["code", "name"],
        [1.1, date(2026, 6, 24)],
        [12, datetime(2026, 6, 24, 8, 30)],  # noqa: DTZ001 - a workbook has no zones
        [1e21, True],
        [0.07, 5.0],
    ]
    assert [list(row.values()) for row in read(saved(book(people=rows)))["people"]] == [
        ["1.1", "2026-06-24"],
        ["12", "2026-06-24 08:30:00"],
        ["1000000000000000000000", "true"],
        ["0.07", "5"],
    ]


def test_letters_with_separate_accents_become_one_and_the_guard_of_an_export_is_taken_off():
    assert read("code,name\nA,So\u031b\u0309\nB,'=1+1\nC,''-x\nD,'tis\n")["people"] == [
        {"code": "A", "name": "Sở"},
        {"code": "B", "name": "=1+1"},
        {"code": "C", "name": "'-x"},
        {"code": "D", "name": "'tis"},
    ]


def test_everything_wrong_with_every_sheet_is_listed_at_once():
    made = book(
        units=[["code"], ["=1+1"], ["#N/A"]],
        people=[["code", "name"], ["A", "An", None, "beyond"], ["=B1", "x"], ["C", "Chi"]],
    )
    made["people"].merge_cells("A4:B4")
    content = saved(made)
    assert problems(content, TWO) == [
        ("shared.cell_formula", "units", 2, "code"),
        ("shared.cell_broken", "units", 3, "code"),
        ("shared.cells_merged", "people", 4, 1),
        ("shared.file_malformed", "people", 2, 3),
        ("shared.cell_formula", "people", 3, "code"),
    ]
    said = read_workbook(content, TWO)["units"].problems[0]
    assert said.message("vi") == "Trang “units”: Dòng 2, cột “code”: là công thức; hãy thay bằng giá trị của nó."
    assert said.message("en") == "Sheet “units”: Line 2, column “code”: a formula; put its value in its place."


def test_wrong_headings_of_all_sheets_are_refused_together():
    content = saved(book(units=[["kode"]], people=[["code", "code", "name", "age"], ["A", "A", "An", 3]]))
    assert problems(content, TWO) == [
        ("shared.columns_wrong", "units", None, None),
        ("shared.columns_wrong", "people", None, None),
    ]


def test_where_there_is_one_sheet_no_sheet_is_named():
    assert problems("code,name\nA,=1\n") == [("shared.cell_formula", None, 2, "name")]


@pytest.mark.parametrize(
    ("content", "seems"),
    [
        ("code,name\nA,Sở\n".encode("utf-16"), "UTF-16"),
        ("code,name\nA,Sở\n".encode("utf-16-le"), "UTF-16"),
        ("code,name\nA,Đơn vị\n".encode("cp1258", errors="ignore"), "windows-1258"),
    ],
)
def test_another_encoding_is_refused_by_its_name(content, seems):
    with pytest.raises(FileMalformed, match=seems) as refused:
        read(content)
    assert seems in refused.value.message("vi")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and nothing else",
        b"\xd0\xcf\x11\xe0 an old workbook",
        saved(book(people=[["code", "name"], ["A", "An"]]))[:-200],
    ],
    ids=["no archive", "an old one", "cut off"],
)
def test_what_is_no_workbook_is_refused_in_both_languages(content):
    with pytest.raises(FileMalformed) as refused:
        read(content)
    assert refused.value.message("vi") != refused.value.message("en")


def repacked(content: bytes, **changes: bytes) -> bytes:
    """The workbook with other parts in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, changes.get(part.filename.rpartition("/")[2].partition(".")[0], old.read(part)))
    return made.getvalue()


def test_a_workbook_that_unpacks_without_end_is_refused_before_it_is_read():
    bomb = repacked(saved(book(people=[["code", "name"]])), sheet1=b" " * (MOST_BYTES + 1))
    assert len(bomb) < 100_000
    with pytest.raises(FileMalformed, match="unpacks to more than"):
        read(bomb)


def test_entities_in_a_workbook_are_not_followed():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    with pytest.raises(FileMalformed):
        read(repacked(saved(book(people=[["code", "name"]])), sheet1=laughs))


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_of(rows: str) -> bytes:
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def with_shared_texts(content: bytes, shared: bytes, **changes: bytes) -> bytes:
    """The workbook with a part of texts that its cells refer to."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        kinds = old.read("[Content_Types].xml").replace(b"</Types>", named)
    made = io.BytesIO(repacked(content, **{"[Content_Types]": kinds}, **changes))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as grown:
        grown.writestr("xl/sharedStrings.xml", shared)
    return made.getvalue()


def test_one_text_that_many_cells_show_is_refused_at_the_line_where_it_becomes_too_much():
    shared = f'<sst xmlns="{NAMESPACE}"><si><t>{"x" * (MOST_BYTES // 16)}</t></si></sst>'.encode()
    row = "<row>" + '<c t="s"><v>0</v></c>' * 4 + "</row>"
    content = with_shared_texts(saved(book(units=[["code"]], people=[])), shared, sheet2=sheet_of(row * 6))
    assert len(content) < MOST_BYTES // 1000
    assert problems(content, TWO) == [("shared.file_malformed", "people", 4, 1)]  # one sheet counts with the other


def test_too_many_rows_are_refused_in_one_line_before_they_are_read():
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row>" * (MOST_ROWS + 2)
    with pytest.raises(FileMalformed, match="more than 100000 rows") as refused:
        read(repacked(saved(book(people=[["code", "name"]])), sheet1=sheet_of(rows)))
    assert len(refused.value.each()) == 1


@pytest.mark.parametrize(
    "rows",
    ['<row r="2000000000"><c><v>1</v></c></row>', '<row r="2"><c r="ZZZ2"><v>1</v></c></row>'],
    ids=["far down", "far right"],
)
def test_a_cell_beyond_all_sense_is_refused_without_filling_the_gap(rows):
    with pytest.raises(FileMalformed, match="more than"):
        read(repacked(saved(book(people=[["code", "name"]])), sheet1=sheet_of(rows)))


def test_a_sheet_that_lies_about_its_size_is_read_whole():
    content = saved(book(people=[["code", "name"], ["A", "An"], ["B", "Ba"]]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        lying = archive.read("xl/worksheets/sheet1.xml").replace(b'"A1:B3"', b'"A1:A1"')
    assert len(read(repacked(content, sheet1=lying))["people"]) == 2


def test_no_more_problems_are_listed_than_anybody_mends():
    table = read_workbook("code,name\n" + "A,=1\n" * 2000, ONE)["people"]
    with pytest.raises(Refused) as refused:
        refuse_listed(table.problems)
    listed = refused.value.each()
    assert len(listed) == MOST_PROBLEMS + 1
    assert listed[-1].code == "shared.more_problems"


WHOLE = saved(book(people=[["code", "name"], ["A", "An"], ["B", 1.5]]))


@settings(max_examples=40, deadline=None)
@given(at=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(at, byte):
    try:
        read(WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :])
    except Refused:
        return


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp037", "iso-8859-1"])
def test_a_sheet_in_an_encoding_that_could_hide_entities_is_refused(encoding):
    laughs = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    with pytest.raises(FileMalformed):
        read(repacked(saved(book(people=[["code", "name"]])), sheet1=laughs.encode(encoding)))


def test_an_encoding_is_found_however_it_is_written():
    hidden = b'<?xml version="1.0" encoding = "cp037"?>' + '<!DOCTYPE x [<!ENTITY a "ha">]><worksheet/>'.encode("cp037")
    with pytest.raises(FileMalformed):
        read(repacked(saved(book(people=[["code", "name"]])), sheet1=hidden))


def test_a_picture_in_a_workbook_is_no_obstacle():
    content = io.BytesIO(saved(book(people=[["code", "name"], ["A", "An"]])))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/media/image1.PNG", b"\x89PNG\r\n\x1a\n\x00")
    assert len(read(content.getvalue())["people"]) == 1


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'])
def test_a_sheet_begins_as_spreadsheets_write_it(start):
    rows = '<row><c t="inlineStr"><is><t>code</t></is></c><c t="inlineStr"><is><t>name</t></is></c></row>'
    assert read(repacked(saved(book(people=[["code", "name"]])), sheet1=start + sheet_of(rows))) == {"people": []}
