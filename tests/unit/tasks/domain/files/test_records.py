import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hanoiwork_tasks.domain.files.records import read_records


def row(**changes: Any) -> dict[str, Any]:
    own = {"code": "OKR-1", "title": "Khung OKR", "group": "okr_kpi", "points": 28, "completed": True}
    return {**own, "quality_failures": 1, "late_days": 0, **changes}


def sheet(*rows: Any, **changes: Any) -> dict[str, Any]:
    period = {"code": "2026-06", "from": "2026-05-25", "to": "2026-06-24"}
    return {"person": {"code": "NVA", "full_name": "Nguyễn Văn A"}, "period": period, "tasks": list(rows), **changes}


def problems(document: Any) -> list[tuple[str | None, str]]:
    _, found = read_records(json.dumps(document))
    return [(problem.field, problem.code) for problem in found]


def test_a_record_falls_due_at_the_end_of_its_period_unless_it_says_otherwise() -> None:
    (person,), found = read_records(json.dumps(sheet(row(), row(code="B", due="2026-06-20"), general=30, expected={})))
    assert found == []
    assert [task.due for task in person.tasks] == [date(2026, 6, 24), date(2026, 6, 20)]
    assert (person.person, person.tasks[0].points, person.tasks[0].product) == ("NVA", Decimal(28), "Khung OKR")


def test_several_people_come_in_one_file() -> None:
    people, found = read_records(json.dumps([sheet(row()), sheet(row(), person={"code": "NVB"})]))
    assert ([person.person for person in people], found) == (["NVA", "NVB"], [])


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"points": -1}, "points", "tasks.points_invalid"),
        ({"points": 0}, "points", "tasks.points_invalid"),
        ({"points": 1001}, "points", "tasks.points_invalid"),
        ({"points": 1e30}, "points", "tasks.points_invalid"),
        ({"points": "many"}, "points", "tasks.field_invalid"),
        ({"points": True}, "points", "tasks.field_invalid"),
        ({"late_days": -1}, "late_days", "tasks.late_days_invalid"),
        ({"late_days": 1.5}, "late_days", "tasks.late_days_invalid"),
        ({"late_days": 10**9}, "late_days", "tasks.late_days_invalid"),
        ({"quality_failures": -1}, "quality_failures", "tasks.quality_failures_invalid"),
        ({"group": "hobby"}, "group", "tasks.field_invalid"),
        ({"completed": "yes"}, "completed", "tasks.field_invalid"),
        ({"quantity": 0}, "quantity", "tasks.quantity_invalid"),
        ({"due": "Q2/2026"}, "due", "tasks.deadline_invalid"),
        ({"points_": 1}, "points_", "tasks.field_unknown"),
        ({"authority": ""}, "authority", "tasks.field_invalid"),
        ({"authority": ["TP"]}, "authority", "tasks.field_invalid"),
        ({"assigner": 7}, "assigner", "tasks.field_invalid"),
        ({"plan_item": "x" * 200}, "plan_item", "tasks.field_invalid"),
    ],
)
def test_a_wrong_value_is_refused_where_it_stands(changes: dict[str, Any], field: str, code: str) -> None:
    assert problems(sheet(row(**changes))) == [(f"tasks[0].{field}", code)]


def test_a_code_stands_once_for_a_person_even_across_sheets() -> None:
    assert problems([sheet(row()), sheet(row())]) == [("[1].tasks[0].code", "tasks.code_repeated")]


def test_a_period_does_not_end_before_it_starts() -> None:
    period = {"code": "2026-06", "from": "2026-06-25", "to": "2026-06-24"}
    assert problems(sheet(row(), period=period)) == [("period", "tasks.dates_reversed")]


def test_a_record_is_recognised_by_all_that_it_says() -> None:
    (person,), _ = read_records(json.dumps(sheet(row(), row(code="B"))))
    (later,), _ = read_records(json.dumps(sheet(row(code="B"), row())))
    (other,), _ = read_records(json.dumps(sheet(row(points=29))))
    assert person.tasks[0].fingerprint() == later.tasks[1].fingerprint() != other.tasks[0].fingerprint()


def test_a_record_may_say_who_assigned_it_with_what_authority_and_from_which_plan_item() -> None:
    around = {"assigner": "TP", "authority": "Trưởng phòng", "plan_item": "KH20/2.1.1"}
    (person,), found = read_records(json.dumps(sheet(row(**around), row(code="B", assigner=None))))
    full, bare = person.tasks
    assert (found, full.assigner, full.authority, full.plan_item) == ([], "TP", "Trưởng phòng", "KH20/2.1.1")
    assert (bare.assigner, bare.authority, bare.plan_item) == (None, "", None)


@pytest.mark.parametrize("said", [{"assigner": "TP"}, {"authority": "TP"}, {"plan_item": "TP"}])
def test_what_was_not_said_at_first_tells_records_apart(said: dict[str, Any]) -> None:
    (person,), _ = read_records(json.dumps(sheet(row())))
    (other,), _ = read_records(json.dumps(sheet(row(**said))))
    assert person.tasks[0].fingerprint() != other.tasks[0].fingerprint()


def test_a_record_that_says_no_more_than_before_is_still_recognised() -> None:
    (person,), _ = read_records(json.dumps(sheet(row())))
    assert person.tasks[0].fingerprint() == "ca757244a2f250510207c98ab3240288511ab24a7aa1a64a5c3126441d513671"
