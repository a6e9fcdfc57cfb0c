"""A task goes on in other hands once giver, receiver and assigner agree; its points are divided and none is lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from hanoiwork_shared.errors import Forbidden, Stale
from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.agreeing.hand_over import Party, Share, State
from hanoiwork_tasks.domain.agreeing.refusals import (
    HandOverAnswered,
    HandOverOpen,
    HandOverToLead,
    HandOverUnknown,
    KeptPointsInvalid,
    KeptQuantityInvalid,
    LeadChanged,
    NotAParty,
)
from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.task import Status
from hanoiwork_tasks.domain.wanted import Wanted

KEPT = Share(points=Decimal(8))


@pytest.fixture
def task(stored_city):
    """A task of 20 points that NVA leads and TP assigned."""
    return stored_city.assigned(due=date(2026, 6, 24))


@pytest.fixture
def propose(stored_city, task):
    def proposed(*, by="NVA", kept=KEPT, **changes):
        given = {"task": task.id, "person": "NVB", "kept": kept, "reason": "đi học", **changes}
        return stored_city.desk.handing_over.propose(stored_city.who(by), **given)

    return proposed


@pytest.fixture
def agree(stored_city):
    def agreed(hand_over, who, **changes):
        return stored_city.desk.handing_over.agree(stored_city.who(who), hand_over=hand_over.id, **changes)

    return agreed


def test_the_last_to_agree_divides_the_task(stored_city, task, propose, agree) -> None:
    proposed = propose()
    assert proposed.awaits == (Party.RECEIVER, Party.ASSIGNER)
    assert agree(proposed, "NVB", version=1).state is State.OPEN
    assert stored_city.desk.reading.task(task.id).points == Decimal(20)
    done = agree(proposed, "TP", version=2)
    kept, rest = stored_city.desk.reading.tasks_by_ids([task.id, done.new_task_id])
    assert (done.state, kept.points, rest.points) == (State.DONE, Decimal(8), Decimal(12))
    assert (kept.person_id, rest.person_id) == (stored_city.ids["NVA"], stored_city.ids["NVB"])
    assert (rest.status, rest.due, rest.first_due, rest.assigner_id, rest.product) == (
        Status.TODO, task.due, task.due, stored_city.ids["TP"], task.product,
    )  # fmt: skip
    assert stored_city.told()[-4:] == ["proposed", "handed_over", "created", "assigned"]
    assert stored_city.facts("proposed")[0]["awaits_ids"] == [stored_city.ids["NVB"], stored_city.ids["TP"]]


def test_a_task_handed_over_whole_only_changes_its_lead(stored_city, task, propose, agree) -> None:
    proposed = propose(by="TP", kept=Share())
    assert proposed.awaits == (Party.GIVER, Party.RECEIVER)
    agree(proposed, "NVA")
    done = agree(proposed, "NVB")
    after = stored_city.desk.reading.task(task.id)
    assert (done.new_task_id, after.person_id, after.points, after.assigner_id) == (
        None, stored_city.ids["NVB"], Decimal(20), stored_city.ids["TP"],
    )  # fmt: skip


def test_a_product_of_several_units_is_divided_in_units_too(stored_city, propose, agree) -> None:
    task = stored_city.assigned(title="Mười bài", quantity=Decimal(10), due=date(2026, 6, 24))
    with pytest.raises(KeptQuantityInvalid):
        propose(task=task.id)
    proposed = propose(task=task.id, kept=Share(points=Decimal(8), quantity=Decimal(4)))
    agree(proposed, "NVB")
    done = agree(proposed, "TP")
    kept, rest = stored_city.desk.reading.tasks_by_ids([task.id, done.new_task_id])
    assert (kept.quantity, rest.quantity) == (Decimal(4), Decimal(6))


def test_those_who_are_asked_see_it_until_they_have_agreed(stored_city, propose, agree) -> None:
    proposed = propose()

    def waits_for(who):
        return [one.id for one in stored_city.desk.agreements.hand_overs_to_answer(stored_city.who(who))]

    assert {who: waits_for(who) for who in ("NVA", "NVB", "TP", "GD")} == {
        "NVA": [], "NVB": [proposed.id], "TP": [proposed.id], "GD": [],
    }  # fmt: skip
    agree(proposed, "NVB")
    assert waits_for("NVB") == []


def test_any_of_them_may_refuse_and_nothing_has_changed(stored_city, task, propose, agree) -> None:
    proposed = propose()
    refused = stored_city.desk.handing_over.refuse(stored_city.who("NVB"), hand_over=proposed.id, note="đang bận")
    assert (refused.state, refused.note) == (State.REFUSED, "đang bận")
    with pytest.raises(HandOverAnswered):
        agree(proposed, "TP")
    assert stored_city.desk.reading.task(task.id) == task
    assert propose().state is State.OPEN


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"person": "NVA"}, HandOverToLead),
        ({"person": "NOBODY"}, refusals.PersonUnknown),
        ({"reason": ""}, refusals.ReasonMissing),
        ({"kept": Share(points=Decimal(20))}, KeptPointsInvalid),
        ({"kept": Share(points=Decimal(-1))}, KeptPointsInvalid),
        ({"kept": Share(points=Decimal("0.001"))}, refusals.PointsInvalid),
        ({"kept": Share(quantity=Decimal(1))}, KeptQuantityInvalid),
        ({"by": "NVB"}, NotAParty),
        ({"by": "STRANGER"}, NotAParty),
        ({"version": 1}, Stale),
    ],
)
def test_a_hand_over_that_cannot_be_is_refused(stored_city, task, propose, changes, refusal) -> None:
    with pytest.raises(refusal):
        propose(**changes)
    assert stored_city.desk.agreements.hand_overs(stored_city.who("NVA"), [task.id]) == [[]]


def test_one_hand_over_waits_at_a_time_and_strangers_have_no_part_in_it(propose, agree) -> None:
    proposed = propose()
    with pytest.raises(HandOverOpen):
        propose()
    with pytest.raises(NotAParty):
        agree(proposed, "STRANGER")
    with pytest.raises(Stale):
        agree(proposed, "NVB", version=7)


def test_nobody_inherits_lateness_by_agreement(stored_city, propose, agree) -> None:
    proposed = propose()
    stored_city.clock.move(timedelta(days=30))
    with pytest.raises(refusals.HandOverTooLate):
        agree(proposed, "NVB")


def test_a_task_that_got_another_lead_meanwhile_is_not_handed_over(stored_city, task, propose, agree) -> None:
    proposed = propose()
    stored_city.desk.drafting.assign(stored_city.who("GD"), task=task.id, person="TP", terms=Terms(), hand_over=True)
    with pytest.raises(LeadChanged):
        agree(proposed, "NVB")


def test_a_task_in_parts_keeps_at_least_what_its_parts_weigh(stored_city, task, propose, agree) -> None:
    part = Wanted(title="Phần", points=Decimal(15), unit="SKHCN-CDS")
    stored_city.desk.drafting.break_down(stored_city.who("TP"), parts=[part], task=task.id)
    proposed = propose()
    agree(proposed, "NVB")
    with pytest.raises(refusals.PointsOver):
        agree(proposed, "TP")
    assert stored_city.desk.reading.task(task.id).points == Decimal(20)


def test_what_is_not_known_is_not_agreed_to(city) -> None:
    with pytest.raises(HandOverUnknown):
        city.desk.handing_over.agree(city.who("TP"), hand_over="none")
    with pytest.raises(Forbidden):
        city.desk.handing_over.propose(
            city.who("STRANGER"), task=city.assigned().id, person="NVB", kept=Share(), reason="x"
        )
