"""Objectives from draft to archive, moved about and copied into the next year, as people do it through GraphQL."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.asking import refused
from tests.journeys.refusing import City
from tests.journeys.suites import EmbeddedSuite
from tests.polling import until

pytestmark = pytest.mark.journey

LEADER, DIRECTOR, HEAD, OWNER = "lanhdao.tp", "giamdoc.skhcn", "truongphong.cds", "nva"
DRAFT: dict[str, Any] = {"code": "LC", "title": "Số hóa hồ sơ", "cycle": "2026", "unit": "SKHCN-CDS"}
CLOSED = {"result": "partly", "retrospective": "Bắt đầu muộn, cần chuẩn bị dữ liệu sớm hơn."}
SHOWN = "objective { code status version owner { fullName } reviewer { fullName } parent { code } tags }"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The city with its goals of 2026, in one embedded suite."""
    made = EmbeddedSuite(tmp_path_factory.mktemp("life"))
    told = City(made)
    try:
        made.start()
        told.story.load_the_city()
        until(
            lambda: told.person(HEAD).do("createObjective", {**DRAFT, "code": "T"})["errors"] == [], what="the places"
        )
        yield told
    finally:
        told.close()
        made.stop()
        print(made.processes.logs())  # shown with a failure


def done(city: City, account: str, mutation: str, **given: Any) -> dict[str, Any]:
    """What is now so of an objective."""
    payload = city.person(account).do(mutation, given, wanted=SHOWN)
    assert payload["errors"] == []
    return dict(payload["objective"])


def asked(city: City, document: str) -> dict[str, Any]:
    answer = city.person(OWNER).ask(document)
    assert "errors" not in answer, answer
    return dict(answer["data"])


def drafted(city: City, code: str, **given: Any) -> dict[str, Any]:
    return done(city, HEAD, "createObjective", **{**DRAFT, "code": code, **given})


def approved(city: City, code: str) -> None:
    done(city, HEAD, "submitObjective", objective=code)
    done(city, DIRECTOR, "approveObjective", objective=code)


def test_an_objective_is_approved_in_turn_with_every_decision_on_record(city: City):
    drafted(
        city, "LC1", owner="NVA", reviewer="TPCDS", tags=["Dữ liệu", "dữ liệu"], description="Toàn bộ hồ sơ giấy",
        contributors=[{"unit": "SKHCN-VP", "weight": "2"}, {"unit": "SKHCN"}],
    )  # fmt: skip
    assert refused(city, HEAD, "activateObjective", objective="LC1") == [("objectives.approval_needed", None)]
    done(city, OWNER, "submitObjective", objective="LC1", route=["TPCDS", "GDSKHCN"])
    assert refused(city, OWNER, "approveObjective", objective="LC1") == [("objectives.own_approval", None)]
    assert refused(city, DIRECTOR, "approveObjective", objective="LC1") == [("objectives.out_of_turn", None)]
    done(city, HEAD, "returnObjective", objective="LC1", reason="Thiếu chỉ tiêu")
    done(city, OWNER, "submitObjective", objective="LC1", route=["TPCDS", "GDSKHCN"])
    assert done(city, HEAD, "approveObjective", objective="LC1", note="Đồng ý")["status"] == "submitted"
    assert done(city, DIRECTOR, "approveObjective", objective="LC1")["status"] == "approved"
    assert done(city, HEAD, "activateObjective", objective="LC1")["status"] == "active"
    shown = asked(
        city,
        """{ objective(key: "LC1") {
            tags description owner { fullName } contributors { unit { code } share }
            approvals { round decision person { fullName } decidedBy { fullName } note } } }""",
    )["objective"]
    assert (shown["tags"], shown["description"], shown["owner"]["fullName"]) == (
        ["dữ liệu"], "Toàn bộ hồ sơ giấy", "Nguyễn Văn A",
    )  # fmt: skip
    assert [(one["unit"]["code"], one["share"]) for one in shown["contributors"]] == [
        ("SKHCN-VP", "66.7"), ("SKHCN", "33.3"),
    ]  # fmt: skip
    assert [(one["round"], one["decision"], one["note"]) for one in shown["approvals"]] == [
        (1, "returned", "Thiếu chỉ tiêu"), (1, "lapsed", ""), (2, "approved", "Đồng ý"), (2, "approved", ""),
    ]  # fmt: skip


def test_an_objective_ends_with_a_result_and_comes_back_from_the_archive(city: City):
    drafted(city, "LC2")
    drafted(city, "LC2-1", parent="LC2")
    for code in ("LC2", "LC2-1"):
        approved(city, code)
        done(city, HEAD, "activateObjective", objective=code)
    said = city.person(HEAD).refused("closeObjective", {"objective": "LC2", "result": "partly"})
    assert [one.code for one in said] == ["gateway.document_invalid"]
    blank = refused(city, HEAD, "closeObjective", objective="LC2", result="partly", retrospective=" ")
    assert blank == [("shared.field_invalid", "retrospective")]
    done(city, HEAD, "closeObjective", objective="LC2", **CLOSED)
    shown = asked(city, '{ objective(key: "LC2") { status result retrospective closedOn } }')["objective"]
    assert (shown["status"], shown["result"], shown["retrospective"]) == ("closed", *CLOSED.values())
    live = refused(city, HEAD, "archiveObjective", objective="LC2")
    assert live == [("objectives.has_live_children", None)]
    for code in ("LC2-1", "LC2"):
        done(city, HEAD, "archiveObjective", objective=code)
    early = refused(city, HEAD, "restoreObjective", objective="LC2-1")
    assert early == [("objectives.parent_archived", None)]
    assert done(city, HEAD, "restoreObjective", objective="LC2")["status"] == "closed"
    assert done(city, HEAD, "restoreObjective", objective="LC2-1")["status"] == "active"


def test_a_branch_moves_and_its_tasks_are_counted_where_it_hangs_now(city: City):
    drafted(city, "LC3")
    drafted(city, "LC4")
    drafted(city, "LC4-1", parent="LC4")
    task = {"code": "LC-T", "title": "Quét hồ sơ", "group": "okr_kpi", "points": "5", "unit": "SKHCN-CDS"}
    task |= {"product": "Hồ sơ", "authority": "Trưởng phòng", "start": "2026-06-01", "due": "2026-06-20"}
    heard = city.person(HEAD)
    until(
        lambda: heard.do("createTask", {**task, "objective": "LC4-1", "person": "NVA"})["errors"] == [],
        what="the objective's being known to the tasks",
    )
    assert heard.do("assignTask", {"task": "LC-T", "person": "NVA"})["errors"] == []
    until(lambda: tasks_under(city, "LC4") == 1, what="the task's being counted")
    moved = done(city, HEAD, "moveObjective", objective="LC4-1", parent="LC3")
    assert moved["parent"] == {"code": "LC3"}
    until(lambda: (tasks_under(city, "LC3"), tasks_under(city, "LC4")) == (1, 0), what="the tasks' hearing of the move")
    circle = refused(city, HEAD, "moveObjective", objective="LC3", parent="LC4-1")
    assert circle == [("objectives.cycle", "parent")]
    assert done(city, HEAD, "moveObjective", objective="LC4-1")["parent"] is None


def tasks_under(city: City, code: str) -> int:
    found = asked(city, f'{{ objective(key: "{code}") {{ taskProgress {{ total }} }} }}')["objective"]["taskProgress"]
    return int(found["total"]) if found else 0


def test_objectives_are_found_without_accents_and_shown_with_what_is_above_them(city: City):
    drafted(city, "LC5", title="Nền tảng Dữ liệu mở", reviewer="TPCDS", tags=["Mở"], parent="O2-P")
    wanted = '{ text: "du lieu mo", under: "SKHCN", tag: "mở", reviewer: "TPCDS", level: "division" }'
    page = asked(city, f'{{ objectives(filter: {wanted}, orderBy: "starts") {{ edges {{ node {{ code }} }} }} }}')
    assert [edge["node"]["code"] for edge in page["objectives"]["edges"]] == ["LC5"]
    deep = "code matched children { code matched children { code matched children { code matched"
    tree = asked(
        city, f'{{ objectiveTree(cycle: "2026", filter: {wanted}) {{ {deep} children {{ code matched }} }} }} }} }} }}'
    )["objectiveTree"]
    line = []
    while tree:
        [node] = tree
        line.append((node["code"], node["matched"]))
        tree = node.get("children")
    assert line[-1] == ("LC5", True)
    assert len(line) > 1
    assert not any(matched for _, matched in line[:-1])
    unknown = city.person(OWNER).failed('{ objectives(filter: { owner: "NOBODY" }) { edges { cursor } } }')
    assert [(one.code, one.field) for one in unknown] == [("objectives.person_unknown", "filter.owner")]


def test_branches_are_copied_into_the_next_year_once(city: City):
    operator = city.person("operator")
    given = {"fromCycle": "2026", "toCycle": "2027", "branches": ["O2"]}
    report = "report { objectives measures codes dryRun }"
    trial = operator.do("cloneObjectives", {**given, "dryRun": True}, wanted=report)["report"]
    made = [operator.do("cloneObjectives", given, wanted=report, key="the-next-year")["report"] for _ in range(2)]
    assert made[0] == made[1] == {**trial, "dryRun": False}
    taken = refused(city, "operator", "cloneObjectives", **given)
    assert {code for code, _ in taken} == {"objectives.code_taken"}
    assert len(taken) == trial["objectives"] + trial["measures"]
    tree = asked(city, '{ objectiveTree(cycle: "2027") { code status period { start end } } }')["objectiveTree"]
    assert [(one["code"], one["status"], one["period"]["start"][:4]) for one in tree] == [("O2", "draft", "2027")]


@pytest.mark.parametrize(
    ("mutation", "given", "problem"),
    [
        ("changeObjective", {"version": 99}, ("shared.stale", "version")),
        ("changeObjective", {"starts": "2026-12-31", "ends": "2026-01-01"}, ("objectives.period_reversed", "ends")),
        ("changeObjective", {"owner": "NVA", "reviewer": "NVA"}, ("objectives.reviewer_is_owner", "reviewer")),
        ("changeObjective", {"weight": "0"}, ("objectives.weight_not_positive", "weight")),
        ("changeObjective", {"title": None}, ("shared.field_invalid", "title")),
        ("changeObjective", {"tags": [" "]}, ("shared.field_invalid", "tags[0]")),
        (
            "changeObjective",
            {"contributors": [{"unit": "HN"}, {"unit": "HN"}]},
            ("objectives.contributor_twice", "contributors[1].unit"),
        ),
        ("changeObjective", {"contributors": [{"unit": "XX"}]}, ("objectives.unit_unknown", "contributors[0].unit")),
        ("moveObjective", {"parent": "T1", "version": 99}, ("shared.stale", "version")),
        ("moveObjective", {"parent": "T"}, ("objectives.cycle", "parent")),
        ("submitObjective", {"version": 99}, ("shared.stale", "version")),
        ("submitObjective", {"route": ["NVA"]}, ("objectives.route_without_authority", "route")),
        ("submitObjective", {"route": ["TPCDS"]}, ("objectives.own_approval", "route")),
        ("approveObjective", {}, ("objectives.wrong_status", None)),
        ("returnObjective", {"reason": " "}, ("shared.field_invalid", "reason")),
        ("restoreObjective", {}, ("objectives.wrong_status", None)),
        ("closeObjective", {**CLOSED, "result": "won"}, ("shared.field_invalid", "result")),
        ("closeObjective", CLOSED, ("objectives.wrong_status", None)),
        ("cloneObjectives", {"fromCycle": "2026", "toCycle": "26"}, ("objectives.cycle_label", "toCycle")),
        (
            "cloneObjectives",
            {"fromCycle": "2026", "toCycle": "2028", "branches": ["XX"]},
            ("shared.not_found", "branches"),
        ),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    city: City, mutation: str, given: dict[str, Any], problem: tuple[str, str | None]
):
    of = {} if mutation == "cloneObjectives" else {"objective": "T"}
    assert refused(city, HEAD, mutation, **of, **given) == [problem]
