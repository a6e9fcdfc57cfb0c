"""Later deadlines: asked for, granted, refused, withdrawn, and never after the fact."""

from datetime import date, timedelta

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.agreeing.extension import Answer
from hanoiwork_tasks.domain.agreeing.refusals import ExtensionAnswered, ExtensionOpen, ExtensionUnknown, NotTheAsker

DUE, LATER = date(2026, 6, 16), date(2026, 6, 20)


@pytest.fixture
def task(stored_city):
    return stored_city.assigned(due=DUE)


@pytest.fixture
def ask(stored_city, task):
    def asked(**changes):
        given = {"task": task.id, "due": LATER, "reason": "chờ góp ý", **changes}
        return stored_city.desk.extending.ask(stored_city.who("NVA"), **given)

    return asked


def test_a_granted_request_moves_the_deadline_and_keeps_late_work_in_time(stored_city, task, ask) -> None:
    desk, asked = stored_city.desk, ask()
    assert [one.id for one in desk.agreements.extensions_to_answer(stored_city.who("TP"))] == [asked.id]
    moved = desk.extending.grant(stored_city.who("TP"), extension=asked.id, version=1)
    assert (moved.due, moved.first_due) == (LATER, DUE)
    stored_city.clock.move(timedelta(days=4))
    desk.working.submit(stored_city.who("NVA"), task=task.id)
    assert desk.working.accept(stored_city.who("TP"), task=task.id).late_days == 0
    [[kept]] = desk.agreements.extensions(stored_city.who("NVA"), [task.id])
    assert (kept.answer, kept.answered_by, kept.due_before) == (Answer.GRANTED, stored_city.ids["TP"], DUE)
    assert desk.agreements.extensions_to_answer(stored_city.who("TP")) == []
    assert stored_city.facts("requested")[0] | {"version": 0} == {
        "extension_id": asked.id,
        "task_id": task.id,
        "code": task.code,
        "unit_id": task.unit_id,
        "person_id": stored_city.ids["NVA"],
        "awaits_id": stored_city.ids["TP"],
        "due": "2026-06-20",
        "version": 0,
    }
    assert stored_city.facts("extended")[0]["due"] == "2026-06-20"


def test_a_request_is_answered_once(stored_city, ask) -> None:
    asked = ask()
    refused = stored_city.desk.extending.refuse(stored_city.who("TP"), extension=asked.id, note="không cần thiết")
    assert (refused.answer, refused.note, refused.version) == (Answer.REFUSED, "không cần thiết", 2)
    for answer in (stored_city.desk.extending.grant, stored_city.desk.extending.withdraw):
        who = "TP" if answer == stored_city.desk.extending.grant else "NVA"
        with pytest.raises(ExtensionAnswered):
            answer(stored_city.who(who), extension=asked.id)
    with pytest.raises(Stale):
        stored_city.desk.extending.grant(stored_city.who("TP"), extension=asked.id, version=1)
    assert ask().id != asked.id


def test_what_is_granted_after_the_deadline_has_passed_moves_nothing(stored_city, task, ask) -> None:
    asked = ask()
    stored_city.clock.move(timedelta(days=2))
    with pytest.raises(refusals.ExtensionTooLate):
        stored_city.desk.extending.grant(stored_city.who("TP"), extension=asked.id)
    assert stored_city.desk.reading.task(task.id).due == DUE
    assert stored_city.desk.extending.refuse(stored_city.who("TP"), extension=asked.id, note="đã quá hạn")
    with pytest.raises(refusals.ExtensionTooLate):
        ask()


def test_one_request_waits_at_a_time_and_whoever_asked_may_withdraw_it(stored_city, ask) -> None:
    asked = ask()
    with pytest.raises(ExtensionOpen):
        ask(due=date(2026, 6, 30))
    with pytest.raises(NotTheAsker):
        stored_city.desk.extending.withdraw(stored_city.who("TP"), extension=asked.id)
    stored_city.desk.extending.withdraw(stored_city.who("NVA"), extension=asked.id)
    assert ask(due=date(2026, 6, 30)).answer is Answer.OPEN


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"due": DUE}, refusals.ExtensionNotLater),
        ({"reason": " "}, refusals.ReasonMissing),
        ({"task": "NV-404"}, refusals.TaskUnknown),
        ({"version": 1}, Stale),
    ],
)
def test_a_request_that_means_nothing_is_refused(ask, changes, refusal) -> None:
    with pytest.raises(refusal):
        ask(**changes)


def test_only_the_lead_asks_and_only_who_steers_the_task_answers(city) -> None:
    task = city.assigned(due=DUE)
    with pytest.raises(refusals.NotLead):
        city.desk.extending.ask(city.who("NVB"), task=task.id, due=LATER, reason="chậm")
    asked = city.desk.extending.ask(city.who("NVA"), task=task.id, due=LATER, reason="chờ")
    with pytest.raises(refusals.OwnTask):
        city.desk.extending.grant(city.who("NVA"), extension=asked.id)
    with pytest.raises(Forbidden):
        city.desk.extending.grant(city.who("STRANGER"), extension=asked.id)
    with pytest.raises(ExtensionUnknown):
        city.desk.extending.grant(city.who("TP"), extension="none")
    assert city.desk.extending.grant(city.who("GD"), extension=asked.id).due == LATER
    assert city.desk.agreements.extensions(city.who("STRANGER"), [task.id]) == [None]


def test_whoever_steers_a_task_extends_it_unasked_and_that_is_kept_too(city) -> None:
    task = city.assigned(due=DUE)
    with pytest.raises(refusals.OwnTask):
        city.desk.extending.extend(city.who("NVA"), task=task.id, due=LATER, reason="chậm")
    moved = city.desk.extending.extend(city.who("TP"), task=task.id, due=LATER, reason="chờ góp ý")
    assert (moved.due, moved.first_due) == (LATER, DUE)
    [[kept]] = city.desk.agreements.extensions(city.who("TP"), [task.id])
    assert (kept.answer, kept.asked_by, kept.reason) == (Answer.GRANTED, city.ids["TP"], "chờ góp ý")
