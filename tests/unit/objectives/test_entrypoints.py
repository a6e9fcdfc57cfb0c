"""The whole service over a real database, called as the broker calls it."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from nameko.testing.services import worker_factory

from hanoiwork_objectives.entrypoints import ObjectivesEntrypoints, build
from hanoiwork_objectives.events import TASK_TYPES
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import sign
from hanoiwork_shared.testing import told
from hanoiwork_shared.wire import WireError


@pytest.fixture
def surface(on_sqlite):
    """The service; `ask` calls it as somebody, `hear` lets it hear of a task."""
    runtime = on_sqlite.runtime
    entrypoints = worker_factory(ObjectivesEntrypoints, runtime=runtime, service=build(runtime))

    def ask(method, by, /, *, order=None, locale="vi", **given) -> Any:
        token = sign(on_sqlite.as_(by), secret=runtime.settings.secret, now=runtime.clock.now())
        caller = {"identity": token, "idempotency_key": order, "locale": locale}
        return json.loads(json.dumps(getattr(entrypoints, method)(caller=caller, input=given)))

    def hear(kind, *, version, measure_id, status):
        data = {
            "task_id": "t", "code": "TX", "measure_id": measure_id, "points": "20", "quantity": "1", "status": status,
            "accepted_quantity": "1" if status == "completed" else "0", "version": version,
        }  # fmt: skip
        entrypoints.task_told(
            Envelope(
                id=new_id(),
                source="/hanoiwork/tasks",
                type=kind,
                subject="t",
                sequence=version,
                data=data,
                time=runtime.clock.now(),
            )
        )

    return SimpleNamespace(
        ask=ask, hear=hear, runtime=runtime, ids=on_sqlite.ids, suite=on_sqlite, entrypoints=entrypoints
    )


def refusals(surface, method, by, **given):
    with pytest.raises(WireError) as caught:
        surface.ask(method, by, **given)
    return [(one["code"], one["field"]) for one in caught.value.refusals]


def test_from_a_file_to_a_task_that_moves_the_city(surface):
    ask = surface.ask
    report = ask("import_objectives", "OP", content=json.dumps(surface.suite.city))
    assert report == {
        "objectives": 4, "measures": 2, "created": 6, "changed": 0, "unchanged": 0, "dry_run": False, "drafts": [],
        "warnings": [],
    }  # fmt: skip
    measure = ask(
        "add_measure", "TP", objective="O2-P", code="P1", kind="KR", title="Hồ sơ", direction="at_least", target="100",
        source="tasks",
    )  # fmt: skip
    for version, kind in enumerate(TASK_TYPES, start=1):
        surface.hear(kind, version=version, measure_id=measure["id"], status="in_progress")
    surface.hear("tasks.task.completed.v1", version=20, measure_id=measure["id"], status="completed")
    [root] = ask("tree", "NVA", cycle="2026")
    assert (root["code"], root["progress"]["percent"], root["children"][0]["code"]) == ("T1", "25", "O2")
    assert ask("measures_by_ids", "NVA", keys=[measure["id"], "x"])[0]["progress"] == {
        "percent": "100",
        "expected_percent": "45.5",
        "status": "on_track",
    }


def test_an_objective_goes_through_its_life(surface):
    ask = surface.ask
    made = ask("create_objective", "GD", code="N", title="Mới", cycle="2026", unit="SKHCN", weight="2.50")
    assert (made["status"], made["weight"], made["period"]) == (
        "draft", "2.50", {"start": "2026-01-01", "end": "2026-12-31"},
    )  # fmt: skip
    ask("add_measure", "GD", objective="N", code="N1", kind="KPI", title="K", direction="range", low="7.5", high="8.0")
    assert refusals(surface, "activate_objective", "GD", objective="N") == [("objectives.approval_needed", None)]
    assert ask("submit_objective", "GD", objective="N", version=made["version"] + 1)["status"] == "submitted"
    assert ask("approve_objective", "CT", objective="N", note="Đồng ý")["status"] == "approved"
    assert ask("activate_objective", "GD", objective="N")["status"] == "active"
    answer = ask("check_in", "GD", measure="N1", value="3.75", confidence=8)
    assert (answer["measure"]["current"], answer["check_in"]["percent_after"]) == ("3.75", "50")
    shown = ask("objective", "NVA", key="N")
    assert (shown["progress"]["percent"], shown["measures"][0]["high"], shown["child_ids"]) == ("50", "8.0", [])
    ended = ask("close_objective", "GD", objective="N", result="partly", retrospective="Bắt đầu muộn.")
    assert (ended["status"], ended["result"], ended["closed_on"]) == ("closed", "partly", "2026-06-15")
    assert ask("archive_objective", "GD", objective="N")["status"] == "archived"
    assert ask("restore_objective", "GD", objective="N")["status"] == "closed"
    [[approval]] = ask("approvals_by_objectives", "NVA", keys=[made["id"]])
    assert (approval["decision"], approval["decided_by"], approval["note"]) == (
        "approved", surface.ids["CT"], "Đồng ý",
    )  # fmt: skip
    assert [[one["value"] for one in history] for history in _history(ask, answer["measure"]["id"])] == [["3.75"]]
    assert ask("measure", "NVA", key="N1")["status"] == "closed"


def _history(ask, measure_id):
    return ask("check_ins_by_measures", "NVA", keys=[measure_id])


def test_lists_answer_pages_and_joins_answer_in_order(surface):
    made = surface.ask("create_objective", "GD", code="N", title="Mới", cycle="2026", unit="SKHCN")
    page = surface.ask("objectives", "NVA", filter={"unit": "SKHCN", "status": ["draft"]}, order_by="starts")
    assert ([item["code"] for item in page["items"]], page["has_next"]) == (["N"], False)
    assert surface.ask("objectives_by_ids", "NVA", keys=["x", made["id"]])[0] is None


def test_an_objective_is_defined_anew_and_hung_elsewhere(surface):
    ask = surface.ask
    ask("import_objectives", "OP", content=json.dumps(surface.suite.city))
    made = ask(
        "create_objective", "GD", code="N", title="Mới", cycle="2026", unit="SKHCN", owner="TP", reviewer="GD",
        tags=["Y tế"], contributors=[{"unit": "HN", "weight": "3"}, {"unit": "SKHCN-CDS"}], description="Dài",
    )  # fmt: skip
    assert [one["share"] for one in made["contributors"]] == ["75.0", "25.0"]
    changed = ask("change_objective", "GD", objective="N", title="Khác", owner=None, tags=None, version=1)
    assert (changed["title"], changed["owner_id"], changed["reviewer_id"], changed["tags"], changed["description"]) == (
        "Khác", None, surface.ids["GD"], [], "Dài",
    )  # fmt: skip
    moved = ask("move_objective", "GD", objective="N", parent_key_result="O2-KR1")
    assert ask("objective", "NVA", key="O2")["child_ids"].count(moved["id"]) == 1
    [shown] = ask("tree", "NVA", cycle="2026", filter={"text": "KHAC"})
    assert (shown["matched"], [one["code"] for one in shown["children"]]) == (False, ["O2"])
    report = ask("clone_objectives", "OP", from_cycle="2026", to_cycle="2027", branches=["N"], dry_run=True)
    assert report == {"objectives": 1, "measures": 0, "codes": ["N"], "dry_run": True}


def test_what_a_step_needs_is_asked_for(surface):
    surface.ask("create_objective", "GD", code="N", title="Mới", cycle="2026", unit="SKHCN")
    assert refusals(surface, "close_objective", "GD", objective="N", result="partly") == [
        ("shared.field_missing", "retrospective")
    ]
    assert refusals(surface, "close_objective", "GD", objective="N", result="won", retrospective=" ") == [
        ("shared.field_invalid", "result"),
        ("shared.field_invalid", "retrospective"),
    ]
    assert refusals(surface, "return_objective", "CT", objective="N", reason=" ") == [
        ("shared.field_invalid", "reason")
    ]


def test_a_repeated_order_is_one_order(surface):
    given = {"code": "N", "title": "Mới", "cycle": "2026", "unit": "SKHCN"}
    first = surface.ask("create_objective", "GD", order="k", **given)
    assert surface.ask("create_objective", "GD", order="k", **given) == first
    assert len(told(surface.runtime)) == 1


def test_refusals_cross_the_broker_with_code_and_field(surface):
    given = {"code": "N", "title": "Mới", "cycle": "2026"}
    assert refusals(surface, "create_objective", "NVA", unit="SKHCN", **given) == [("shared.forbidden", None)]
    assert refusals(surface, "create_objective", "OP", unit="XX", **given) == [("objectives.unit_unknown", "unit")]
    assert refusals(surface, "import_objectives", "OP", content="{") == [("shared.file_malformed", None)]
    assert refusals(surface, "objective", "NVA", key="XX") == [("shared.not_found", "key")]


def test_nobody_reads_without_signing_in(surface):
    entrypoints = worker_factory(ObjectivesEntrypoints, runtime=surface.runtime, service=build(surface.runtime))
    with pytest.raises(WireError) as caught:
        entrypoints.tree(caller={}, input={"cycle": "2026"})
    assert caught.value.family == "Unauthenticated"


def test_a_measure_is_planned_again_and_a_kpi_shared(surface):
    ask = surface.ask
    ask("import_objectives", "OP", content=json.dumps(surface.suite.city))
    changed = ask("change_measure", "GD", measure="O2-S-KR1", commit="90", stretch="99", version=1)
    assert (changed["commit"], changed["zone"], changed["precision"], changed["version"]) == ("90", None, 2, 2)
    made = ask("create_kpi", "GD", of="SKHCN", code="K", title="Hài lòng", direction="at_least", target="100")
    used = ask("use_kpi", "GD", kpi="K", objective="O2-S", weight="3")
    assert [(one["code"], one["share"]) for one in used["measures"]] == [("O2-S-KR1", "20.00"), ("K", "60.00")]
    assert ask("users_of", "NVA", keys=[made["id"]]) == [[used["id"]]]
    assert ask("kpis_under", "NVA", keys=[made["id"]]) == [[]]
    assert ask("shares_by_ids", "NVA", keys=[used["id"], "x"]) == ["50.00", None]
    assert ask("kpis", "NVA", unit="SKHCN", first=5)["items"][0]["code"] == "K"
    assert ask("forecasts_by_ids", "NVA", keys=[made["id"]])[0]["reason"]["code"] == "too_few_points"
    assert len(ask("drop_kpi", "GD", kpi="K", objective="O2-S")["measures"]) == 1
    assert ask("archive_measure", "GD", measure="K")["status"] == "archived"
    refusal = [("objectives.measure_in_use", "measure")]
    assert refusals(surface, "move_measure", "OP", measure="O2-S-KR1", to="O2") == refusal


def test_many_values_a_feed_an_acknowledgement_and_earlier_days_cross_the_broker(surface):
    ask = surface.ask
    ask("import_objectives", "OP", content=json.dumps(surface.suite.city))
    items = [{"measure": "O2-S-KR1", "value": "20", "on": "2026-06-01"}, {"measure": "O2-S-KR1", "value": "49"}]
    answer = ask("check_in_many", "GD", items=items)
    assert [one["current"] for one in answer["measures"]] == ["49"]
    assert [(one["value"], one["status"], one["expected_percent"]) for one in answer["check_ins"]] == [
        ("20", "at_risk", "41.6"), ("49", "on_track", "45.5"),
    ]  # fmt: skip
    assert ask("import_check_ins", "GD", content="measure,value\nO2-S-KR1,50\n", dry_run=True)["check_ins"] == 1
    noted = ask("acknowledge_check_in", "CT", check_in=answer["check_ins"][1]["id"], note="ổn")
    assert noted["acknowledgement"] == {
        "person_id": surface.ids["CT"], "at": surface.runtime.clock.now().isoformat(), "note": "ổn",
    }  # fmt: skip
    fed = [
        {"source_key": "a", "measure": "O2-S-KR1", "value": "98"},
        {"source_key": "b", "measure": "XX", "value": "1"},
    ]
    outcomes = ask("feed_measures", "MAY", locale="en", items=[*fed, fed[0]])
    assert [one["outcome"] for one in outcomes] == ["taken", "refused", "known"]
    assert outcomes[1]["refusals"] == [
        {"code": "shared.not_found", "field": "measure", "message": "There is no measure “XX”."}
    ]
    assert ask("changes", "NVA", cycle="2026", from_="2026-06-14", to="2026-06-15")[0]["kind"] == "created"
    assert ask("tree", "NVA", cycle="2026", as_of="2026-06-14") == []
    assert ask("tree", "NVA", cycle="2026", with_measures=False)[0]["measures"] == []


def test_what_belongs_to_an_earlier_day_is_asked_for_with_it(surface):
    ask = surface.ask
    ask("import_objectives", "OP", content=json.dumps(surface.suite.city))
    day = surface.runtime.clock.today().isoformat()
    surface.runtime.clock.move(timedelta(days=1))
    ask("check_in", "GD", measure="O2-S-KR1", value="20")
    [measure] = ask("measures_by_ids", "NVA", keys=[ask("measure", "NVA", key="O2-S-KR1")["id"]], as_of=day)
    of_measure, of_holder = {"keys": [measure["id"]], "as_of": day}, {"keys": [measure["objective_id"]], "as_of": day}
    assert (measure["current"], measure["as_of"]) == (None, day)
    assert ask("check_ins_by_measures", "NVA", first=9, **of_measure) == [[]]
    assert ask("forecasts_by_ids", "NVA", **of_measure)[0]["reason"]["code"] == "too_few_points"
    assert (ask("kpis_under", "NVA", **of_measure), ask("users_of", "NVA", **of_measure)) == ([[]], [[]])
    assert (ask("shares_by_ids", "NVA", **of_holder), ask("approvals_by_objectives", "NVA", **of_holder)) == (
        ["50.00"],
        [[]],
    )


def test_what_time_changes_is_told_by_the_timer(surface):
    surface.ask("import_objectives", "OP", content=json.dumps(surface.suite.city))
    surface.ask("check_in", "GD", measure="O2-S-KR1", value="98")
    surface.runtime.clock.move(timedelta(days=40))
    before = len(told(surface.runtime))
    for _ in range(2):
        surface.entrypoints.look_at_what_is_due()
    kinds = [envelope.type for envelope in told(surface.runtime)[before:]]
    assert sorted(kinds) == [
        "objectives.measure.gone_stale.v1", *["objectives.objective.status_changed.v1"] * 3,
    ]  # fmt: skip
