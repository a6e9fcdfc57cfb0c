"""What people agree about a task after it was assigned, from the request to the score sheet."""

from typing import Any

import pytest

from tests.journeys.asking import refused
from tests.journeys.refusing import City
from tests.journeys.working import COLLEAGUE, HEAD, LEAD, assigned, submitted
from tests.polling import until

pytestmark = pytest.mark.journey

DIRECTOR = "giamdoc.skhcn"


def done(city: City, account: str, mutation: str, wanted: str, **given: Any) -> dict[str, Any]:
    payload: dict[str, Any] = city.person(account).do(mutation, given, wanted=wanted)
    assert payload["errors"] == []
    return payload


def shown(city: City, account: str, code: str, wanted: str) -> dict[str, Any]:
    answer = city.person(account).ask(f"query ($key: String!) {{ task(key: $key) {{ {wanted} }} }}", {"key": code})
    assert "errors" not in answer, answer
    task: dict[str, Any] = answer["data"]["task"]
    return task


def kinds(city: City, account: str, code: str) -> list[str]:
    document = "{ notifications(first: 100) { edges { node { kind reference } } } }"
    edges = city.person(account).ask(document)["data"]["notifications"]["edges"]
    return [edge["node"]["kind"] for edge in edges if edge["node"]["reference"] == code]


def test_the_lead_takes_a_task_on_and_asks_for_a_later_deadline_that_is_granted(city: City):
    code = assigned(city)
    taken = done(city, LEAD, "acceptAssignment", "task { takenOnAt status }", task=code)["task"]
    assert (taken["takenOnAt"] is not None, taken["status"]) == (True, "todo")
    assert refused(city, LEAD, "acceptAssignment", task=code) == [("tasks.already_taken_on", None)]
    asked = done(
        city, LEAD, "askExtension", "extension { id answer version }", task=code, due="2099-12-31", reason="Chờ góp ý"
    )["extension"]
    assert asked["answer"] == "open"
    again = {"task": code, "due": "2100-01-31", "reason": "Thêm"}
    assert refused(city, LEAD, "askExtension", **again) == [("tasks.extension_open", None)]
    until(lambda: "extension_requested" in kinds(city, HEAD, code), what="the assigner's being told")
    waiting = city.person(HEAD).ask("{ extensionsToAnswer { id task { code } } }")["data"]["extensionsToAnswer"]
    assert {"id": asked["id"], "task": {"code": code}} in waiting
    assert refused(city, LEAD, "grantExtension", extension=asked["id"]) == [("tasks.own_task", None)]
    assert refused(city, HEAD, "grantExtension", extension=asked["id"], version=9) == [("shared.stale", "version")]
    granted = done(city, HEAD, "grantExtension", "task { due firstDue }", extension=asked["id"], version=1)["task"]
    assert granted == {"due": "2099-12-31", "firstDue": "2099-12-24"}
    answered = {"extension": asked["id"], "note": "Muộn rồi"}
    assert refused(city, HEAD, "refuseExtension", **answered) == [("tasks.extension_answered", None)]
    kept = shown(city, HEAD, code, "extensions { answer dueBefore due askedBy { code } answeredBy { code } }")
    assert kept["extensions"] == [
        {
            "answer": "granted",
            "dueBefore": "2099-12-24",
            "due": "2099-12-31",
            "askedBy": {"code": "NVA"},
            "answeredBy": {"code": "TPCDS"},
        }
    ]


def test_a_request_is_refused_with_a_reason_or_withdrawn(city: City):
    code = assigned(city)
    wanted = {"task": code, "due": "2099-12-31", "reason": "Chờ góp ý"}
    first = done(city, LEAD, "askExtension", "extension { id }", **wanted)["extension"]["id"]
    assert refused(city, HEAD, "refuseExtension", extension=first, note=" ") == [("tasks.reason_missing", "note")]
    done(city, HEAD, "refuseExtension", "extension { answer note }", extension=first, note="Không cần")
    until(lambda: "extension_refused" in kinds(city, LEAD, code), what="the lead's being told")
    second = done(city, LEAD, "askExtension", "extension { id }", **wanted)["extension"]["id"]
    assert refused(city, HEAD, "withdrawExtension", extension=second) == [("tasks.not_the_asker", None)]
    withdrawn = done(city, LEAD, "withdrawExtension", "extension { answer }", extension=second)
    assert withdrawn["extension"] == {"answer": "withdrawn"}
    assert shown(city, HEAD, code, "due")["due"] == "2099-12-24"
    assert shown(city, COLLEAGUE, code, "extensions { id }")["extensions"] is None


def test_waived_lateness_stays_on_record_and_costs_nothing_on_the_sheet(city: City):
    code = submitted(city, start="2026-02-01", due="2026-02-10")
    done(city, HEAD, "acceptTask", "task { lateDays }", task=code, deliveredOn="2026-02-13")
    ground = {
        "reason": "Mưa lũ",
        "evidence": "Công điện 12",
        "authority": "Giám đốc Sở, QĐ 45",
        "decidedOn": "2026-02-14",
    }
    for lacking, field in (("reason", "reason"), ("evidence", "evidence"), ("authority", "authority")):
        lame = {**ground, lacking: "  "}
        assert refused(city, HEAD, "waiveLateness", task=code, **lame) == [("tasks.reason_missing", field)]
    assert refused(city, HEAD, "waiveLateness", task=code, days=4, **ground) == [("tasks.waived_too_much", "days")]
    early = {**ground, "decidedOn": "2026-02-10"}
    assert refused(city, HEAD, "waiveLateness", task=code, **early) == [("tasks.decision_day_invalid", "decidedOn")]
    assert refused(city, LEAD, "waiveLateness", task=code, **ground) == [("tasks.own_task", None)]
    waived = done(city, HEAD, "waiveLateness", "task { lateDays waivedDays }", task=code, days=2, **ground)["task"]
    assert waived == {"lateDays": 3, "waivedDays": 2}
    kept = shown(city, LEAD, code, "waivers { days reason evidence authority decidedOn waivedBy { code } }")
    assert kept["waivers"] == [{"days": 2, **ground, "waivedBy": {"code": "TPCDS"}}]
    until(lambda: "task_waived" in kinds(city, LEAD, code), what="the lead's being told")
    until(lambda: _line(city, code) == {"code": code, "lateDays": 3, "waivedDays": 2}, what="the sheet's hearing of it")


def test_a_task_goes_on_in_other_hands_once_all_three_agree(city: City):
    code = assigned(city)
    given = {"task": code, "person": "CB0042", "keptPoints": "2", "reason": "Đi học tập trung"}
    assert refused(city, LEAD, "proposeHandOver", **{**given, "keptPoints": "5"}) == [
        ("tasks.kept_points_invalid", "keptPoints")
    ]
    assert refused(city, LEAD, "proposeHandOver", **{**given, "person": "NVA"}) == [
        ("tasks.hand_over_to_lead", "person")
    ]
    assert refused(city, COLLEAGUE, "proposeHandOver", **given) == [("tasks.not_a_party", None)]
    proposed = done(city, LEAD, "proposeHandOver", "handOver { id awaits }", **given)["handOver"]
    assert proposed["awaits"] == ["receiver", "assigner"]
    until(lambda: "hand_over_proposed" in kinds(city, COLLEAGUE, code), what="the receiver's being told")
    waiting = city.person(COLLEAGUE).ask("{ handOversToAnswer { id } }")["data"]["handOversToAnswer"]
    assert {"id": proposed["id"]} in waiting
    done(city, COLLEAGUE, "agreeToHandOver", "handOver { awaits }", handOver=proposed["id"])
    last = "handOver { state newTask { points due person { code } assigner { code } } task { points person { code } } }"
    settled = done(city, HEAD, "agreeToHandOver", last, handOver=proposed["id"], version=2)["handOver"]
    assert settled == {
        "state": "done",
        "task": {"points": "2", "person": {"code": "NVA"}},
        "newTask": {
            "points": "3", "due": "2099-12-24", "person": {"code": "CB0042"}, "assigner": {"code": "TPCDS"},
        },
    }  # fmt: skip
    assert refused(city, HEAD, "refuseHandOver", handOver=proposed["id"], note="Thôi") == [
        ("tasks.hand_over_answered", None)
    ]


def _line(city: City, code: str) -> dict[str, Any] | None:
    """The line of a task on the lead's sheet for February 2026."""
    city.person("operator").do("openPeriod", {"code": "2026-02"})
    city.person("operator").do("startEvaluationRun", {"period": "2026-02"})
    document = '{ sheet(period: "2026-02") { lines { code lateDays waivedDays } } }'
    sheet = city.person(LEAD).ask(document)["data"]["sheet"]
    lines = sheet["lines"] if sheet else []
    return next((line for line in lines if line["code"] == code), None)
