"""Loading tables of plan items, and taking them back."""

import pytest

from hanoiwork_shared.errors import Forbidden, Refused, Several
from hanoiwork_shared.files.writing import write_csv
from hanoiwork_tasks.domain.refusals import PlanUnknown
from hanoiwork_tasks.domain.sheets.refusals import ChangedSince
from hanoiwork_tasks.domain.wanted import Wanted

ITEMS = (
    "Mã nhóm,Tên nhóm,Mã mục,Nội dung,Cơ quan chủ trì,Cơ quan phối hợp,Thời hạn\n"
    "1,Thể chế,1.1,Ban hành quy chế,SKHCN-CDS,VP; SKHCN-VP,Quý III/2026\n"
    "1,,1.2,Rà soát văn bản,SKHCN-VP,,31/12/2026\n"
    "2,Hạ tầng,2.1,Mở nền tảng,SKHCN-CDS,,12/2026\n"
)


def refusals(error: pytest.ExceptionInfo[Refused]) -> list[tuple[str, object, object]]:
    return [(one.code, one.details.get("line"), one.details.get("column")) for one in error.value.each()]


def plan_of(city):
    [plan] = [plan for plan in city.desk.reading.plans() if plan.code == "KH1"]
    return plan


def test_a_plan_begins_with_its_table_and_the_same_again_changes_nothing(stored_city, plan_loaded):
    report = plan_loaded(ITEMS)
    assert (report.created, report.changed) == (3, 0)
    plan = plan_of(stored_city)
    assert [(group.code, group.title, [item.code for item in group.items]) for group in plan.groups] == [
        ("1", "Thể chế", ["1.1", "1.2"]), ("2", "Hạ tầng", ["2.1"]),
    ]  # fmt: skip
    again = plan_loaded(ITEMS)
    assert (again.unchanged, again.batch) == (3, None)
    assert plan_of(stored_city) == plan


def test_what_is_given_out_loads_again_without_a_change(stored_city, plan_loaded):
    plan_loaded(ITEMS)
    for language in ("vi", "en"):
        content = write_csv(stored_city.desk.sheet_exporting.plan(plan="KH1", language=language))
        assert plan_loaded(content.decode("utf-8-sig")).unchanged == 3


def test_a_dry_run_keeps_nothing(stored_city, plan_loaded):
    assert plan_loaded(ITEMS, dry_run=True).created == 3
    with pytest.raises(PlanUnknown):
        stored_city.desk.sheet_exporting.plan(plan="KH1")


def test_items_change_and_say_again_what_they_said_when_the_table_is_taken_back(stored_city, plan_loaded):
    plan_loaded(ITEMS)
    before = plan_of(stored_city)
    report = plan_loaded("group,code,title,lead_unit\n1,1.2,Rà soát lại,SKHCN-CDS\n")
    assert (report.changed, plan_of(stored_city).items()[1].title) == (1, "Rà soát lại")
    stored_city.desk.undoing.undo(stored_city.who("GD"), batch=report.batch)
    after = plan_of(stored_city).items()[1]
    assert (after.title, after.lead_unit_id) == (before.items()[1].title, before.items()[1].lead_unit_id)


def test_a_plan_that_began_with_a_table_goes_with_it_unless_tasks_came_out_of_it(stored_city, plan_loaded):
    report = plan_loaded(ITEMS)
    stored_city.desk.undoing.undo(stored_city.who("GD"), batch=report.batch)
    assert [plan for plan in stored_city.desk.reading.plans() if plan.code == "KH1"] == []
    report = plan_loaded(ITEMS)
    stored_city.desk.drafting.break_down(stored_city.who("GD"), item="KH1/1.2", parts=[Wanted(title="Việc")])
    with pytest.raises(ChangedSince):
        stored_city.desk.undoing.undo(stored_city.who("GD"), batch=report.batch)
    assert len(plan_of(stored_city).items()) == 3


def test_everything_wrong_is_named_by_line_and_column(stored_city, plan_loaded):
    rows = (
        "1,,1.1,Lặp,SKHCN-CDS,,Q4/2026\n"
        "2,,2.2,Thiếu hạn,SKHCN-CDS,,\n"
        "2,,2.3,Quý sai,SKHCN-CDS,,Quý V/2026\n"
        "2,,2.4,Đơn vị lạ,NOWHERE,,Q4/2026\n"
        "2,,a/b,Mã sai,SKHCN-CDS,,Q4/2026\n"
    )
    with pytest.raises(Several) as error:
        plan_loaded(ITEMS + rows)
    assert refusals(error) == [
        ("tasks.code_repeated", 5, "Mã mục"),
        ("tasks.field_missing", 6, "Thời hạn"),
        ("tasks.deadline_invalid", 7, "Thời hạn"),
        ("tasks.unit_unknown", 8, "Cơ quan chủ trì"),
        ("tasks.item_code_invalid", 9, "Mã mục"),
    ]
    with pytest.raises(PlanUnknown):
        stored_city.desk.sheet_exporting.plan(plan="KH1")


def test_an_item_does_not_change_its_group_by_a_table_and_stale_rows_are_refused(stored_city, plan_loaded):
    plan_loaded(ITEMS)
    with pytest.raises(Refused) as error:
        plan_loaded("group,code\n2,1.1\n")
    assert refusals(error) == [("tasks.column_fixed", 2, "group")]
    plan_loaded("group,code,title,version\n1,1.1,Một,1\n")
    with pytest.raises(Refused) as error:
        plan_loaded("group,code,title,version\n1,1.1,Hai,1\n")
    assert refusals(error) == [("shared.stale", 2, "version")]


def test_only_those_who_plan_in_the_unit_load_its_plans(plan_loaded):
    with pytest.raises(Forbidden):
        plan_loaded(ITEMS, by="TP")
