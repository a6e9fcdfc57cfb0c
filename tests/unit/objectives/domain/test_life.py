from dataclasses import replace
from datetime import date

import pytest

from hanoiwork_objectives.domain.life import NEXT, Closing, activate, archive, close, hang, restore, step
from hanoiwork_objectives.domain.life_refusals import ParentArchived
from hanoiwork_objectives.domain.objective import ObjectivePlan, Result, Status, create
from hanoiwork_objectives.domain.refusals import HasLiveChildren, NotChangeable, WrongStatus

TODAY = date(2026, 6, 15)
CLOSING = Closing(result=Result.PARTLY, retrospective="Bắt đầu muộn.")
PLAN = ObjectivePlan(
    code="O3", title="Kinh tế số", cycle="2026", unit_id="u", starts=date(2026, 4, 1), ends=date(2026, 12, 31)
)
STEPS = [(before, to) for before in Status for to in Status]


def objective(status=Status.ACTIVE, **given):
    return replace(create(PLAN, objective_id="o", status=Status(status))[0], **given)


@pytest.mark.parametrize(("before", "to"), [pair for pair in STEPS if pair[1] in NEXT[pair[0]]])
def test_an_objective_goes_through_its_life(before, to):
    assert (step(objective(before), to=to).status, step(objective(before), to=to).version) == (to, 2)


@pytest.mark.parametrize(("before", "to"), [pair for pair in STEPS if pair[1] not in NEXT[pair[0]]])
def test_an_objective_takes_no_other_step(before, to):
    with pytest.raises(WrongStatus):
        step(objective(before), to=to)


def test_nothing_leaves_the_archive_by_a_step_and_nothing_active_is_a_draft_again():
    assert NEXT[Status.ARCHIVED] == frozenset()
    assert Status.DRAFT not in NEXT[Status.ACTIVE]


def test_activating_is_a_change():
    active, fact = activate(objective("approved"))
    assert (active.status, fact.type, fact.status) == ("active", "objectives.objective.changed.v1", "active")


def test_a_closed_objective_says_what_came_of_it():
    ended, fact = close(objective(), CLOSING, on=TODAY)
    assert (ended.result, ended.retrospective, ended.closed_on) == ("partly", "Bắt đầu muộn.", TODAY)
    assert (fact.type, fact.result, fact.version) == ("objectives.objective.closed.v1", "partly", 2)


def test_an_objective_is_put_away_after_everything_under_it():
    with pytest.raises(HasLiveChildren):
        archive(objective(), live_children=2)
    assert archive(objective(), live_children=0)[1].type == "objectives.objective.archived.v1"


@pytest.mark.parametrize("before", ["draft", "submitted", "approved", "active", "closed"])
def test_an_objective_comes_back_as_what_it_was(before):
    away, _ = archive(objective(before), live_children=0)
    back, fact = restore(away, above=None)
    assert (back.status, back.archived_from, fact.type) == (before, None, "objectives.objective.restored.v1")


def test_what_was_put_away_before_that_was_kept_comes_back_as_a_draft():
    assert restore(objective("archived"), above=None)[0].status is Status.DRAFT


def test_an_objective_comes_back_after_what_it_hangs_under():
    with pytest.raises(ParentArchived):
        restore(objective("archived"), above=objective("archived"))
    restore(objective("archived"), above=objective("closed"))


def test_only_what_is_put_away_comes_back():
    with pytest.raises(WrongStatus) as caught:
        restore(objective(), above=None)
    assert "khôi phục" in caught.value.message("vi")


def test_a_branch_is_hung_elsewhere_or_made_a_root():
    moved = hang(objective(), under="p", on="k")
    assert moved is not None
    assert (moved[0].parent_objective_id, moved[0].parent_measure_id, moved[0].version) == ("p", "k", 2)
    assert moved[1].type == "objectives.objective.moved.v1"
    root = hang(moved[0], under=None, on=None)
    assert root is not None
    assert root[1].parent_objective_id is None


def test_hung_where_it_hangs_nothing_happens():
    assert hang(objective(parent_objective_id="p"), under="p", on=None) is None


@pytest.mark.parametrize("status", ["submitted", "approved", "closed", "archived"])
def test_what_is_being_decided_about_or_has_ended_stays_where_it_hangs(status):
    with pytest.raises(NotChangeable):
        hang(objective(status), under="p", on=None)
