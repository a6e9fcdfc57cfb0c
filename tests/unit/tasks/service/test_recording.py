import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hanoiwork_shared.errors import Forbidden, Refused
from hanoiwork_tasks.domain.task import Status


def row(code: str = "OKR-1", **changes: Any) -> dict[str, Any]:
    own = {"code": code, "title": "Khung OKR", "group": "okr_kpi", "points": 28, "completed": True}
    return {**own, "quality_failures": 0, "late_days": 0, **changes}


def file_of(*rows: Any, person: str = "NVA") -> str:
    period = {"code": "2026-06", "from": "2026-05-25", "to": "2026-06-24"}
    return json.dumps({"person": {"code": person}, "period": period, "tasks": list(rows)})


def of_nva(city) -> dict[str, Any]:
    return {task.code: task for task in city.desk.reading.tasks(named={"person": "NVA"}, first=100).items}


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
    ],
)
def test_one_wrong_record_keeps_the_whole_file_out_in_a_dry_run_too(
    city, content: str, code: str, *, dry_run: bool
) -> None:
    with pytest.raises(Refused) as refused:
        city.desk.recording.import_tasks(city.who("OP"), content=content, dry_run=dry_run)
    assert refused.value.code == code
    assert city.told() == []


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
