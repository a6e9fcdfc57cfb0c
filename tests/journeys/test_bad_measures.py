"""Measures, standing KPIs and reports that cannot be are refused, and everything stays as it was."""

from typing import Any

import pytest

from tests.journeys.refusing import City

pytestmark = pytest.mark.journey

HEAD, DIRECTOR, OPERATOR = "truongphong.cds", "giamdoc.skhcn", "operator"
MEASURE: dict[str, Any] = {"kind": "KPI", "title": "Chỉ tiêu thử", "direction": "at_least", "target": "100"}
NEW = {**MEASURE, "objective": "XM", "code": "XM-N"}


@pytest.fixture(scope="module")
def planned(city: City) -> City:
    """An active objective XM and a draft XD with a measure each, and standing KPIs: XK-B under XK-A, XK-C put away."""

    def do(mutation: str, **given: Any) -> None:
        assert city.person(OPERATOR).do(mutation, given)["errors"] == []

    for code, month in (("XM", "12"), ("XD", "12"), ("XO", "02")):
        period = {"starts": "2026-01-01", "ends": f"2026-{month}-28"}
        do("createObjective", code=code, title=f"Thử {code}", cycle="2026", unit="HN", **period)
        do("addMeasure", **{**MEASURE, "objective": code, "code": f"{code}-A", "owner": "LDTP"})
    do("activateObjective", objective="XM")
    do("activateObjective", objective="XO")
    for code, above in (("XK-A", {}), ("XK-B", {"parent": "XK-A"}), ("XK-C", {})):
        do(
            "createKpi",
            of="HN",
            code=code,
            **{name: MEASURE[name] for name in ("title", "direction", "target")},
            **above,
        )
    do("archiveMeasure", measure="XK-C")
    return city


def refusals(city: City, account: str, mutation: str, **given: Any) -> list[tuple[str, str | None]]:
    """Codes and places of what is refused, once it is sure that nothing changed and that both languages say so."""
    with city.untouched():
        said = city.person(account).refused(mutation, given)
    assert all(one.vi and one.en and one.vi != one.en for one in said)
    return [(one.code.removeprefix("objectives."), one.field) for one in said]


@pytest.mark.parametrize(
    ("mutation", "given", "code", "field"),
    [
        ("addMeasure", {**NEW, "commit": "120"}, "ladder_out_of_order", "commit"),
        ("addMeasure", {**NEW, "precision": 7}, "precision_out_of_bounds", "precision"),
        (
            "addMeasure",
            {**NEW, "waypoints": [{"on": "2025-01-01", "value": "5"}]},
            "waypoints_invalid",
            "waypoints[0].on",
        ),
        ("addMeasure", {**NEW, "weight": "0"}, "weight_not_positive", "weight"),
        ("addMeasure", {**NEW, "weight": "-1"}, "weight_not_positive", "weight"),
        ("addMeasure", {**NEW, "source": "formula"}, "formula_invalid", "formula"),
        (
            "addMeasure",
            {**NEW, "formula": {"kind": "sum", "parts": [{"measure": "NOWHERE"}]}},
            "part_unknown",
            "formula.parts[0].measure",
        ),
        ("addMeasure", {**NEW, "parent": "NOWHERE"}, "kpi_parent_unknown", "parent"),
        ("createKpi", {**MEASURE, "of": "HN", "code": "XK-A"}, "kpi_code_taken", "code"),
        ("changeMeasure", {"measure": "XK-A", "parent": "XK-B"}, "kpi_circle", "parent"),
        ("changeMeasure", {"measure": "XK-C", "title": "Khác"}, "measure_archived", None),
        ("useKpi", {"kpi": "XM-A", "objective": "XM"}, "not_a_standing_kpi", "kpi"),
        ("useKpi", {"kpi": "XK-A", "objective": "XM", "weight": "0"}, "weight_not_positive", "weight"),
        ("dropKpi", {"kpi": "XK-A", "objective": "XM"}, "kpi_not_used", "kpi"),
        ("moveMeasure", {"measure": "XK-A", "to": "XM"}, "standing_kpi", "measure"),
        ("archiveMeasure", {"measure": "XM-A"}, "not_a_draft", "measure"),
        ("checkIn", {"measure": "XD-A", "value": "1"}, "not_active", "measure"),
        ("checkIn", {"measure": "XO-A", "value": "1", "on": "2026-03-01"}, "check_in_too_late", "on"),
        ("checkIn", {"measure": "XM-A", "value": "1.005"}, "value_too_fine", "value"),
    ],
)
def test_a_measure_or_a_report_that_cannot_be_is_refused(
    planned: City, mutation: str, given: dict[str, Any], code: str, field: str | None
):
    rest = {name: value for name, value in given.items() if (mutation, name) != ("createKpi", "kind")}
    assert refusals(planned, OPERATOR, mutation, **rest) == [(code, field)]


def test_more_reports_than_fit_one_form_are_refused_at_once(planned: City):
    items = [{"measure": "XM-A", "value": "1"}] * 5001
    assert refusals(planned, OPERATOR, "checkInMany", items=items) == [("shared.field_invalid", "items")]


def test_nobody_takes_note_of_their_own_report_and_one_is_corrected_once(planned: City):
    leader, wanted = planned.person("lanhdao.tp"), "checkIn { id }"
    first = leader.do("checkIn", {"measure": "XM-A", "value": "1"}, wanted=wanted)["checkIn"]["id"]
    assert refusals(planned, "lanhdao.tp", "acknowledgeCheckIn", checkIn=first) == [("own_check_in", "checkIn")]
    correction = {"measure": "XM-A", "value": "2", "corrects": first}
    assert leader.do("checkIn", correction)["errors"] == []
    assert refusals(planned, "lanhdao.tp", "checkIn", **correction) == [("already_corrected", "corrects")]


def test_what_is_being_decided_about_is_not_changed(planned: City):
    assert planned.person(OPERATOR).do("submitObjective", {"objective": "XD", "route": ["LDTP"]})["errors"] == []
    assert refusals(planned, OPERATOR, "changeObjective", objective="XD", title="Khác") == [("not_changeable", None)]


def test_what_counts_is_not_hung_where_one_could_move_nothing(planned: City):
    given = {"code": "XP", "title": "Của phòng", "cycle": "2026", "unit": "SKHCN-CDS"}
    assert planned.person(HEAD).do("createObjective", given)["errors"] == []
    assert planned.person(DIRECTOR).do("activateObjective", {"objective": "XP"})["errors"] == []
    assert refusals(planned, HEAD, "moveObjective", objective="XP", parent="XM") == [("parent_of_others", "parent")]
