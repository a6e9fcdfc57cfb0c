from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.objective import (
    ObjectivePlan,
    Status,
    create,
    move,
    redefine,
    settle,
    year_of,
)
from hanoiwork_objectives.domain.progress import Tally
from hanoiwork_objectives.domain.refusals import CycleLabel, HasLiveChildren, NotChangeable, PeriodReversed, WrongStatus
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


@pytest.mark.parametrize(
    ("before", "to"),
    [("draft", "active"), ("draft", "archived"), ("active", "closed"), ("active", "archived"), ("closed", "archived")],
)
def test_an_objective_goes_forward_through_its_life(before, to):
    moved, fact = move(objective(Status(before)), to=Status(to))
    assert (moved.status, fact.status, fact.version) == (to, to, 2)
    assert fact.type.endswith("archived.v1") == (to == "archived")


@pytest.mark.parametrize(("before", "to"), [("active", "draft"), ("archived", "active"), ("active", "active")])
def test_an_objective_never_goes_back(before, to):
    with pytest.raises(WrongStatus):
        move(objective(Status(before)), to=Status(to))


def test_an_objective_is_put_away_after_everything_under_it():
    with pytest.raises(HasLiveChildren):
        move(objective(), to=Status.ARCHIVED, live_children=2)


def test_the_same_definition_again_changes_nothing():
    assert redefine(objective(), PLAN, status=Status.ACTIVE) is None


def test_another_definition_is_a_new_version():
    redefined = redefine(objective(), replace(PLAN, title="Khác"), status=Status.ACTIVE)
    assert redefined is not None
    changed, fact = redefined
    assert (changed.title, changed.version, fact.type) == ("Khác", 2, "objectives.objective.changed.v1")


def test_a_closed_objective_is_not_defined_anew():
    with pytest.raises(NotChangeable) as caught:
        redefine(objective(Status.CLOSED), replace(PLAN, title="Khác"), status=Status.CLOSED)
    assert "đã đóng" in caught.value.message("vi")
    assert "closed" in caught.value.message("en")


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
