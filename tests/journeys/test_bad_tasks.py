"""Tasks that lack something, weigh nothing, or are moved out of turn are refused, and stay as they were."""

from typing import Any

import pytest

from tests.journeys.refusing import City
from tests.journeys.working import COLLEAGUE, HEAD, LEAD, TASK, assigned, drafted, submitted

pytestmark = pytest.mark.journey


def refusals(city: City, account: str, mutation: str, given: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Codes and places of what is refused, once it is sure that nothing changed."""
    with city.untouched():
        said = city.person(account).refused(mutation, given)
    return [(one.code, one.field) for one in said]


@pytest.mark.parametrize(
    ("clear", "without", "vi"),
    [
        ("work", "title", "rõ việc"),
        ("time", "due", "rõ thời gian"),
        ("product", "product", "rõ sản phẩm"),
        ("authority", "authority", "rõ thẩm quyền"),
    ],
)
def test_a_task_without_a_clear_is_a_draft_that_nobody_is_given(city: City, clear: str, without: str, vi: str):
    code = drafted(city, without)
    with city.untouched():
        said = city.person(HEAD).refused("assignTask", {"task": code, "person": "NVA"})
    assert [one.code for one in said] == ["tasks.clears_missing"]
    assert said[0].vi.endswith(f"còn thiếu: {vi}.")
    assert said[0].en.endswith(f"six clears: {clear}.")


def test_a_task_without_a_person_is_a_draft_that_is_given_to_nobody(city: City):
    code = drafted(city)
    with city.untouched():
        said = city.person(HEAD).refused("assignTask", {"task": code})
    assert [one.code for one in said] == ["tasks.clears_missing"]
    assert said[0].vi.endswith("còn thiếu: rõ người.")
    assert said[0].en.endswith("six clears: person.")


def test_a_draft_lacks_responsibility_until_somebody_answers_for_assigning_it(city: City):
    code = drafted(city, person="NVA")
    document = "query ($key: String!) { task(key: $key) { clears { missing } assigner { code } } }"
    assert city.person(HEAD).ask(document, {"key": code})["data"]["task"]["clears"]["missing"] == ["responsibility"]
    assert city.person(HEAD).do("assignTask", {"task": code})["errors"] == []
    task = city.person(HEAD).ask(document, {"key": code})["data"]["task"]
    assert (task["clears"]["missing"], task["assigner"]["code"]) == ([], "TPCDS")


def test_every_clear_that_is_missing_is_named(city: City):
    code = drafted(city, "title", "due", "product", "authority")
    with city.untouched():
        said = city.person(HEAD).refused("assignTask", {"task": code})
    assert said[0].vi.endswith("rõ người, rõ việc, rõ thời gian, rõ sản phẩm, rõ thẩm quyền.")


def test_a_task_without_points_is_not_assigned(city: City):
    code = drafted(city, "points")
    assert refusals(city, HEAD, "assignTask", {"task": code, "person": "NVA"}) == [("tasks.points_invalid", "points")]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"points": "-1"}, "tasks.points_invalid", "points"),
        ({"points": "0"}, "tasks.points_invalid", "points"),
        ({"points": "1000.01"}, "tasks.points_invalid", "points"),
        ({"points": "1.001"}, "tasks.points_invalid", "points"),
        ({"points": "9" * 30}, "tasks.points_invalid", "points"),
        ({"points": "NaN"}, "gateway.document_invalid", None),
        ({"points": "1e3"}, "gateway.document_invalid", None),
        ({"points": 5.5}, "gateway.document_invalid", None),
        ({"quantity": "0"}, "tasks.quantity_invalid", "quantity"),
        ({"quantity": "-1"}, "tasks.quantity_invalid", "quantity"),
        ({"start": "2099-12-25"}, "tasks.dates_reversed", "due"),
        ({"due": "2026-02-30"}, "gateway.document_invalid", None),
        ({"group": "other"}, "shared.field_invalid", "group"),
        ({"title": "x" * 1001}, "shared.field_invalid", "title"),
        ({"code": "TX-1"}, "tasks.code_taken", "code"),
        ({"person": "NOBODY"}, "tasks.person_unknown", "person"),
        ({"unit": "NOWHERE"}, "tasks.unit_unknown", "unit"),
        ({"objective": "NOWHERE"}, "tasks.objective_unknown", "objective"),
        ({"objective": "O3", "measure": "O2-P-KR1"}, "tasks.links_disagree", "measure"),
        ({"person": "NVA", "collaborators": ["NVA"]}, "tasks.second_lead", "collaborators"),
        ({"colour": "đỏ"}, "gateway.document_invalid", None),
        ({"unit": "SKHCN-VP"}, "shared.forbidden", None),
    ],
)
def test_a_task_that_cannot_be_is_not_written_down(city: City, given: dict[str, Any], code: str, field: str | None):
    assert refusals(city, HEAD, "createTask", {**TASK, **given}) == [(code, field)]


def test_an_unknown_field_is_named_in_both_languages(city: City):
    said = city.person(HEAD).refused("createTask", {**TASK, "colour": "đỏ"})
    assert "“CreateTaskInput” không có trường “colour”" in said[0].vi
    assert "Field 'colour' is not defined by type 'CreateTaskInput'" in said[0].en


def test_a_task_has_one_lead(city: City):
    code = assigned(city)
    again = {"task": code, "person": "CB0042"}
    assert refusals(city, HEAD, "assignTask", again) == [("tasks.second_lead", "person")]
    helper = {"task": code, "collaborators": ["NVA"]}
    assert refusals(city, HEAD, "assignTask", helper) == [("tasks.second_lead", "collaborators")]
    assert city.person(HEAD).do("assignTask", {**again, "handOver": True})["errors"] == []


def test_what_was_agreed_is_not_changed_by_assigning_again(city: City):
    given = {"task": assigned(city), "points": "9", "due": "2099-12-30"}
    assert refusals(city, HEAD, "assignTask", given) == [("tasks.terms_fixed", "due")]


def test_a_task_is_completed_once(city: City):
    code = submitted(city)
    assert city.person(HEAD).do("acceptTask", {"task": code})["errors"] == []
    again: list[tuple[str, str, dict[str, Any]]] = [
        (HEAD, "acceptTask", {}),
        (HEAD, "returnTask", {"reason": "Sai số liệu", "major": True}),
        (HEAD, "cancelTask", {"reason": "Thôi"}),
        (HEAD, "assignTask", {"person": "CB0042", "handOver": True}),
        (LEAD, "submitTask", {}),
        (LEAD, "reportProgress", {"percent": 10}),
        (LEAD, "raiseDifficulty", {"text": "Khó"}),
    ]
    for account, mutation, given in again:
        assert refusals(city, account, mutation, {"task": code, **given}) == [("tasks.already_completed", None)]


def test_nobody_accepts_their_own_product(city: City):
    code = submitted(city)
    assert refusals(city, LEAD, "acceptTask", {"task": code}) == [("tasks.own_product", None)]
    assert refusals(city, LEAD, "returnTask", {"task": code, "reason": "Tự sửa"}) == [("tasks.own_product", None)]
    assert refusals(city, COLLEAGUE, "acceptTask", {"task": code}) == [("shared.forbidden", None)]


def test_nobody_moves_their_own_deadline(city: City):
    code = assigned(city)
    later = {"task": code, "due": "2100-01-01", "reason": "Bận"}
    assert refusals(city, LEAD, "extendTask", later) == [("tasks.own_task", None)]
    assert refusals(city, LEAD, "cancelTask", {"task": code, "reason": "Bận"}) == [("tasks.own_task", None)]
    earlier = {**later, "due": "2099-12-23"}
    assert refusals(city, HEAD, "extendTask", earlier) == [("tasks.extension_not_later", "due")]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"quantity": "2"}, "tasks.accepted_quantity_invalid", "quantity"),
        ({"quantity": "0"}, "tasks.accepted_quantity_invalid", "quantity"),
        ({"deliveredOn": "2099-01-01"}, "tasks.delivered_in_future", "deliveredOn"),
        ({"deliveredOn": "2026-05-31"}, "tasks.delivered_before_start", "deliveredOn"),
        ({"version": 1}, "shared.stale", "version"),
    ],
)
def test_a_review_that_cannot_be_is_not_recorded(city: City, given: dict[str, Any], code: str, field: str):
    assert refusals(city, HEAD, "acceptTask", {"task": submitted(city), **given}) == [(code, field)]


def test_only_the_lead_reports_and_only_from_0_to_100(city: City):
    code = assigned(city)
    assert refusals(city, COLLEAGUE, "reportProgress", {"task": code, "percent": 10}) == [("tasks.not_lead", None)]
    for percent in (-1, 101):
        given = {"task": code, "percent": percent}
        assert refusals(city, LEAD, "reportProgress", given) == [("tasks.percent_invalid", "percent")]


def test_a_product_is_reviewed_only_when_it_was_handed_in_and_returned_only_with_a_reason(city: City):
    code = assigned(city)
    assert refusals(city, HEAD, "acceptTask", {"task": code}) == [("tasks.wrong_status", None)]
    assert city.person(LEAD).do("submitTask", {"task": code})["errors"] == []
    assert refusals(city, LEAD, "submitTask", {"task": code}) == [("tasks.wrong_status", None)]
    assert refusals(city, HEAD, "returnTask", {"task": code, "reason": " "}) == [("tasks.reason_missing", "reason")]


def test_parts_do_not_weigh_more_than_the_whole_and_none_is_kept_when_one_is_refused(city: City):
    code = drafted(city, points="10")
    part = {**TASK, "points": "6"}
    too_much = {"task": code, "parts": [part, part]}
    assert refusals(city, HEAD, "breakDown", too_much) == [("tasks.points_over", "points")]
    assert refusals(city, HEAD, "breakDown", {**too_much, "allowOver": True}) == [("shared.forbidden", None)]
    for bad, problem in (({"points": "-1"}, "tasks.points_invalid"), ({"person": "NOBODY"}, "tasks.person_unknown")):
        said = refusals(city, HEAD, "breakDown", {"task": code, "parts": [{**part, "points": "1"}, {**part, **bad}]})
        assert [one for one, _ in said] == [problem]
    twice = {"task": code, "parts": [{**part, "points": "1", "code": "THU-HAI"}] * 2}
    assert refusals(city, HEAD, "breakDown", twice) == [("tasks.code_taken", "parts[1].code")]
    assert refusals(city, HEAD, "breakDown", {"parts": [part]}) == [("shared.field_invalid", "item")]


def test_a_span_of_days_that_ends_before_it_begins_has_no_statistics(city: City):
    said = city.person(HEAD).failed('{ taskStatistics(from: "2026-12-01", to: "2026-01-01") { total } }')
    assert [(one.code, one.field) for one in said] == [("tasks.dates_reversed", "to")]
