"""The whole service over a real database, called as the broker calls it."""

from dataclasses import asdict
from datetime import timedelta
from threading import Thread
from types import SimpleNamespace

import pytest
from nameko.testing.services import worker_factory

from hanoiwork_evaluation.domain.run import planned
from hanoiwork_evaluation.entrypoints import EvaluationEntrypoints, build
from hanoiwork_evaluation.events import TaskTold
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.store import Store
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.facts import plain
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity, sign
from hanoiwork_shared.policy import Role
from hanoiwork_shared.testing import tell_places, told
from hanoiwork_shared.wire import WireError

SEEN = {"quantity": "104", "quality": "97", "progress": "104"}
TOGETHER = 0.5
"""Seconds in which what is not held back is done."""
TOLD = tuple(TaskTold.__dataclass_fields__)


@pytest.fixture
def service(runtime, deck, make):
    """The service with the deck's tasks told; `ask` calls it as somebody."""
    entrypoints = worker_factory(EvaluationEntrypoints, runtime=runtime, evaluation=build(runtime))
    ids = tell_places(
        runtime,
        units={"SKHCN": None, "CDS": "SKHCN"},
        people={"NVA": "CDS", "HEAD": "CDS", "OPERATOR": "SKHCN"},
        grants=[("HEAD", Role.DIVISION_HEAD, "CDS"), ("OPERATOR", Role.OPERATOR, None)],
    )

    def ask(method, caller_code, /, *, key=None, locale="vi", **given):
        identity = Identity(person_id=ids[caller_code], account=caller_code.lower())
        token = sign(identity, secret=runtime.settings.secret, now=runtime.clock.now())
        caller = {"identity": token, "idempotency_key": key, "locale": locale}
        return getattr(entrypoints, method)(caller=caller, input=given)

    def hear(entry, event_id=None):
        data = {name: value for name, value in asdict(entry).items() if name in TOLD}
        envelope = Envelope(
            id=event_id or new_id(),
            source="/hanoiwork/tasks",
            type="tasks.task.completed.v1",
            subject=entry.task_id,
            time=runtime.clock.now(),
            data=plain(data),
            sequence=entry.sequence,
        )
        entrypoints.task_known(envelope)

    def hear_objective(objective_id, parent_id):
        data = {"objective_id": objective_id, "parent_objective_id": parent_id}
        envelope = Envelope(
            id=new_id(),
            source="/hanoiwork/objectives",
            type="objectives.objective.created.v1",
            subject=objective_id,
            time=runtime.clock.now(),
            data=data,
            sequence=1,
        )
        entrypoints.objective_known(envelope)

    for entry in make.deck_entries(deck, person_id=ids["NVA"], unit_id=ids["CDS"], objective_id="O3.1"):
        hear(entry)
        hear(entry)
    hear_objective("O3.1", "O3")
    return SimpleNamespace(
        ask=ask,
        entrypoints=entrypoints,
        hear=hear,
        ids=ids,
        runtime=runtime,
        store=Store(runtime.database, runtime.outbox, clock=runtime.clock),
    )


def _june(service):
    service.ask("open_period", "OPERATOR", code="2026-06")
    with service.store.read() as session:
        return session.period("2026-06")


def rows():
    return [{"code": row.code, "score": str(row.maximum)} for row in HANOI_2026.form("civil_servant").rows]


def test_the_decks_month_from_events_to_an_approved_sheet(service):
    ask = service.ask
    period = ask("open_period", "OPERATOR", code="2026-06")
    assert (period["starts"], period["ends"]) == ("2026-05-25", "2026-06-24")
    assert ask("start_evaluation_run", "OPERATOR", period="2026-06")["generated"] == 1
    assert ask("submit_sheet", "NVA", period="2026-06", rows=rows(), version=1, seen=SEEN)["status"] == "submitted"
    assert ask("review_sheet", "HEAD", person="NVA", period="2026-06", rows=rows())["status"] == "reviewed"
    assert ask("approve_sheet", "HEAD", person="NVA", period="2026-06")["status"] == "approved"
    sheet = ask("sheet", "NVA", person="NVA", period="2026-06")
    figures = [sheet[part]["points"] for part in ("assigned", "quantity", "quality", "progress")]
    assert figures == ["132", "104", "97", "104"]
    assert [sheet[name] for name in ("result_percent", "general", "result", "total")] == ["77", "30", "53.9", "83.9"]
    assert sheet["level"] == "Hoàn thành tốt"
    assert [envelope.type.split(".")[2] for envelope in told(service.runtime)] == [
        "opened",
        "generated",
        "submitted",
        "reviewed",
        "approved",
    ]
    [scores] = ask("scores_by_objectives", "HEAD", keys=["O3"], period="2026-06")
    assert (scores["people"], scores["scored"], scores["average_total"]) == (1, 1, "83.9")
    [unit] = ask("results_by_units", "HEAD", keys=[service.ids["SKHCN"]], period="2026-06")
    assert unit == ask("unit_results", "HEAD", unit="SKHCN", period="2026-06")
    assert ask("year_result", "NVA", person="NVA", year=2026)["total"] == "83.9"
    assert ask("evaluation_runs", "OPERATOR")[0]["people"] == 1


def test_lists_and_joins_answer_plain_data(service):
    ask = service.ask
    ask("open_period", "OPERATOR", code="2026-06")
    ask("start_evaluation_run", "OPERATOR", period="2026-06")
    page = ask("sheets", "HEAD", period="2026-06", unit="SKHCN", status="draft")
    assert (len(page["items"]), page["has_next"]) == (1, False)
    keys = [service.ids["HEAD"], service.ids["NVA"]]
    absent, present = ask("sheets_by_people", "HEAD", keys=keys, period="2026-06")
    assert (absent, present["person_id"]) == (None, service.ids["NVA"])
    assert ask("periods", "NVA")[0]["status"] == "open"
    assert ask("close_period", "OPERATOR", code="2026-06", version=1)["status"] == "closed"


def test_the_timer_does_the_chunks_of_a_large_run(service):
    run, chunks = planned(
        _june(service), [service.ids["NVA"]], skipped=0, by="OPERATOR", at=service.runtime.clock.now()
    )
    with service.store.begin() as session:
        session.add_run(run, chunks)
    service.entrypoints.work_on_runs()
    [done] = service.ask("evaluation_runs", "OPERATOR", period="2026-06")
    assert (done["chunks_done"], done["generated"], done["finished"] is None) == (1, 1, False)


def test_the_timer_looks_up_between_chunks_so_that_the_process_can_end(runtime):
    turns = []

    def work():
        turns.append(runtime.clock.now())
        assert len(turns) < 10, "it never looks up"
        runtime.clock.move(timedelta(seconds=1))
        return True

    endless = SimpleNamespace(runs=SimpleNamespace(work=work))
    worker_factory(EvaluationEntrypoints, runtime=runtime, evaluation=endless).work_on_runs()
    assert len(turns) == 2


def test_a_repeated_order_is_one_order(service):
    first = service.ask("open_period", "OPERATOR", key="k", code="2026-06")
    assert service.ask("open_period", "OPERATOR", key="k", code="2026-06") == first


def test_a_return_makes_a_draft_of_it_again(service):
    service.ask("open_period", "OPERATOR", code="2026-06")
    service.ask("start_evaluation_run", "OPERATOR", period="2026-06")
    service.ask("submit_sheet", "NVA", period="2026-06", rows=rows())
    sheet = service.ask("return_sheet", "HEAD", person="NVA", period="2026-06", reason="Thiếu")
    assert (sheet["status"], sheet["return_reason"]) == ("draft", "Thiếu")


def test_refusals_cross_the_broker_with_code_and_both_sentences(service):
    with pytest.raises(WireError) as caught:
        service.ask("sheet", "NVA", period="2026-06")
    [refusal] = caught.value.refusals
    assert (refusal["family"], refusal["code"]) == ("NotFound", "evaluation.period_not_found")
    assert "2026-06" in refusal["vi"]
    assert "2026-06" in refusal["en"]


def test_a_month_is_not_closed_between_a_submission_and_its_commit(service):
    service.ask("open_period", "OPERATOR", code="2026-06")
    service.ask("start_evaluation_run", "OPERATOR", period="2026-06")
    order = []

    def close():
        service.ask("close_period", "OPERATOR", code="2026-06")
        order.append("closed")

    closing = Thread(target=close)
    with service.runtime.database.begin():
        service.ask("submit_sheet", "NVA", period="2026-06", rows=rows())
        closing.start()
        closing.join(TOGETHER)
        order.append("submitted")
    closing.join()
    assert order == ["submitted", "closed"]
