"""Loading tables of tasks: all of it or nothing, again without a trace, every problem by line and column."""

from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden, Refused, Several
from hanoiwork_tasks.domain.sheets.refusals import SheetLoadedAlready, SheetTooLong
from hanoiwork_tasks.domain.task import Group, Status
from hanoiwork_tasks.schemas import sheets as doors
from hanoiwork_tasks.service.sheets import loading

HEADING = "Mã nhiệm vụ,Nhiệm vụ,Đơn vị chủ trì,Người chủ trì,Sản phẩm,Điểm,Thẩm quyền,Hạn,Trạng thái\n"
DRAFT = "A1,Viết báo cáo,SKHCN-CDS,,Báo cáo,12.5,Giám đốc,Quý III/2026,\n"
GIVEN = "A2,Làm kế hoạch,SKHCN-CDS,NVA,Kế hoạch,10,Trưởng phòng,24/06/2026,Cần làm\n"


def refusals(error: pytest.ExceptionInfo[Refused]) -> list[tuple[str, object, object]]:
    return [(one.code, one.details.get("line"), one.details.get("column")) for one in error.value.each()]


def test_rows_become_drafts_and_those_that_are_to_do_are_assigned(stored_city, loaded):
    report = loaded(HEADING + DRAFT + GIVEN)
    assert (report.rows, report.created, report.changed, report.unchanged) == (2, 2, 0, 0)
    draft, given = (stored_city.desk.reading.task(code) for code in ("A1", "A2"))
    assert (draft.status, draft.points, draft.due) == (Status.DRAFT, Decimal("12.5"), date(2026, 9, 30))
    assert (given.status, given.person_id, given.assigner_id, given.group) == (
        Status.TODO, stored_city.ids["NVA"], stored_city.ids["GD"], Group.ROUTINE,
    )  # fmt: skip
    assert stored_city.told()[-3:] == ["created", "created", "assigned"]
    assert stored_city.facts("assigned")[-1]["follower_ids"] == sorted([stored_city.ids["GD"], stored_city.ids["NVA"]])


def test_the_same_table_again_changes_nothing(stored_city, loaded):
    loaded(HEADING + DRAFT + GIVEN)
    told = len(stored_city.told())
    report = loaded(HEADING + DRAFT + GIVEN)
    assert (report.unchanged, report.created, report.changed, report.batch) == (2, 0, 0, None)
    assert len(stored_city.told()) == told


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(stored_city, loaded):
    report = loaded(HEADING + DRAFT + GIVEN, dry_run=True)
    assert (report.created, report.dry_run, report.batch) == (2, True, None)
    assert loaded(HEADING + DRAFT, dry_run=True).created == 1


def test_everything_wrong_is_named_by_line_and_column_and_nothing_is_kept(stored_city, loaded):
    rows = (
        "B1,,SKHCN-CDS,,,,,,\n"
        "B2,Việc,SKHCN-CDS,NOBODY,,,,,\n"
        "B3,Việc,VP,,,,,,\n"
        "B4,Việc,SKHCN-CDS,,,-1,,,\n"
        "B5,Việc,SKHCN-CDS,,,,,Quý V/2026,\n"
        "B6,Việc,SKHCN-CDS,,,,,,Hoàn thành\n"
        "B7,Việc,SKHCN-CDS,,,,,,Cần làm\n"
        "B8,Việc,SKHCN-CDS,,,mười,,,\n"
        "A1,Việc,SKHCN-CDS,,,,,,\n"
    )
    with pytest.raises(Several) as error:
        loaded(HEADING + DRAFT + rows)
    assert refusals(error) == [
        ("shared.cell_missing", 3, "Nhiệm vụ"),
        ("tasks.person_unknown", 4, "Người chủ trì"),
        ("tasks.unit_outside", 5, "Đơn vị chủ trì"),
        ("tasks.points_invalid", 6, "Điểm"),
        ("tasks.deadline_invalid", 7, "Hạn"),
        ("tasks.row_not_new", 8, "Trạng thái"),
        ("tasks.clears_missing", 9, "Mã nhiệm vụ"),
        ("shared.cell_no_number", 10, "Điểm"),
        ("tasks.code_repeated", 11, "Mã nhiệm vụ"),
    ]
    assert loaded(HEADING + DRAFT, dry_run=True).created == 1
    said = error.value.each()[1]
    assert said.message("vi").startswith("Dòng 4, cột “Người chủ trì”: ")
    assert said.message("en").startswith("Line 4, column “Người chủ trì”: ")


def test_ten_thousand_rows_with_one_bad_one_change_nothing_and_name_it(city):
    rows = [f"C{number},Việc {number},SKHCN-CDS,,,1,,,\n" for number in range(10_000)]
    rows[6_543] = "C6543,Việc 6543,SKHCN-CDS,,,0,,,\n"
    content = HEADING + "".join(rows)
    with pytest.raises(Refused) as error:
        city.desk.sheet_loading.load(
            city.who("GD"), unit="SKHCN", found=doors.read_tasks(content), digest=doors.digest(content)
        )
    assert refusals(error) == [("tasks.points_invalid", 6_545, "Điểm")]
    assert city.desk.finding.tasks(named={}).items == ()


def test_a_changed_draft_says_what_changed_in_its_history(stored_city, loaded):
    loaded(HEADING + DRAFT)
    report = loaded("code,title,unit,points,due,version\nA1,Viết báo cáo quý,SKHCN-CDS,,2026-12-31,1\n")
    assert (report.created, report.changed, report.unchanged) == (0, 1, 0)
    now = stored_city.desk.reading.task("A1")
    assert (now.title, now.points, now.due, now.version) == (
        "Viết báo cáo quý", Decimal("12.5"), date(2026, 12, 31), 2,
    )  # fmt: skip
    [history] = stored_city.desk.reading.histories_by_ids(stored_city.who("GD"), [now.id])
    assert [(line.note, line.before, line.after) for line in history if line.what == "changed"] == [
        ("title", "Viết báo cáo", "Viết báo cáo quý"), ("due", "2026-09-30", "2026-12-31"),
    ]  # fmt: skip
    assert stored_city.told()[-1] == "changed"


def test_of_an_assigned_task_only_the_helpers_change(stored_city, loaded):
    loaded(HEADING + GIVEN)
    report = loaded("code,title,unit,collaborators,coordinating_units\nA2,Làm kế hoạch,SKHCN-CDS,NVB,SKHCN-VP\n")
    assert report.changed == 1
    now = stored_city.desk.reading.task("A2")
    assert [(one.person_id, one.unit_id) for one in now.collaborators] == [
        (stored_city.ids["NVB"], None), (None, stored_city.ids["SKHCN-VP"]),
    ]  # fmt: skip
    with pytest.raises(Several) as error:
        loaded("code,title,unit,points,due,person\nA2,Việc khác,SKHCN-CDS,99,2026-12-31,NVB\n")
    assert [code for code, *_ in refusals(error)] == ["tasks.column_fixed"] * 4
    assert [column for *_, column in refusals(error)] == ["title", "person", "points", "due"]


def test_a_row_decided_on_an_older_version_is_refused_unless_it_changes_nothing(stored_city, loaded):
    loaded(HEADING + DRAFT)
    loaded("code,title,unit,version\nA1,Tên mới,SKHCN-CDS,1\n")
    assert loaded("code,title,unit,version\nA1,Tên mới,SKHCN-CDS,1\n").unchanged == 1
    with pytest.raises(Refused) as error:
        loaded("code,title,unit,version\nA1,Tên khác,SKHCN-CDS,1\n")
    assert refusals(error) == [("shared.stale", 2, "version")]


def test_wholes_come_before_their_parts_in_whatever_order_they_are_written(stored_city, loaded):
    loaded(
        "code,title,unit,parent,points\n"
        "P1,Phần một,SKHCN-CDS,W,4\nP11,Phần nhỏ,SKHCN-CDS,P1,1\nW,Cả việc,SKHCN-CDS,,10\nP2,Phần hai,SKHCN-CDS,W,6\n"
    )
    whole, one, small = (stored_city.desk.reading.task(code) for code in ("W", "P1", "P11"))
    assert (one.parent_id, small.parent_id) == (whole.id, one.id)
    told = [(fact["code"], fact["broken_down"]) for fact in stored_city.facts("progressed")]
    assert sorted(told) == [("P1", True), ("W", True)]


def test_parts_that_weigh_more_than_their_whole_are_refused_together(stored_city, loaded):
    with pytest.raises(Refused) as error:
        loaded("code,title,unit,parent,points\nW,Cả,SKHCN-CDS,,10\nP1,A,SKHCN-CDS,W,6\nP2,B,SKHCN-CDS,W,5\n")
    assert refusals(error) == [("tasks.points_over", 3, "points")]
    loaded("code,title,unit,parent,points\nW,Cả,SKHCN-CDS,,10\nP1,A,SKHCN-CDS,W,6\nP2,B,SKHCN-CDS,W,4\n")
    with pytest.raises(Refused) as error:
        loaded("code,title,unit,points\nP1,A,SKHCN-CDS,7\n")
    assert refusals(error) == [("tasks.points_over", 2, "points")]
    assert loaded("code,title,unit,points\nP1,A,SKHCN-CDS,5\nP2,B,SKHCN-CDS,5\n").changed == 2


def test_tasks_under_each_other_in_a_circle_are_refused(loaded):
    with pytest.raises(Several) as error:
        loaded("code,title,unit,parent\nX,A,SKHCN-CDS,Y\nY,B,SKHCN-CDS,X\n")
    assert sorted(refusals(error)) == [("tasks.under_itself", 2, "parent"), ("tasks.under_itself", 3, "parent")]


def test_rows_without_a_code_get_one_and_the_same_file_is_not_loaded_twice(stored_city, loaded):
    content = "title,unit\nViệc không mã,SKHCN-CDS\nViệc nữa,SKHCN-CDS\n"
    report = loaded(content)
    assert sorted(task.code for task in stored_city.desk.finding.tasks(named={}).items) == ["NV-1", "NV-2"]
    with pytest.raises(SheetLoadedAlready):
        loaded(content)
    stored_city.desk.undoing.undo(stored_city.who("GD"), batch=report.batch)
    assert loaded(content).created == 2


def test_only_those_who_plan_in_the_unit_load(loaded):
    for who in ("NVA", "STRANGER", "OP"):
        with pytest.raises(Forbidden):
            loaded(HEADING + DRAFT, by=who)
    with pytest.raises(Forbidden):
        loaded(HEADING + DRAFT, by="TP")
    assert loaded(HEADING + DRAFT, by="TP", unit="SKHCN-CDS").created == 1


def test_a_table_longer_than_can_be_loaded_is_refused(loaded, monkeypatch):
    monkeypatch.setattr(loading, "MOST_ROWS", 1)
    with pytest.raises(SheetTooLong):
        loaded(HEADING + DRAFT + GIVEN)
