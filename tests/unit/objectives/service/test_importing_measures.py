"""What a file may say of measures beyond their targets, and what it may not."""

from copy import deepcopy
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.target import Aim, Direction
from tests.unit.objectives.service.test_importing import CITY, refused

LINKED = {
    "code": "O3", "unit": "HN", "title": "Kinh tế số của Thành phố", "parent": "T1",
    "measures": [
        {"code": "TOTAL", "kind": "KPI", "title": "Tổng", "direction": "at_least", "target": "100",
         "formula": {"kind": "weighted", "parts": [{"measure": "FIRST", "weight": "2"}, {"measure": "O2-KR1"}]}},
        {"code": "FIRST", "kind": "KPI", "title": "Thứ nhất", "direction": "at_least", "target": "100",
         "parent": "TOTAL", "commit": "80", "stretch": "120", "precision": 1,
         "waypoints": [{"on": "2026-06-30", "value": "40"}]},
        {"code": "GUARD", "kind": "KPI", "title": "Lạm phát", "direction": "keep_within", "high": "4"},
        {"code": "DONE", "kind": "KR", "title": "Đề án được duyệt", "direction": "yes_no"},
    ],
}  # fmt: skip


def linked(**changes):
    """The city's file with an objective whose second measure is changed."""
    document = deepcopy(CITY)
    document["objectives"].append(deepcopy(LINKED))
    document["objectives"][-1]["measures"][1].update(changes)
    return document


def test_a_file_may_say_everything_of_a_measure(suite):
    suite.load(linked())
    first = suite.measure("FIRST")
    assert (first.commit, first.stretch, first.precision, first.parent_id) == (80, 120, 1, suite.measure("TOTAL").id)
    assert [(str(one.on), one.value) for one in first.waypoints] == [("2026-06-30", 40)]
    assert [suite.measure(code).direction for code in ("GUARD", "DONE")] == ["keep_within", "yes_no"]
    suite.check_in("OP", measure="FIRST", value=Decimal(60))
    suite.check_in("OP", measure="O2-KR1", value=Decimal(30))
    assert (suite.measure("TOTAL").source, suite.measure("TOTAL").current) == ("formula", 50)
    before = suite.told()
    assert (suite.load(linked()).changed, suite.told()) == (0, before)


def test_a_formula_changed_by_file_is_computed_at_once(suite):
    suite.load(linked())
    suite.check_in("OP", measure="FIRST", value=Decimal(60))
    document = linked()
    document["objectives"][-1]["measures"][0]["formula"] = {"kind": "sum", "parts": [{"measure": "FIRST"}]}
    suite.load(document)
    assert suite.measure("TOTAL").current == 60
    suite.check_in("OP", measure="FIRST", value=Decimal(70))
    assert suite.measure("TOTAL").current == 70


def test_a_composite_of_a_file_may_live_from_a_standing_kpi(suite):
    aim = Aim(direction=Direction.AT_LEAST, target=Decimal(10))
    suite.create_kpi("OP", of="HN", code="KPI-1", title="Thường xuyên", aim=aim)
    suite.check_in("OP", measure="KPI-1", value=Decimal(5))
    document = linked()
    parts = [{"measure": "KPI-1"}]
    document["objectives"][-1]["measures"][0]["formula"] = {"kind": "sum", "parts": parts}
    suite.load(document)
    suite.load(CITY)
    assert suite.measure("TOTAL").current == 5


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"commit": "100"}, ("ladder_out_of_order", "commit")),
        ({"precision": 9}, ("precision_out_of_bounds", "precision")),
        ({"precision": "1"}, ("document_invalid", "precision")),
        ({"precision": 1.5}, ("document_invalid", "precision")),
        ({"waypoints": [{"on": "2027-01-01", "value": "1"}]}, ("waypoints_invalid", "waypoints[0].on")),
        ({"waypoints": [{"on": "mai", "value": "1"}]}, ("document_invalid", "waypoints[0].on")),
        ({"parent": "XX"}, ("kpi_parent_unknown", "parent")),
        ({"parent": "FIRST"}, ("kpi_circle", "parent")),
        ({"formula": {"kind": "sum", "parts": [{"measure": "TOTAL"}]}}, ("composite_circle", "formula")),
        ({"formula": {"kind": "sum", "parts": [{"measure": "XX"}]}}, ("part_unknown", "formula.parts[0].measure")),
        ({"formula": {"kind": "sum", "parts": []}}, ("formula_invalid", "formula.parts")),
        ({"formula": {"kind": "max", "parts": [{"measure": "O2-KR1"}]}}, ("document_invalid", "formula.kind")),
        ({"formula": "sum"}, ("document_invalid", "formula")),
    ],
)
def test_whatever_is_wrong_with_a_measure_is_refused_with_its_path(suite, change, problem):
    code, field = problem
    assert (code, f"objectives[3].measures[1].{field}") in refused(suite, linked(**change))


def test_a_part_without_a_value_is_refused_with_its_path(suite):
    found = refused(suite, linked(source="tasks", waypoints=[]))
    assert found == [("formula_invalid", "objectives[3].measures[0].formula.parts[0].measure")]
