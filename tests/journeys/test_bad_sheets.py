"""Sheets keep to their form and to their way, and are nobody's business but the line's."""

from typing import Any

import pytest

from tests.journeys.refusing import City, Said
from tests.journeys.story import PERIOD

pytestmark = pytest.mark.journey

HEAD, OWNER, COLLEAGUE = "truongphong.cds", "cb0042", "nva"
ROWS = {
    "1.1": "2", "1.2": "2", "1.3": "4", "1.4": "4", "1.5": "3",
    "2.1": "4", "2.2": "3", "2.3": "3", "3.1": "3", "3.2": "2",
}  # fmt: skip
SHEET = "query ($person: String, $period: String!) { sheet(person: $person, period: $period) { status total } }"


def form(**changes: str | None) -> list[dict[str, str]]:
    """Every row with its maximum, but for what changes: a score, or None for a row that is left out."""
    scores = ROWS | {code.removeprefix("r").replace("_", "."): score for code, score in changes.items()}
    return [{"code": code, "score": score} for code, score in scores.items() if score is not None]


def refusals(city: City, account: str, mutation: str, **given: Any) -> list[tuple[str, str | None]]:
    """Codes and places of what is refused, once it is sure that nothing changed."""
    with city.untouched():
        said = city.person(account).refused(mutation, {"period": PERIOD, **given})
    return [(one.code, one.field) for one in said]


WRONG_ROWS = [
    (form(r1_1="2.01"), ["row_beyond_maximum"]),
    (form(r1_1="9" * 30), ["row_beyond_maximum"]),
    (form(r1_1="30", r2_1="30"), ["row_beyond_maximum", "row_beyond_maximum"]),
    (form(r1_1="-1"), ["row_below_zero"]),
    (form(r1_1="1.001"), ["row_too_precise"]),
    (form(r1_1=None), ["row_missing"]),
    ([], ["row_missing"] * len(ROWS)),
    ([*form(), {"code": "9.9", "score": "1"}], ["row_unknown"]),
    ([*form(), {"code": "1.1", "score": "2"}], ["row_repeated"]),
    (form(r1_1=None, r9_9="1"), ["row_unknown", "row_missing"]),
]


@pytest.mark.parametrize(("rows", "codes"), WRONG_ROWS)
def test_a_form_filled_in_wrong_is_not_submitted(city: City, rows: list[dict[str, str]], codes: list[str]):
    assert refusals(city, OWNER, "submitSheet", rows=rows) == [(f"evaluation.{code}", "rows") for code in codes]


@pytest.mark.parametrize(
    "rows",
    [[{"code": "1.1", "score": "hai"}], [{"code": "1.1"}], [{"code": "1.1", "score": "2", "colour": "đỏ"}], None],
)
def test_rows_that_are_none_are_refused_at_the_door(city: City, rows: Any):
    assert refusals(city, OWNER, "submitSheet", rows=rows) == [("gateway.document_invalid", None)]


def test_nobody_decides_on_their_own_sheet(city: City):
    own = {"person": "CB0042"}
    for mutation, given in (
        ("reviewSheet", {"rows": form()}),
        ("returnSheet", {"reason": "Sai"}),
        ("approveSheet", {}),
    ):
        assert refusals(city, OWNER, mutation, **own, **given) == [("evaluation.own_sheet", "person")]


def test_a_sheet_is_not_reviewed_before_it_is_submitted_nor_approved_before_it_is_reviewed(city: City):
    with city.untouched():
        said = city.person(HEAD).refused("approveSheet", {"period": PERIOD, "person": "CB0042"})
    assert [(one.code, "“tự chấm điểm”" in one.vi, "“draft”" in one.en) for one in said] == [
        ("evaluation.wrong_status", True, True)
    ]
    for given in ({"person": "CB0042", "rows": form()}, {"person": "NVA", "rows": form()}):
        assert refusals(city, HEAD, "reviewSheet", **given) == [("evaluation.wrong_status", None)]
    assert refusals(city, HEAD, "approveSheet", person="NVA") == [("evaluation.wrong_status", None)]
    assert refusals(city, COLLEAGUE, "submitSheet", rows=form()) == [("evaluation.wrong_status", None)]


def test_only_the_line_above_decides_and_to_others_the_sheet_is_not_there(city: City):
    for person in ("CB0042", "TPCDS", "NOBODY"):
        assert refusals(city, COLLEAGUE, "approveSheet", person=person) == [("evaluation.sheet_not_found", "person")]
    assert refusals(city, OWNER, "submitSheet", rows=form(), person="NVA") == [("evaluation.sheet_not_found", "person")]


def test_somebody_elses_sheet_looks_as_if_it_were_not_there(city: City):
    def read(account: str, person: str) -> Said:
        (said,) = city.person(account).failed(SHEET, {"person": person, "period": PERIOD})
        return said

    for account in (OWNER, "operator"):
        there, nowhere = read(account, "NVA"), read(account, "NOBODY")
        assert there.code == nowhere.code == "evaluation.sheet_not_found"
        assert there.vi.replace("NVA", "NOBODY") == nowhere.vi
        assert there.en.replace("NVA", "NOBODY") == nowhere.en
    answer = city.person(OWNER).ask(SHEET, {"person": "NVA", "period": PERIOD})
    assert answer["data"] == {"sheet": None}
    assert "83.9" not in str(answer)


def test_a_stale_version_is_refused_and_names_both(city: City):
    with city.untouched():
        said = city.person(OWNER).refused("submitSheet", {"period": PERIOD, "rows": form(), "version": 99})
    assert [one.code for one in said] == ["shared.stale"]
    assert "99" in said[0].vi
    assert "99" in said[0].en


@pytest.mark.parametrize(
    ("account", "mutation", "given", "code"),
    [
        ("operator", "openPeriod", {"code": "2026-13"}, "evaluation.period_malformed"),
        ("operator", "openPeriod", {"code": "tháng sáu"}, "evaluation.period_malformed"),
        ("operator", "openPeriod", {"code": PERIOD}, "evaluation.period_exists"),
        ("operator", "closePeriod", {"code": "2031-01"}, "evaluation.period_not_found"),
        ("operator", "closePeriod", {"code": PERIOD, "version": 99}, "shared.stale"),
        ("operator", "closePeriod", {"code": "06/2026"}, "evaluation.period_malformed"),
        ("operator", "startEvaluationRun", {"period": "2031-01"}, "evaluation.period_not_found"),
        ("operator", "startEvaluationRun", {"period": "06/2026"}, "evaluation.period_malformed"),
        (HEAD, "openPeriod", {"code": "2026-07"}, "evaluation.periods_forbidden"),
        (HEAD, "closePeriod", {"code": PERIOD}, "evaluation.periods_forbidden"),
        (HEAD, "startEvaluationRun", {"period": PERIOD}, "evaluation.periods_forbidden"),
    ],
)
def test_months_are_opened_and_closed_once_by_those_who_may(
    city: City, account: str, mutation: str, given: dict[str, Any], code: str
):
    with city.untouched():
        said = city.person(account).refused(mutation, given)
    assert [one.code for one in said] == [code]


def test_a_review_keeps_to_the_form_and_to_the_person(city: City):
    assert city.person(OWNER).do("submitSheet", {"period": PERIOD, "rows": form()})["errors"] == []
    try:
        of = {"person": "CB0042"}
        for rows, codes in WRONG_ROWS:
            expected = [(f"evaluation.{code}", "rows") for code in codes]
            assert refusals(city, HEAD, "reviewSheet", **of, rows=rows) == expected
        terms = refusals(city, HEAD, "reviewSheet", **of, rows=form(), organising="1")
        assert terms == [("evaluation.not_a_leader", "organising")]
        beyond = refusals(city, HEAD, "reviewSheet", **of, rows=form(), uniting="2")
        assert beyond == [("shared.field_invalid", "uniting")]
        assert refusals(city, HEAD, "approveSheet", **of) == [("evaluation.wrong_status", None)]
        assert refusals(city, HEAD, "returnSheet", **of, reason=" ") == [("evaluation.reason_missing", "reason")]
    finally:
        city.person(HEAD).do("returnSheet", {"period": PERIOD, "person": "CB0042", "reason": "Xem lại"})
