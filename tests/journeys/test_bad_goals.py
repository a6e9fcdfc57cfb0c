"""Goals that contradict themselves are refused, by file and by request, and the tree stays as it is."""

import json
from typing import Any

import pytest

from tests.journeys.refusing import City
from tests.journeys.story import PRODUCT_MEASURE

pytestmark = pytest.mark.journey

HEAD = "truongphong.cds"
CONTRADICTS = "objectives.target_contradicts_direction"
OBJECTIVE: dict[str, Any] = {"code": "XN", "title": "Mục tiêu thử", "unit": "SKHCN-CDS"}
STEPS = [{"title": "Thiết kế"}]

CONTRADICTIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({"direction": "range", "low": "8", "high": "7.5"}, ["low"]),
    ({"direction": "range", "low": "7.5"}, ["high"]),
    ({"direction": "range", "target": "7.5"}, ["target", "low", "high"]),
    ({"direction": "range", "low": "-1", "high": "7.5"}, ["baseline"]),
    ({"direction": "at_least"}, ["target"]),
    ({"direction": "at_least", "target": "30", "baseline": "31"}, ["target"]),
    ({"direction": "at_least", "target": "30", "low": "1"}, ["low"]),
    ({"direction": "at_least", "target": "30", "strict": True}, ["strict"]),
    ({"direction": "at_most"}, ["target"]),
    ({"direction": "at_most", "target": "4", "baseline": "3"}, ["target"]),
    ({"direction": "at_most", "target": "4", "high": "5"}, ["high"]),
    ({"direction": "exact"}, ["target"]),
    ({"direction": "exact", "target": "0"}, ["target"]),
    ({"direction": "exact", "target": "100", "steps": STEPS}, ["steps"]),
    ({"direction": "count"}, ["target"]),
    ({"direction": "count", "target": "2.5"}, ["target"]),
    ({"direction": "count", "target": "-2"}, ["target"]),
    ({"direction": "count", "target": "2", "baseline": "3"}, ["target"]),
    ({"direction": "milestone"}, ["steps"]),
    ({"direction": "milestone", "steps": STEPS, "target": "4"}, ["target"]),
    ({"direction": "milestone", "steps": STEPS, "baseline": "1"}, ["baseline"]),
]


def document(*objectives: dict[str, Any], cycle: str = "2026") -> str:
    return json.dumps({"cycle": cycle, "objectives": [{**OBJECTIVE, **one} for one in objectives]})


@pytest.mark.parametrize(("aim", "at_fault"), CONTRADICTIONS)
def test_a_target_that_contradicts_its_direction_is_refused(city: City, aim: dict[str, Any], at_fault: list[str]):
    measure = {"code": "XN-KR1", "kind": "KR", "title": "Kết quả", **aim}
    with city.untouched():
        added = city.person(HEAD).refused("addMeasure", {"objective": "O2-P", **measure})
        loaded = city.person("operator").refused("importObjectives", {"content": document({"measures": [measure]})})
    assert [(one.code, one.field) for one in added] == [(CONTRADICTS, name) for name in at_fault]
    place = "objectives[0].measures[0]"
    assert [(one.code, one.field) for one in loaded] == [(CONTRADICTS, f"{place}.{name}") for name in at_fault]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (document({}, {"title": "Khác"}), [("objectives.duplicate_code", "objectives[1].code")]),
        (document({"parent": "XN"}), [("objectives.cycle", "objectives[0].parent")]),
        (
            document({"parent": "XN2"}, {"code": "XN2", "parent": "XN3"}, {"code": "XN3", "parent": "XN"}),
            [("objectives.cycle", f"objectives[{place}].parent") for place in range(3)],
        ),
        (document({"code": "T1", "parent": "O2-P", "unit": "HN"}), [("objectives.cycle", "objectives[0].parent")]),
        (document({"parent": "NOWHERE"}), [("objectives.parent_unknown", "objectives[0].parent")]),
        (document({"unit": "NOWHERE"}), [("objectives.unit_unknown", "objectives[0].unit")]),
        (document({"owner": "NOBODY"}), [("objectives.person_unknown", "objectives[0].owner")]),
        (document({"period": ["2026-12-31", "2026-04-01"]}), [("objectives.period_reversed", "objectives[0].period")]),
        (document({"weight": "-1"}), [("objectives.weight_not_positive", "objectives[0].weight")]),
        (document({"weight": 10**30}), [("objectives.amount_out_of_bounds", "objectives[0].weight")]),
        (document({"colour": "đỏ"}), [("objectives.document_invalid", "objectives[0].colour")]),
        (document({"title": " "}), [("objectives.document_invalid", "objectives[0].title")]),
        (document({}, cycle="26"), [("objectives.cycle_label", "cycle")]),
        (
            document({}, {"code": "XN2", "weight": "x", "colour": "đỏ"}),
            [
                ("objectives.document_invalid", "objectives[1].colour"),
                ("objectives.document_invalid", "objectives[1].weight"),
            ],
        ),
    ],
)
def test_a_file_of_goals_with_a_fault_is_refused_whole(city: City, content: str, expected: list[tuple[str, str]]):
    with city.untouched():
        said = city.person("operator").refused("importObjectives", {"content": content})
    assert [(one.code, one.field) for one in said] == expected


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"starts": "2026-12-31", "ends": "2026-04-01"}, "objectives.period_reversed", "ends"),
        ({"weight": "-1"}, "objectives.weight_not_positive", "weight"),
        ({"weight": "9" * 30}, "objectives.amount_out_of_bounds", "weight"),
        ({"code": "O2-P"}, "objectives.code_taken", "code"),
        ({"parent": "O2-P", "parentKeyResult": PRODUCT_MEASURE}, "objectives.parent_ambiguous", "parentKeyResult"),
        ({"parent": "NOWHERE"}, "objectives.parent_unknown", "parent"),
        ({"unit": "NOWHERE"}, "objectives.unit_unknown", "unit"),
        ({"unit": "SKHCN"}, "shared.forbidden", None),
        ({"title": " "}, "shared.field_invalid", "title"),
        ({"title": "x" * 501}, "shared.field_invalid", "title"),
        ({"cycle": "26"}, "objectives.cycle_label", "cycle"),
        ({"colour": "đỏ"}, "gateway.document_invalid", None),
        ({"starts": "24/06/2026"}, "gateway.document_invalid", None),
        ({"weight": "một"}, "gateway.document_invalid", None),
    ],
)
def test_an_objective_that_cannot_be_is_not_drafted(city: City, given: dict[str, Any], code: str, field: str | None):
    with city.untouched():
        said = city.person(HEAD).refused("createObjective", {**OBJECTIVE, "cycle": "2026", **given})
    assert [(one.code, one.field) for one in said] == [(code, field)]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"on": "2100-01-01"}, "objectives.check_in_in_future", "on"),
        ({"on": "2020-01-01"}, "objectives.check_in_too_early", "on"),
        ({"confidence": 11}, "objectives.confidence_out_of_bounds", "confidence"),
        ({"value": "9" * 25}, "objectives.amount_out_of_bounds", "value"),
        ({"measure": "NOWHERE"}, "shared.not_found", "measure"),
        ({"measure": PRODUCT_MEASURE}, "objectives.source_not_check_ins", "measure"),
        ({"measure": "O2-P-KR2", "value": "1.5"}, "objectives.value_not_whole", "value"),
        ({"measure": "O2-P-KR2", "value": "3"}, "objectives.value_not_whole", "value"),
        ({"corrects": "nothing"}, "objectives.correction_unknown", "corrects"),
        ({"version": 1}, "shared.stale", "version"),
    ],
)
def test_a_report_that_cannot_be_is_not_recorded(city: City, given: dict[str, Any], code: str, field: str):
    with city.untouched():
        said = city.person("giamdoc.skhcn").refused("checkIn", {"measure": "O2-S-KR1", "value": "50", **given})
    assert [(one.code, one.field) for one in said] == [(code, field)]


def test_an_objective_with_others_under_it_is_not_archived(city: City):
    with city.untouched():
        said = city.person("lanhdao.tp").refused("archiveObjective", {"objective": "T1"})
    assert [one.code for one in said] == ["objectives.has_live_children"]


def test_what_is_not_there_is_named_in_the_readers_language(city: City):
    said = city.person("nva").failed('{ objective(key: "NOWHERE") { code } }')
    assert [(one.code, one.vi) for one in said] == [("shared.not_found", "Không tìm thấy mục tiêu “NOWHERE”.")]
