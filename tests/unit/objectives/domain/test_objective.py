from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.life_refusals import ReviewerIsOwner
from hanoiwork_objectives.domain.objective import (
    ObjectivePlan,
    Result,
    Status,
    create,
    redefine,
    settle,
    snapshot,
    year_of,
)
from hanoiwork_objectives.domain.progress import Tally
from hanoiwork_objectives.domain.refusals import CycleLabel, NotChangeable, PeriodReversed
from hanoiwork_objectives.events import Contributor, ObjectiveMoved
from hanoiwork_shared.errors import Refused

PLAN = ObjectivePlan(
    code="O3", title="Kinh tế số", cycle="2026", unit_id="u", starts=date(2026, 4, 1), ends=date(2026, 12, 31)
)


def objective(status=Status.ACTIVE):
    return create(PLAN, objective_id="o", status=status)[0]


def test_a_new_objective_is_a_draft_and_is_told():
    made, fact = create(PLAN, objective_id="o")
    assert (made.status, made.percent, made.version) == (Status.DRAFT, None, 1)
    assert (fact.type, fact.objective_id, fact.status, fact.version) == (
        "objectives.objective.created.v1", "o", "draft", 1,
    )  # fmt: skip


def test_everything_wrong_with_a_plan_is_refused_at_once():
    with pytest.raises(Refused) as caught:
        create(replace(PLAN, weight=Decimal(0), ends=date(2026, 1, 1)), objective_id="o")
    assert {problem.code for problem in caught.value.each()} == {
        "objectives.weight_not_positive",
        "objectives.period_reversed",
    }


def test_a_period_may_be_one_day_but_not_less():
    create(replace(PLAN, ends=PLAN.starts), objective_id="o")
    with pytest.raises(PeriodReversed):
        create(replace(PLAN, ends=date(2026, 3, 31)), objective_id="o")


def test_the_reviewer_is_somebody_else_than_the_owner():
    create(replace(PLAN, owner_id="a", reviewer_id="b"), objective_id="o")
    with pytest.raises(ReviewerIsOwner) as caught:
        create(replace(PLAN, owner_id="a", reviewer_id="a"), objective_id="o")
    assert caught.value.field == "reviewer"


def test_a_unit_contributes_once_and_weighs_something():
    units = (Contributor(unit_id="u", weight=Decimal(1)), Contributor(unit_id="u", weight=Decimal(0)))
    with pytest.raises(Refused) as caught:
        create(replace(PLAN, contributors=units), objective_id="o")
    assert [(problem.code, problem.field) for problem in caught.value.each()] == [
        ("objectives.weight_not_positive", "contributors[1].weight"),
        ("objectives.contributor_twice", "contributors[1].unit"),
    ]


def test_the_same_definition_again_changes_nothing():
    assert redefine(objective(), PLAN, status=Status.ACTIVE) is None


def test_another_definition_is_a_new_version():
    redefined = redefine(objective(), replace(PLAN, title="Khác"), status=Status.ACTIVE)
    assert redefined is not None
    changed, fact = redefined
    assert (changed.title, changed.version, fact.type) == ("Khác", 2, "objectives.objective.changed.v1")


@pytest.mark.parametrize(
    ("status", "vi"),
    [("submitted", "chờ phê duyệt"), ("approved", "đã phê duyệt"), ("closed", "đã đóng"), ("archived", "lưu trữ")],
)
def test_what_is_being_decided_about_or_has_ended_is_not_defined_anew(status, vi):
    with pytest.raises(NotChangeable) as caught:
        redefine(objective(Status(status)), replace(PLAN, title="Khác"), status=Status(status))
    assert vi in caught.value.message("vi")
    assert status in caught.value.message("en")


def test_every_fact_carries_the_whole_public_state():
    units = (Contributor(unit_id="v", weight=Decimal(2)),)
    made, _ = create(replace(PLAN, reviewer_id="r", contributors=units, tags=("y tế",)), objective_id="o")
    told = snapshot(ObjectiveMoved, replace(made, result=Result.MISSED))
    assert (told.type, told.reviewer_id, told.contributors, told.tags, told.result) == (
        "objectives.objective.moved.v1", "r", units, ("y tế",), "missed",
    )  # fmt: skip


def test_only_a_moved_percentage_is_told():
    today = date(2026, 6, 1)
    settled, fact = settle(objective(), Tally(percent=Decimal(50), fresh_until=today), as_of=today)
    assert (settled.percent, settled.version) == (Decimal(50), 2)
    assert fact is not None
    assert (fact.percent, fact.status) == (Decimal(50), "on_track")
    fresher, silence = settle(settled, Tally(percent=Decimal(50), fresh_until=date(2026, 7, 1)), as_of=today)
    assert (fresher.version, silence) == (2, None)


@pytest.mark.parametrize("cycle", ["", "26", "2026-Q1", "२०२६", "0000"])
def test_a_cycle_is_a_year(cycle):
    assert year_of("2026") == (date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(CycleLabel):
        year_of(cycle)
