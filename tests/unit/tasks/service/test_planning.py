import json
from typing import Any

import pytest

from hanoiwork_shared.errors import Forbidden, Several
from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.plan import WorkspaceKind


def item(code: str = "2.1.1", **changes: Any) -> dict[str, Any]:
    return {"code": code, "title": "Dashboard", "lead_unit": "SKHCN", "deadline": "Q4/2026", **changes}


def file_of(*items: Any, **changes: Any) -> str:
    groups = [{"code": "2", "title": "Chính quyền số", "items": list(items)}]
    plan = {"code": "KH20", "title": "Kế hoạch 20", "workspace": "strategic", "groups": groups, **changes}
    return json.dumps({"plans": [plan]})


def test_a_plan_belongs_to_the_top_of_its_lead_units_line(city) -> None:
    report = city.desk.planning.import_plans(city.who("OP"), content=file_of(item(), item("2.1.2", lead_unit="VP")))
    assert (report.plans, report.items, report.created) == (1, 2, 1)
    (plan,) = city.desk.reading.plans()
    assert plan.unit_id == city.ids["HN"]
    (workspace,) = city.desk.reading.workspaces(unit="HN")
    assert (workspace.kind, workspace.id) == (WorkspaceKind.STRATEGIC, plan.workspace_id)


def test_the_same_file_again_changes_nothing(city) -> None:
    content = file_of(item(), item("2.1.2"))
    city.desk.planning.import_plans(city.who("OP"), content=content)
    before = city.desk.reading.plans()
    again = city.desk.planning.import_plans(city.who("OP"), content=content)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)
    assert city.desk.reading.plans() == before


def test_a_changed_item_keeps_its_identity_and_nothing_is_taken_away(city) -> None:
    city.desk.planning.import_plans(city.who("OP"), content=file_of(item(), item("2.1.2")))
    (before,) = city.desk.reading.plans()
    city.desk.planning.import_plans(city.who("OP"), content=file_of(item("2.1.2", deadline="Q2/2026")))
    (after,) = city.desk.reading.plans()
    ids = {one.code: one.id for one in before.items()}
    assert {one.code: one.id for one in after.items()} == ids
    assert {one.code: one.deadline for one in after.items()} == {"2.1.1": "Q4/2026", "2.1.2": "Q2/2026"}


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_file_with_problems_loads_nothing_and_lists_them_all_in_a_dry_run_too(city, *, dry_run: bool) -> None:
    content = file_of(item(), item(lead_unit="XXX"), item("2.1.3", deadline="Q5/2026"))
    with pytest.raises(Several) as refused:
        city.desk.planning.import_plans(city.who("OP"), content=content, dry_run=dry_run)
    assert {(problem.field, problem.code) for problem in refused.value.each()} == {
        ("plans[0].groups[0].items[1].code", "tasks.code_repeated"),
        ("plans[0].groups[0].items[1].lead_unit", "tasks.unit_unknown"),
        ("plans[0].groups[0].items[2].deadline", "tasks.deadline_invalid"),
    }
    assert city.desk.reading.plans() == []


def test_a_dry_run_reports_the_same_and_keeps_nothing(city) -> None:
    report = city.desk.planning.import_plans(city.who("OP"), content=file_of(item()), dry_run=True)
    assert (report.rows, report.created, report.changed, report.unchanged, report.dry_run) == (1, 1, 0, 0, True)
    assert (city.desk.reading.plans(), city.desk.reading.workspaces()) == ([], [])


@pytest.mark.parametrize("who", ["MAYOR", "NVA", "STRANGER"])
def test_only_an_operator_loads_files(city, who: str) -> None:
    with pytest.raises(Forbidden):
        city.desk.planning.import_plans(city.who(who), content=file_of(item()))


def test_a_unit_has_one_workspace_of_a_title_and_a_workspace_one_list(city) -> None:
    planning = city.desk.planning
    place = planning.create_workspace(city.who("TP"), unit="SKHCN-CDS", kind=WorkspaceKind.ROUTINE)
    assert place.title == "Nhiệm vụ thường xuyên"
    with pytest.raises(refusals.TitleTaken):
        planning.create_workspace(city.who("TP"), unit="SKHCN-CDS", kind=WorkspaceKind.ROUTINE)
    made = planning.create_list(city.who("TP"), workspace=place.id, title="Tháng 6")
    with pytest.raises(refusals.TitleTaken):
        planning.create_list(city.who("TP"), workspace=place.id, title="Tháng 6")
    with pytest.raises(Forbidden):
        planning.create_list(city.who("NVA"), workspace=place.id, title="Khác")
    assert city.desk.reading.lists_by_workspaces([place.id]) == [[made]]
    assert city.draft(list=made.id).list_id == made.id
