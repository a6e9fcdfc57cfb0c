"""A plan from its document to the people who carry it out, and who keeps it waiting."""

from functools import partial
from itertools import count
from typing import Any

import pytest

from tests.journeys import asking
from tests.journeys.asking import refused
from tests.journeys.counting import calls_made
from tests.journeys.refusing import City
from tests.journeys.working import HEAD, LEAD

pytestmark = pytest.mark.journey

DIRECTOR, MAYOR = "giamdoc.skhcn", "lanhdao.tp"
PLAN = """plan { id code version documentNumber issuedOn issuingUnit { code } workspace { title }
  groups { code title items { id code version due deadline leadUnit { code } coordinatingUnits { code } } } }"""
BREAKDOWN = """{ plans(unit: "SKHCN") { code breakdown { notBrokenDown counts { total drafted assigned takenOn }
  leadUnits { unit { code } items notBrokenDown counts { total } }
  items { stage stageName item { code } leadUnit { code } counts { total }
    units { unit { code } counts { total } tasks { stage task { code } person { code } } } } } } }"""
GAPS = """query ($plan: String!) { planGaps(plan: $plan) {
  unitsToBreakDown { unit { code } days items { days item { code } } }
  unitsToAssign { unit { code } drafts { task { code } days } }
  peopleToAccept { person { code } days tasks { task { code } days } } } }"""
numbers = count(1)


def item(code: str, **changes: Any) -> dict[str, Any]:
    own = {"title": "Dashboard điều hành", "leadUnit": "SKHCN", "coordinatingUnits": ["VP"], "deadline": "Quý IV/2026"}
    return {"code": code, **own, **changes}


def plan_given(*items: dict[str, Any], **changes: Any) -> dict[str, Any]:
    groups = [{"code": "2", "title": "Chính quyền số", "items": list(items)}]
    document = {"documentNumber": "20-KH/BCĐ57", "issuedOn": "2026-01-05", "issuingUnit": "HN"}
    return {
        "code": f"KHT{next(numbers)}",
        "title": "Kế hoạch thử",
        "unit": "SKHCN",
        "groups": groups,
        **document,
        **changes,
    }


done = partial(asking.done, wanted=PLAN)


def test_a_plan_is_written_changed_and_given_items(city: City):
    plan = done(city, DIRECTOR, "createPlan", **plan_given(item("2.1.1"), item("2.1.2", deadline="tháng 6/2026")))
    assert (plan["documentNumber"], plan["issuedOn"], plan["issuingUnit"]) == (
        "20-KH/BCĐ57", "2026-01-05", {"code": "HN"},
    )  # fmt: skip
    [group] = plan["groups"]
    assert [(one["due"], one["coordinatingUnits"]) for one in group["items"]] == [
        ("2026-12-31", [{"code": "VP"}]), ("2026-06-30", [{"code": "VP"}]),
    ]  # fmt: skip
    named = {"plan": plan["code"]}
    changed = done(city, DIRECTOR, "changePlan", **named, title="Kế hoạch mới", version=plan["version"])
    assert refused(city, DIRECTOR, "changePlan", **named, title="Nữa", version=plan["version"]) == [
        ("shared.stale", "version")
    ]
    more = done(city, DIRECTOR, "addPlanItem", **named, group="3", groupTitle="Xã hội số", **item("3.1"))
    assert [one["code"] for one in more["groups"]] == ["2", "3"]
    assert more["version"] == changed["version"] + 1
    [added] = more["groups"][1]["items"]
    after = done(
        city, DIRECTOR, "changePlanItem", item=added["id"], leadUnit="SKHCN-VP", deadline="31/12/2026", version=1
    )
    [moved] = after["groups"][1]["items"]
    assert (moved["leadUnit"], moved["due"], moved["version"]) == ({"code": "SKHCN-VP"}, "2026-12-31", 2)
    assert refused(city, DIRECTOR, "removePlanItem", item=added["id"], version=1) == [("shared.stale", "version")]
    left = done(city, DIRECTOR, "removePlanItem", item=added["id"], version=2)
    assert left["groups"][1]["items"] == []


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"documentNumber": "số hai mươi"}, "tasks.document_number_invalid", "documentNumber"),
        ({"issuedOn": "2099-01-01"}, "tasks.issued_in_future", "issuedOn"),
        ({"code": "KH/20"}, "tasks.plan_code_invalid", "code"),
        ({"issuingUnit": "NOWHERE"}, "tasks.unit_unknown", "issuingUnit"),
    ],
)
def test_what_is_no_plan_is_refused(city: City, given: dict[str, Any], code: str, field: str):
    assert refused(city, DIRECTOR, "createPlan", **plan_given(item("1"), **given)) == [(code, field)]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"deadline": "Quý V/2026"}, "tasks.deadline_invalid", "deadline"),
        ({"deadline": "Q5/2026"}, "tasks.deadline_invalid", "deadline"),
        ({"deadline": "13/2026"}, "tasks.deadline_invalid", "deadline"),
        ({"deadline": "31/02/2026"}, "tasks.deadline_invalid", "deadline"),
        ({"code": "2,1"}, "tasks.item_code_invalid", "code"),
        ({"leadUnit": "NOWHERE"}, "tasks.unit_unknown", "leadUnit"),
        ({"coordinatingUnits": ["SKHCN"]}, "tasks.lead_coordinates", "coordinatingUnits"),
    ],
)
def test_what_is_no_item_is_refused(city: City, given: dict[str, Any], code: str, field: str):
    wanted = plan_given(item("1"), item(**{"code": "2", **given}))
    assert refused(city, DIRECTOR, "createPlan", **wanted) == [(code, f"groups[0].items[1].{field}")]


def test_only_those_who_plan_in_the_unit_write_its_plans(city: City):
    for account in (HEAD, LEAD):
        assert refused(city, account, "createPlan", **plan_given(item("1"))) == [("shared.forbidden", None)]


def test_a_plan_shows_what_became_of_it_and_who_keeps_it_waiting(city: City):
    plan = done(city, DIRECTOR, "createPlan", **plan_given(item("2.1.1"), item("2.1.2", leadUnit="SKHCN-VP")))
    code = plan["code"]
    about = {"group": "okr_kpi", "points": "5", "product": "Văn bản", "authority": "Giám đốc Sở"}
    parts = [
        {**about, "title": "Bộ chỉ số", "unit": "SKHCN-CDS", "person": "NVA", "code": f"{code}-1"},
        {**about, "title": "Dữ liệu", "unit": "SKHCN-CDS", "person": "CB0042", "code": f"{code}-2"},
        {**about, "title": "Phòng máy", "unit": "SKHCN-CDS", "code": f"{code}-3"},
    ]
    done(city, DIRECTOR, "breakDown", wanted="tasks { code }", item=f"{code}/2.1.1", parts=parts)
    for number in (1, 2):
        done(city, HEAD, "assignTask", wanted="task { code }", task=f"{code}-{number}")
    done(city, LEAD, "acceptAssignment", wanted="task { code }", task=f"{code}-1")
    assert refused(city, DIRECTOR, "removePlanItem", item=f"{code}/2.1.1") == [("tasks.plan_item_in_use", "item")]

    plans = {one["code"]: one["breakdown"] for one in city.person(MAYOR).ask(BREAKDOWN)["data"]["plans"]}
    found = plans[code]
    assert found["notBrokenDown"] == 1
    assert found["counts"] == {"total": 3, "drafted": 1, "assigned": 1, "takenOn": 1}
    first, second = found["items"]
    assert (first["stage"], second["stage"], second["stageName"]) == ("drafted", "not_broken_down", "Chưa bóc tách")
    [division] = first["units"]
    assert {one["task"]["code"]: one["stage"] for one in division["tasks"]} == {
        f"{code}-1": "taken_on", f"{code}-2": "assigned", f"{code}-3": "drafted",
    }  # fmt: skip
    assert [(one["unit"]["code"], one["notBrokenDown"]) for one in found["leadUnits"]] == [
        ("SKHCN", 0), ("SKHCN-VP", 1),
    ]  # fmt: skip

    gaps = city.person(MAYOR).ask(GAPS, {"plan": code})["data"]["planGaps"]
    assert gaps["unitsToBreakDown"] == [
        {"unit": {"code": "SKHCN-VP"}, "days": 0, "items": [{"days": 0, "item": {"code": "2.1.2"}}]}
    ]
    assert [one["drafts"] for one in gaps["unitsToAssign"]] == [[{"task": {"code": f"{code}-3"}, "days": 0}]]
    assert [(one["person"], one["tasks"][0]["task"]) for one in gaps["peopleToAccept"]] == [
        ({"code": "CB0042"}, {"code": f"{code}-2"})
    ]
    said = city.person(MAYOR).failed('{ planGaps(plan: "NOWHERE") { peopleToAccept { days } } }')
    assert [one.code for one in said] == ["tasks.plan_unknown"]


def test_the_breakdown_of_all_plans_takes_as_many_calls_as_that_of_one(city: City):
    mayor = city.person(MAYOR)
    document = "{ plans%s { breakdown { counts { total } items { units { tasks { task { code } } } } } } }"

    def calls(which: str) -> int:
        before = calls_made(mayor._http)
        assert "errors" not in mayor.ask(document % which)
        return calls_made(mayor._http) - before

    assert calls("") == calls('(unit: "SKHCN")') == 3
