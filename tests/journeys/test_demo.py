"""The demo holds the whole chain for everybody; its loading was killed half-way and ended by the next start."""

from collections.abc import Iterator
from typing import Any

import pytest

from hanoiwork_ops.client import SuiteClient
from hanoiwork_shared.errors import Refused
from tests.journeys.suites import EmbeddedSuite, signed_in
from tests.polling import until

pytestmark = pytest.mark.journey

LOADED_SECONDS = 600
AGREED = """{
  granted: task(key: "CDS-TT1") { extensions { answer } } asked: task(key: "CDS-TT2") { extensions { answer } }
  late: task(key: "CDS-TT3") { lateDays waivedDays waivers { reason } }
  handed: task(key: "CDS-TT4") { points handOvers { state newTask { points } } }
  difficult: task(key: "CDS-TT5") { difficulties { state asked { code } } }
  taskStatisticsBy(scope: { unit: "SKHCN-CDS" }, by: "person") { person { code } statistics { completed total } } }"""
TOGETHER = """{ task(key: "CDS-DM1") { points catalogueEntry { code points } checklist { text } commentCount
    attachments { name attachedBy { code } } links { kind task { code } } }
  recurrences(unit: "SKHCN-CDS") { edges { node { title daysToCome { fallsOn } } } } taskViews { title groupBy }
  tasks(search: "an toan thong tin", first: 5) { edges { node { code } } }
  taskImports(unit: "SKHCN-CDS") { created } }"""
DOCUMENTS = """{ task(key: "CDS-VB2") { list { id title fields { key labelEn required } }
  fields { field { label } text number } } }"""
TO_HANDLE = ("lanhdao.tp", "giamdoc.skhcn", "truongphong.cds", "nva", "vanphong.skhcn")
DECK = """{ sheet(person: "NVA", period: "2026-06") { status total level assigned { tasks points }
  lines { code task { code clears { missing } planItem { code group { code } plan { code workspace { unit { code } } } }
    objective { code unit { code } parent { code parent { code parent { code unit { code } } } } } } } } }"""
FROM_THE_TOP = """{ objective(key: "O2") { parent { code } unit { code }
  children { code unit { code } children { code unit { code } tasks(first: 30) { edges { node { code product
    person { code sheet(period: "2026-06") { total lines { code } } yearResult(year: 2026) { total level } }
  } } } } } } }"""
FROM_THE_PLAN = """{ plans { code groups { items { code tasks { code status parent { code } person { code } } } }
  lists { title tasks(first: 50) { edges { node { code planItem { code } } } } } } }"""
WAITING = "{ myTasks(first: 50) { edges { node { code } } } notifications { edges { node { kind } } } }"
CHECKED_IN = '{ measure(key: "T3-1") { current } }'
ALL_TASKS = "{ taskStatistics { total completed } }"


GOALS = """{ objectives(filter: {unit: "SKHCN-CDS"}) { edges { node { code cycle status result
  approvals { decision decidedBy { code } decidedFor { code } }
  measures { code current zone formula { kind } checkIns { acknowledgement { note } } } } } }
  objectiveTree(cycle: "2027") { code status }
  delegations(person: "VPSKHCN") { edges { node { unit { code } actsFor { code } } } } }"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedSuite]:
    """The demo, loaded in two goes."""
    suite = EmbeddedSuite(tmp_path_factory.mktemp("demo"), options=("--demo",))
    try:
        suite.begin()
        _half_way(suite)
        suite.kill()
        suite.begin()
        _loaded(suite)
        yield suite
    finally:
        suite.stop()


@pytest.mark.parametrize("account", ["nva", "truongphong.cds", "giamdoc.skhcn", "lanhdao.tp", "auditor"])
def test_a_line_of_the_decks_sheet_leads_up_to_the_citys_goal(demo: EmbeddedSuite, account: str):
    sheet = _ask(demo, account, DECK)["sheet"]
    assert (sheet["status"], sheet["total"], sheet["level"]) == ("approved", "83.9", "Hoàn thành tốt")
    assert sheet["assigned"] == {"tasks": 12, "points": "132"}
    tasks = {line["code"]: line["task"] for line in sheet["lines"]}
    assert all(task["clears"]["missing"] == [] for task in tasks.values())
    planned = tasks["OKR-2"]
    assert planned["planItem"] == {
        "code": "2.1.1",
        "group": {"code": "2"},
        "plan": {"code": "KH20", "workspace": {"unit": {"code": "HN"}}},
    }
    division = planned["objective"]
    assert (division["code"], division["unit"]["code"]) == ("O2-P", "SKHCN-CDS")
    city = division["parent"]["parent"]
    assert (division["parent"]["code"], city["code"], city["parent"]) == (
        "O2-S", "O2", {"code": "T1", "unit": {"code": "HN"}},
    )  # fmt: skip


def test_the_citys_goal_leads_down_to_people_their_months_and_their_year(demo: EmbeddedSuite):
    city = _ask(demo, "truongphong.cds", FROM_THE_TOP)["objective"]
    assert (city["parent"]["code"], city["unit"]["code"]) == ("T1", "HN")
    [department] = city["children"]
    below = {goal["code"]: goal for goal in department["children"]}
    division = below["O2-P"]
    assert (department["code"], department["unit"]["code"]) == ("O2-S", "SKHCN")
    assert {goal["unit"]["code"] for goal in below.values()} == {"SKHCN-CDS"}
    tasks = {edge["node"]["code"]: edge["node"] for edge in division["tasks"]["edges"]}
    person = next(task["person"] for task in tasks.values() if task["person"]["code"] == "NVA")
    assert person["sheet"]["total"] == "83.9"
    assert set(tasks) & {line["code"] for line in person["sheet"]["lines"]}
    assert person["yearResult"]["level"]


def test_a_plan_leads_down_to_tasks_in_every_state_and_some_items_wait(demo: EmbeddedSuite):
    plans = {plan["code"]: plan for plan in _ask(demo, "nva", FROM_THE_PLAN)["plans"]}
    items = {
        item["code"]: item["tasks"] for plan in plans.values() for group in plan["groups"] for item in group["items"]
    }
    assert {"completed", "in_progress", "submitted", "draft"} <= {task["status"] for task in items["2.1.1"]}
    assert any(task["parent"] == {"code": "KH20-211-2"} for task in items["2.1.1"])
    assert all(items[code] for code in ("2.1.2", "2.1.3", "1.2"))
    assert items["1.1"] == items["1.3"] == []
    [listed] = plans["KH20"]["lists"]
    assert {edge["node"]["planItem"]["code"] for edge in listed["tasks"]["edges"]} == {"2.1.1"}


def test_the_divisions_goals_are_in_every_part_of_their_life(demo: EmbeddedSuite):
    answer = _ask(demo, "truongphong.cds", GOALS)
    shown = [edge["node"] for edge in answer["objectives"]["edges"]]
    goals = {goal["code"]: goal for goal in shown if goal["cycle"] == "2026"}
    assert [goals[code]["status"] for code in ("CDS-DL", "CDS-MO", "CDS-DT")] == ["active", "submitted", "closed"]
    assert [one["decision"] for one in goals["CDS-DL"]["approvals"]] == ["returned", "approved"]
    [lent] = goals["CDS-DT"]["approvals"]
    assert (lent["decidedBy"], lent["decidedFor"]) == ({"code": "VPSKHCN"}, {"code": "GDSKHCN"})
    assert answer["delegations"]["edges"] == [{"node": {"unit": {"code": "SKHCN"}, "actsFor": {"code": "GDSKHCN"}}}]
    assert answer["objectiveTree"] == [{"code": "CDS-DT", "status": "draft"}]
    measures = {one["code"]: one for one in goals["CDS-DL"]["measures"]}
    assert measures["CDS-DL-KR4"]["formula"] == {"kind": "sum"}
    assert {one["acknowledgement"]["note"] for one in measures["CDS-DL-KR1"]["checkIns"]} == {"Đã xem"}
    assert measures["HL-HN"]["current"] is not None


def test_people_agree_about_tasks_and_units_answer_for_difficulties(demo: EmbeddedSuite):
    answer = _ask(demo, "truongphong.cds", AGREED)
    assert [[one["answer"] for one in answer[task]["extensions"]] for task in ("granted", "asked")] == [
        ["granted"], ["open"],
    ]  # fmt: skip
    assert (answer["late"]["lateDays"], answer["late"]["waivedDays"], len(answer["late"]["waivers"])) == (3, 2, 1)
    [handed] = answer["handed"]["handOvers"]
    assert (handed["state"], answer["handed"]["points"], handed["newTask"]["points"]) == ("done", "4", "6")
    states = [(one["state"], one["asked"]["code"]) for one in answer["difficult"]["difficulties"]]
    assert states == [("answered", "SKHCN"), ("open", "HN")]
    assert answer["taskStatisticsBy"] != []


def test_the_division_works_together_by_catalogue_rule_comment_and_view(demo: EmbeddedSuite):
    answer = _ask(demo, "truongphong.cds", TOGETHER)
    assert (answer["task"]["points"], answer["task"]["catalogueEntry"]) == ("6", {"code": "TD-CNTT", "points": "1.5"})
    assert (len(answer["task"]["checklist"]), answer["task"]["commentCount"]) == (3, 1)
    assert [one["name"] for one in answer["task"]["attachments"]] == ["Danh mục hồ sơ.csv"]
    assert answer["taskImports"] == [{"created": 3}]
    assert answer["task"]["links"] == [{"kind": "blocks", "task": {"code": "CDS-DM2"}}]
    assert len(answer["recurrences"]["edges"][0]["node"]["daysToCome"]) == 10
    assert {"title": "Quá hạn của Phòng", "groupBy": "person"} in answer["taskViews"]
    assert {"node": {"code": "CDS-DM1"}} in answer["tasks"]["edges"]


def test_incoming_documents_stand_in_a_list_with_fields_of_its_own(demo: EmbeddedSuite):
    task = _ask(demo, "truongphong.cds", DOCUMENTS)["task"]
    assert task["list"]["title"] == "Văn bản đến"
    assert [field["labelEn"] for field in task["list"]["fields"] if field["required"]] == ["Document number"]
    texts = [value["text"] for value in task["fields"]]
    assert (texts[0], texts[2:]) == ("87/BC-ATTT", ["An toàn thông tin", "1.280,5", "Không"])
    cheap = '[{ field: "kinh_phi_trieu_dong", toValue: "500" }]'
    wanted = f'filter: {{ list: "{task["list"]["id"]}", fieldFilters: {cheap} }}'
    found = _ask(demo, "nva", f"{{ tasks({wanted}) {{ edges {{ node {{ code }} }} }} }}")
    assert found["tasks"]["edges"] == [{"node": {"code": "CDS-VB1"}}]


@pytest.mark.parametrize("account", TO_HANDLE)
def test_everybody_who_works_has_tasks_to_handle_and_notices(demo: EmbeddedSuite, account: str):
    answer = _ask(demo, account, WAITING)
    assert answer["myTasks"]["edges"] != []
    assert answer["notifications"]["edges"] != []


def test_the_next_start_keeps_everything_and_loads_nothing_again(demo: EmbeddedSuite):
    before = _ask(demo, "nva", ALL_TASKS)
    demo.stop()
    demo.begin()
    _loaded(demo)
    assert _ask(demo, "nva", ALL_TASKS) == before
    assert "Traceback" not in demo.processes.logs()


def _loaded(suite: EmbeddedSuite) -> None:
    def serves() -> bool:
        for process in suite.processes.running.values():
            assert process.poll() is None, suite.processes.logs()
        client = SuiteClient(suite.url)
        try:
            return client.ready()
        finally:
            client.close()

    until(serves, seconds=LOADED_SECONDS, what="the demo's loading")


def _half_way(suite: EmbeddedSuite) -> None:
    """Wait until somebody has checked in on a goal: the city is there, its work and its scores are not."""
    operator = signed_in(suite.url, "operator")

    def checked_in() -> bool:
        try:
            return operator.ask(CHECKED_IN)["measure"]["current"] is not None
        except Refused:
            return False

    try:
        until(checked_in, seconds=LOADED_SECONDS, what="a check-in")
    finally:
        operator.close()


def _ask(suite: EmbeddedSuite, account: str, document: str) -> dict[str, Any]:
    client = signed_in(suite.url, account)
    try:
        return client.ask(document)
    finally:
        client.close()
