from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest

from hanoiwork_objectives.domain.approval import Said, Turn, approve, demand_turn, send_back, submit, turn_of
from hanoiwork_objectives.domain.life_refusals import OutOfTurn, OwnApproval
from hanoiwork_objectives.domain.objective import ObjectivePlan, Status, create
from hanoiwork_objectives.domain.refusals import WrongStatus
from hanoiwork_objectives.events import ObjectiveSubmitted

NOW = datetime(2026, 6, 15, 3, tzinfo=UTC)
PLAN = ObjectivePlan(
    code="O3", title="Kinh tế số", cycle="2026", unit_id="u", owner_id="owner",
    starts=date(2026, 4, 1), ends=date(2026, 12, 31),
)  # fmt: skip
ROUTE = (Turn(person_id="first"), Turn(unit_id="above"))


def said(by, note=""):
    return Said(by=by, at=NOW, note=note)


def ids():
    numbers = count(1)
    return lambda: f"id{next(numbers)}"


@pytest.fixture
def submitted():
    draft, _ = create(PLAN, objective_id="o")
    return submit(draft, ROUTE, past=(), said=said("owner"), new_id=ids())


def test_an_objective_is_handed_to_the_first_in_its_route(submitted):
    objective, places, fact = submitted
    assert (objective.status, [(one.round, one.place) for one in places]) == ("submitted", [(1, 1), (1, 2)])
    assert (fact.type, fact.awaits_id, fact.awaits_unit_id) == ("objectives.objective.submitted.v1", "first", None)
    assert turn_of(objective, places) == places[0]


def test_it_goes_on_to_the_next_and_after_the_last_it_is_approved(submitted):
    objective, (first, last), _ = submitted
    going_on, decided, fact = approve(objective, first, approvals=[first, last], said=said("first", "Đồng ý"))
    assert (going_on.status, going_on.version) == ("submitted", objective.version + 1)
    assert (decided.decision, decided.decided_by, decided.decided_at, decided.note) == (
        "approved", "first", NOW, "Đồng ý",
    )  # fmt: skip
    assert isinstance(fact, ObjectiveSubmitted)
    assert (fact.awaits_id, fact.awaits_unit_id) == (None, "above")
    places = [decided, last]
    assert turn_of(going_on, places) == last
    approved, _, fact = approve(going_on, last, approvals=places, said=said("leader"))
    assert (approved.status, fact.type) == ("approved", "objectives.objective.approved.v1")


def test_one_that_is_sent_back_is_a_draft_and_starts_a_new_round(submitted):
    objective, places, _ = submitted
    returned, decided, fact = send_back(objective, places[0], said=said("first", "Thiếu"), new_id=ids())
    assert (returned.status, decided.decision, fact.type) == (
        "draft", "returned", "objectives.objective.returned.v1",
    )  # fmt: skip
    _, again, _ = submit(returned, ROUTE[:1], past=[decided, places[1]], said=said("owner"), new_id=ids())
    assert [(one.round, one.place) for one in again] == [(2, 1)]


def test_what_was_approved_may_be_sent_back_and_both_decisions_stay(submitted):
    objective, (first, last), _ = submitted
    going_on, first, _ = approve(objective, first, approvals=[first, last], said=said("first"))
    approved, last, _ = approve(going_on, last, approvals=[first, last], said=said("leader"))
    turn = turn_of(approved, [first, last])
    returned, record, _ = send_back(approved, turn, said=said("leader", "Đổi ý"), new_id=ids())
    assert (returned.status, last.decision, record.decision, record.place) == ("draft", "approved", "returned", 3)


def test_an_approved_objective_is_not_approved_again(submitted):
    objective, (first, last), _ = submitted
    with pytest.raises(WrongStatus):
        approve(replace(objective, status=Status.APPROVED), last, approvals=[first, last], said=said("leader"))


def test_nobody_decides_about_what_they_submitted_or_own(submitted):
    objective, places, _ = submitted
    mine = replace(places[1], submitted_by="clerk")
    for person in ("owner", "clerk"):
        with pytest.raises(OwnApproval):
            demand_turn(mine, objective=objective, person_id=person)


def test_nobody_decides_out_of_turn(submitted):
    objective, places, _ = submitted
    demand_turn(places[0], objective=objective, person_id="first")
    demand_turn(places[1], objective=objective, person_id="anybody")
    with pytest.raises(OutOfTurn):
        demand_turn(places[0], objective=objective, person_id="anybody")


def test_nothing_is_decided_about_a_draft():
    with pytest.raises(WrongStatus):
        turn_of(create(PLAN, objective_id="o")[0], ())
