import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hanoiwork_shared.errors import Forbidden, Refused
from hanoiwork_tasks.domain.clears import clears
from hanoiwork_tasks.domain.task import Status


def row(code: str = "OKR-1", **changes: Any) -> dict[str, Any]:
    own = {"code": code, "title": "Khung OKR", "group": "okr_kpi", "points": 28, "completed": True}
    return {**own, "quality_failures": 0, "late_days": 0, **changes}


def file_of(*rows: Any, person: str = "NVA") -> str:
    period = {"code": "2026-06", "from": "2026-05-25", "to": "2026-06-24"}
    return json.dumps({"person": {"code": person}, "period": period, "tasks": list(rows)})


def of_nva(city) -> dict[str, Any]:
    return {task.code: task for task in city.desk.finding.tasks(named={"person": "NVA"}, first=100).items}


def test_a_record_becomes_a_task_of_its_person_with_its_facts(city) -> None:
    content = file_of(row(quality_failures=1), row("B", late_days=2), row("C", completed=False))
    report = city.desk.recording.import_tasks(city.who("OP"), content=content)
    assert (report.people, report.tasks, report.created) == (1, 3, 3)
    found = of_nva(city)
    first, late, undone = found["OKR-1"], found["B"], found["C"]
    assert (first.status, first.delivered_on, first.quality_failures) == (Status.COMPLETED, date(2026, 6, 24), 1)
    assert (late.due, late.delivered_on, late.late_days) == (date(2026, 6, 24), date(2026, 6, 26), 2)
    assert (undone.status, undone.delivered_on, undone.accepted_quantity) == (Status.TODO, None, Decimal(0))
    assert city.told() == ["created", "completed", "created", "completed", "created"]
    told = city.facts("completed")[1]
    assert (told["person_id"], told["unit_id"], told["points"]) == (city.ids["NVA"], city.ids["SKHCN-CDS"], "28")
    assert (told["late_days"], told["delivered_on"], told["version"]) == (2, "2026-06-26", 2)


def test_a_record_that_says_all_has_its_six_clears_and_its_place_in_a_plan(city) -> None:
    item = {"code": "2.1.1", "title": "Dashboard", "lead_unit": "SKHCN", "deadline": "Q4/2026"}
    group = {"code": "2", "title": "Chính quyền số", "items": [item]}
    plan = {"code": "KH20", "title": "KH 20", "workspace": "strategic", "groups": [group]}
    city.desk.planning.import_plans(city.who("OP"), content=json.dumps({"plans": [plan]}))
    said = {"assigner": "TP", "authority": "Trưởng phòng", "product": "Dự thảo", "plan_item": "KH20/2.1.1"}
    city.desk.recording.import_tasks(city.who("OP"), content=file_of(row(**said), row("B")))
    found = of_nva(city)
    assert (clears(found["OKR-1"]).missing, found["OKR-1"].assigner_id) == ((), city.ids["TP"])
    assert clears(found["B"]).missing == ("responsibility", "authority")
    [(kept,)] = city.desk.reading.tasks_by_items([found["OKR-1"].plan_item_id])
    assert kept == found["OKR-1"]
    assert city.facts("completed")[0]["assigner_id"] == city.ids["TP"]


def test_loading_the_same_records_again_changes_nothing_even_after_work_went_on(city) -> None:
    content = file_of(row(completed=False))
    city.desk.recording.import_tasks(city.who("OP"), content=content)
    task = of_nva(city)["OKR-1"]
    city.desk.working.report(city.who("NVA"), task=task.id, percent=50)
    told = city.told()
    again = city.desk.recording.import_tasks(city.who("OP"), content=content)
    assert (again.created, again.unchanged, city.told()) == (0, 1, told)


def test_a_record_that_now_says_something_else_is_refused(city) -> None:
    city.desk.recording.import_tasks(city.who("OP"), content=file_of(row()))
    with pytest.raises(Refused) as refused:
        city.desk.recording.import_tasks(city.who("OP"), content=file_of(row(points=30), row("B")))
    assert (refused.value.code, refused.value.field) == ("tasks.record_differs", "tasks[0].code")
    assert list(of_nva(city)) == ["OKR-1"]


def test_two_people_may_have_the_same_codes(city) -> None:
    content = f"[{file_of(row())}, {file_of(row(), person='NVB')}]"
    assert city.desk.recording.import_tasks(city.who("OP"), content=content).created == 2


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (file_of(row(), person="XXX"), "tasks.person_unknown"),
        (file_of(row(objective="O99")), "tasks.objective_unknown"),
        (file_of(row(), row("B", points=-1)), "tasks.points_invalid"),
        (file_of(row(assigner="XXX")), "tasks.person_unknown"),
        (file_of(row(plan_item="KH20/9.9")), "tasks.plan_item_unknown"),
    ],
)
def test_one_wrong_record_keeps_the_whole_file_out_in_a_dry_run_too(
    city, content: str, code: str, *, dry_run: bool
) -> None:
    with pytest.raises(Refused) as refused:
        city.desk.recording.import_tasks(city.who("OP"), content=content, dry_run=dry_run)
    assert refused.value.code == code
    assert city.told() == []


@pytest.mark.parametrize("named", ["objective", "measure", "assigner", "plan_item"])
def test_what_a_record_names_and_is_not_there_is_refused_where_it_stands(city, named: str) -> None:
    with pytest.raises(Refused) as refused:
        city.desk.recording.import_tasks(city.who("OP"), content=file_of(row(), row("B", **{named: "XXX"})))
    assert refused.value.field == f"tasks[1].{named}"


def test_a_dry_run_says_what_would_come(city) -> None:
    report = city.desk.recording.import_tasks(city.who("OP"), content=file_of(row(), row("B")), dry_run=True)
    assert (report.rows, report.created, report.changed, report.unchanged, report.dry_run) == (2, 2, 0, 0, True)
    assert of_nva(city) == {}


def test_only_an_operator_records_work_done_elsewhere(city) -> None:
    with pytest.raises(Forbidden):
        city.desk.recording.import_tasks(city.who("TP"), content=file_of(row()))


def test_what_is_loaded_says_so_and_what_is_done_here_afterwards_does_not(city) -> None:
    city.desk.recording.import_tasks(city.who("OP"), content=file_of(row(), row("B", completed=False)))
    city.desk.working.report(city.who("NVA"), task=of_nva(city)["B"].id, percent=50)
    assert [fact["recorded"] for fact in city.facts("created") + city.facts("completed")] == [True] * 3
    assert city.facts("progressed")[0]["recorded"] is False
