"""Tables of tasks and plans: given out, edited, tried, loaded, taken back, and what is wrong with them."""

import csv
import io
from base64 import b64decode, b64encode
from itertools import count
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.journeys.asking import asked, done, refused
from tests.journeys.refusing import City
from tests.journeys.working import HEAD, LEAD

pytestmark = pytest.mark.journey

DIRECTOR = "giamdoc.skhcn"
REPORT = "report { rows created changed unchanged dryRun batch }"
HEADING = "Mã nhiệm vụ,Nhiệm vụ,Đơn vị chủ trì,Người chủ trì,Sản phẩm,Điểm,Thẩm quyền,Hạn,Trạng thái\n"
numbers = count(1)


def table(mark: str) -> str:
    return (
        HEADING + f"{mark}1,Rà soát hồ sơ {mark},SKHCN-CDS,,Báo cáo,5,Trưởng phòng,Quý IV/2027,\n"
        f"{mark}2,Tổng hợp số liệu {mark},SKHCN-CDS,NVA,Bảng số liệu,3,Trưởng phòng,24/12/2027,Cần làm\n"
    )


def loaded(city: City, content: str | bytes, *, by: str = HEAD, **given: Any) -> dict[str, Any]:
    sent = {"content": content} if isinstance(content, str) else {"contentBase64": b64encode(content).decode()}
    report: dict[str, Any] = done(city, by, "importTaskSheet", wanted=REPORT, unit="SKHCN-CDS", **sent, **given)
    return report


def undone(city: City, report: dict[str, Any], *, by: str = HEAD) -> dict[str, Any]:
    wanted = "batch { kind undoneAt undoneBy { code } unit { code } }"
    batch: dict[str, Any] = done(city, by, "undoImport", wanted=wanted, batch=report["batch"])
    return batch


def mark() -> str:
    return f"TB{next(numbers)}-"


def title(city: City, code: str) -> str:
    return str(asked(city, HEAD, f'task(key: "{code}") {{ title }}')["title"])


def test_a_table_is_given_out_edited_tried_loaded_and_taken_back(city: City):
    own = mark()
    assert loaded(city, table(own), dryRun=True)["created"] == 2
    assert loaded(city, table(own))["created"] == 2
    search = own.strip("-").lower()
    file = asked(city, HEAD, f'exportTasks(filter: {{unit: "SKHCN-CDS"}}, search: "{search}") {{ contentBase64 }}')
    content = b64decode(file["contentBase64"])
    assert loaded(city, content)["unchanged"] == 2
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:2] == ["Mã nhiệm vụ", "Nhiệm vụ"]
    [row] = [row for row in sheet.iter_rows(min_row=2) if row[0].value == f"{own}1"]
    row[1].value = "Rà soát toàn bộ hồ sơ"
    edited = io.BytesIO()
    book.save(edited)
    report = loaded(city, edited.getvalue())
    assert (report["changed"], report["unchanged"]) == (1, 1)
    assert title(city, f"{own}1") == "Rà soát toàn bộ hồ sơ"
    assert undone(city, report)["unit"] == {"code": "SKHCN-CDS"}
    assert title(city, f"{own}1") == f"Rà soát hồ sơ {own}"
    listed = asked(city, HEAD, 'taskImports(unit: "SKHCN-CDS") { created changed loadedBy { code } undoneAt }')
    assert [(one["created"], one["changed"], one["undoneAt"] is None) for one in listed[:2]] == [
        (0, 1, False), (2, 0, True),
    ]  # fmt: skip


def test_what_is_wrong_is_said_by_line_and_column_in_both_languages(city: City):
    content = table(own := mark()) + f"{own}3,Việc,SKHCN-CDS,NOBODY,,,,,\n"
    with city.untouched():
        [said] = city.person(HEAD).refused("importTaskSheet", {"unit": "SKHCN-CDS", "content": content})
    assert (said.code, said.field) == ("tasks.person_unknown", "person")
    assert said.vi.startswith("Dòng 4, cột “Người chủ trì”: ")
    assert said.en.startswith("Line 4, column “Người chủ trì”: ")


def test_nobody_loads_for_a_unit_in_which_they_do_not_plan(city: City):
    said = refused(city, LEAD, "importTaskSheet", unit="SKHCN-CDS", content=table(mark()))
    assert said == [("shared.forbidden", None)]


def test_a_plan_is_loaded_given_out_and_taken_back(city: City):
    code = f"KHB{next(numbers)}"
    items = (
        "Mã nhóm,Tên nhóm,Mã mục,Nội dung,Cơ quan chủ trì,Thời hạn\n"
        "1,Thể chế,1.1,Ban hành quy chế,SKHCN-CDS,Quý III/2027\n"
    )
    given = {"unit": "SKHCN", "plan": code, "title": "Kế hoạch từ bảng", "content": items}
    report = done(city, DIRECTOR, "importPlanSheet", wanted=REPORT, **given)
    assert report["created"] == 1
    file = asked(city, DIRECTOR, f'exportPlan(plan: "{code}", format: "csv", language: "en") {{ contentBase64 }}')
    [row] = csv.DictReader(io.StringIO(b64decode(file["contentBase64"]).decode("utf-8-sig")))
    assert (row["code"], row["lead_unit"], row["deadline"]) == ("1.1", "SKHCN-CDS", "Quý III/2027")
    assert undone(city, report, by=DIRECTOR)["kind"] == "plan"
    plans = asked(city, DIRECTOR, 'plans(unit: "SKHCN") { code }')
    assert code not in {plan["code"] for plan in plans}


def test_files_that_no_table_is_in_are_refused(city: City):
    book = Workbook()
    book.worksheets[0].append(["Mã nhiệm vụ", "Nhiệm vụ", "Nhiệm vụ"])
    written = io.BytesIO()
    book.save(written)
    for content, code in (
        (written.getvalue(), "shared.columns_wrong"),
        ("Mã nhiệm vụ,Nhiệm vụ\nX,=HYPERLINK(1)\n".encode(), "shared.cell_formula"),
        ("Mã nhiệm vụ,Nhiệm vụ\nX,Việc".encode("utf-16"), "shared.file_malformed"),
        (b"PK\x03\x04 no zip", "shared.file_malformed"),
    ):
        given = {"unit": "SKHCN-CDS", "contentBase64": b64encode(content).decode()}
        assert [one for one, _ in refused(city, HEAD, "importTaskSheet", **given)] == [code]
