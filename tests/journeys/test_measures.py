"""Measures in full, through GraphQL: ladders, waypoints, composites, a KPI shared by two objectives, forecasts."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from hanoiwork_ops.client import Answered
from hanoiwork_ops.loading import patiently
from tests.journeys.suites import PATIENCE, EmbeddedSuite, signed_in

pytestmark = pytest.mark.journey

UNITS = "code,parent_code,kind,name\nHN,,city,Thành phố\nSO,HN,department,Sở\n"
YEAR = "2026"
MEASURE = """query ($key: String!) { measure(key: $key) {
  code current zone share precision standing heldBy { code } usedBy { code } parent { code } children { code }
  steps { title reached } waypoints { on value } formula { kind parts { weight measure { code } } }
  forecast { value percent basis { method from to points } reason { code message } }
  progress { percent expectedPercent status } } }"""
TREE = """{ objectiveTree(cycle: "2026") { code share progress { percent } measures { code share forecast { value } }
  children { code share progress { percent } measures { code weight share } } } }"""


class Planner:
    """The operator of a small city, who plans and reports."""

    def __init__(self, url: str) -> None:
        self.client = signed_in(url, "operator")

    def do(self, mutation: str, wanted: str = "", **given: Any) -> Any:
        """Change something."""
        return self.client.do(mutation, given, wanted=wanted)

    def measure(self, key: str) -> Any:
        """A measure with everything that is known of it."""
        return self.client.ask(MEASURE, {"key": key})["measure"]

    def tree(self) -> Any:
        """The city's objective with its children by code."""
        [root] = self.client.ask(TREE)["objectiveTree"]
        return {root["code"]: root, **{child["code"]: child for child in root["children"]}}

    def refusals(self, mutation: str, **given: Any) -> list[tuple[str, str | None]]:
        """Why a change is refused."""
        with pytest.raises(Answered) as caught:
            self.do(mutation, **given)
        return [(one.code.removeprefix("objectives."), one.field) for one in caught.value.each()]


@pytest.fixture(scope="module")
def planner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planner]:
    suite = EmbeddedSuite(tmp_path_factory.mktemp("measures"))
    try:
        suite.start()
        made = Planner(suite.url)
        made.do("importUnits", content=UNITS)
        content = json.dumps(city(), ensure_ascii=False)
        patiently(
            lambda: made.do("importObjectives", content=content), seconds=PATIENCE, unheard=("_unknown", "forbidden")
        )
        yield made
        made.client.close()
    finally:
        suite.stop()
        print(suite.processes.logs())


def city() -> dict[str, Any]:
    """Two objectives, one under the other, with a composite over both."""
    plain = {"kind": "KR", "direction": "at_least", "target": "100", "unit": "%"}
    parts = {"kind": "mean", "parts": [{"measure": "D-KR1"}, {"measure": "D-KR2"}]}
    own = [
        {**plain, "code": "D-KR1", "title": "Hồ sơ trực tuyến"},
        {**plain, "code": "D-KR2", "title": "Hồ sơ đúng hạn"},
    ]
    top = [{**plain, "code": "C-KR1", "kind": "KPI", "title": "Chung của Thành phố", "formula": parts}]
    return {
        "cycle": YEAR,
        "objectives": [
            {"code": "C", "unit": "HN", "title": "Chính quyền phục vụ người dân", "measures": top},
            {"code": "D", "unit": "SO", "title": "Thủ tục hành chính thông suốt", "parent": "C", "measures": own},
        ],
    }


def test_a_ladder_and_waypoints_stand_beside_the_percentage(planner: Planner):
    waypoints = [{"on": "2026-06-30", "value": "30"}]
    planner.do("changeMeasure", measure="D-KR1", commit="80", stretch="120", precision=1, waypoints=waypoints)
    planner.do("checkIn", measure="D-KR1", value="85.5")
    shown = planner.measure("D-KR1")
    assert (shown["zone"], shown["precision"], shown["waypoints"]) == ("committed", 1, waypoints)
    assert planner.refusals("changeMeasure", measure="D-KR1", commit="130") == [("ladder_out_of_order", "commit")]
    assert planner.refusals("checkIn", measure="D-KR1", value="85.55") == [("value_too_fine", "value")]


def test_a_composite_follows_its_parts_and_is_never_over_itself(planner: Planner):
    planner.do("checkIn", measure="D-KR1", value="60")
    planner.do("checkIn", measure="D-KR2", value="40")
    shown = planner.measure("C-KR1")
    assert (shown["current"], shown["progress"]["percent"]) == ("50.00", "50")
    assert [part["measure"]["code"] for part in shown["formula"]["parts"]] == ["D-KR1", "D-KR2"]
    assert planner.tree()["C"]["progress"]["percent"] == "50"
    circle = {"kind": "sum", "parts": [{"measure": "C-KR1"}]}
    assert planner.refusals("changeMeasure", measure="C-KR1", formula=circle) == [("composite_circle", "formula")]
    assert planner.refusals("checkIn", measure="C-KR1", value="1") == [("source_not_check_ins", "measure")]


def test_a_kpi_counts_in_two_objectives_and_goes_on_after_one_is_closed(planner: Planner):
    planner.do("createKpi", of="HN", code="HAI-LONG", title="Mức độ hài lòng", direction="at_least", target="100")
    below = {"of": "SO", "code": "HAI-LONG-SO", "title": "Hài lòng tại Sở", "direction": "at_least", "target": "100"}
    planner.do("createKpi", **below, parent="HAI-LONG")
    made = planner.do(
        "createObjective",
        "objective { code }",
        code="E",
        title="Chuyển đổi số toàn diện",
        cycle=YEAR,
        unit="SO",
        parent="C",
    )
    assert made["objective"]["code"] == "E"
    planner.do("activateObjective", objective="E")
    planner.do("useKpi", kpi="HAI-LONG", objective="E")
    planner.do("useKpi", kpi="HAI-LONG", objective="D", weight="2")
    planner.do("checkIn", measure="HAI-LONG", value="80")
    tree = planner.tree()
    assert [tree[code]["progress"]["percent"] for code in ("E", "D")] == ["80", "65"]
    assert [(one["code"], one["weight"], one["share"]) for one in tree["D"]["measures"]] == [
        ("D-KR1", "1", "25.00"), ("D-KR2", "1", "25.00"), ("HAI-LONG", "2", "50.00"),
    ]  # fmt: skip
    assert [tree[code]["share"] for code in ("C", "D", "E")] == [None, "33.33", "33.33"]
    shown = planner.measure("HAI-LONG")
    assert (shown["standing"], shown["heldBy"]["code"], [one["code"] for one in shown["children"]]) == (
        True, "HN", ["HAI-LONG-SO"],
    )  # fmt: skip
    assert sorted(one["code"] for one in shown["usedBy"]) == ["D", "E"]
    planner.do("closeObjective", objective="E", result="partly", retrospective="Bắt đầu muộn.")
    planner.do("checkIn", measure="HAI-LONG", value="100")
    tree = planner.tree()
    assert [tree[code]["progress"]["percent"] for code in ("E", "D")] == ["80", "75"]
    assert planner.refusals("archiveMeasure", measure="HAI-LONG") == [("measure_in_use", "measure")]
    listed = planner.client.ask('{ kpis(unit: "HN") { edges { node { code } } } }')["kpis"]["edges"]
    assert [edge["node"]["code"] for edge in listed] == ["HAI-LONG"]


def test_a_forecast_says_what_it_rests_on_or_why_there_is_none(planner: Planner):
    assert planner.measure("D-KR2")["forecast"]["reason"]["code"] == "too_few_points"
    planner.do("addMeasure", objective="D", code="D-N", kind="KPI", title="Hộ nghèo", direction="count", target="1000")
    for day, value in (("2026-01-01", "0"), ("2026-01-02", "1"), ("2026-01-03", "2")):
        planner.do("checkIn", measure="D-N", value=value, on=day)
    made = planner.measure("D-N")["forecast"]
    assert (made["value"], made["percent"], made["reason"]) == ("364", "36.4", None)
    basis = {"method": "least_squares", "from": "2026-01-01", "to": "2026-01-03", "points": 3}
    assert made["basis"] == basis
