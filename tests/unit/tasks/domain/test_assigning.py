from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_tasks.domain import refusals
from hanoiwork_tasks.domain.assigning import TERM_NAMES, TERMS, Terms, assign
from hanoiwork_tasks.domain.clears import clears
from hanoiwork_tasks.domain.task import Collaborator, Status

TODAY = date(2026, 6, 15)


def test_a_draft_without_its_six_clears_is_not_assigned_and_says_what_is_missing(make_task) -> None:
    draft = make_task(title=" ", person_id=None, assigner_id=None, product="", authority="", due=None)
    assert clears(draft).missing == ("person", "work", "time", "responsibility", "product", "authority")
    with pytest.raises(refusals.ClearsMissing) as refused:
        assign(draft, by="head", person_id=None, terms=Terms(), today=TODAY)
    assert refused.value.details["missing"] == ["person", "work", "time", "product", "authority"]
    assert "rõ người, rõ việc, rõ thời gian, rõ sản phẩm, rõ thẩm quyền" in refused.value.message("vi")
    assert "person, work, time, product, authority" in refused.value.message("en")


def test_assigning_fills_in_what_the_draft_lacks(make_task) -> None:
    draft = make_task(person_id=None, assigner_id=None, product="", due=None)
    step = assign(draft, by="gd", person_id="nvb", terms=Terms(product="Tờ trình", due=date(2026, 7, 1)), today=TODAY)
    task = step.task
    assert (task.status, task.person_id, task.assigner_id) == (Status.TODO, "nvb", "gd")
    assert (task.product, task.due, task.first_due) == ("Tờ trình", date(2026, 7, 1), date(2026, 7, 1))
    assert clears(task).missing == ()


def test_an_unweighed_task_is_not_assigned(make_task) -> None:
    with pytest.raises(refusals.PointsInvalid):
        assign(make_task(points=Decimal(0)), by="head", person_id=None, terms=Terms(), today=TODAY)


@pytest.mark.parametrize("points", ["0", "-1", "1000.01", "0.001", "NaN"])
def test_points_are_more_than_nothing_and_at_most_a_thousand(make_task, points: str) -> None:
    with pytest.raises(refusals.PointsInvalid):
        assign(make_task(), by="head", person_id=None, terms=Terms(points=Decimal(points)), today=TODAY)


@pytest.mark.parametrize("quantity", ["0", "-2", "0.0001", "Infinity"])
def test_a_quantity_is_more_than_nothing(make_task, quantity: str) -> None:
    with pytest.raises(refusals.QuantityInvalid):
        assign(make_task(), by="head", person_id=None, terms=Terms(quantity=Decimal(quantity)), today=TODAY)


def test_work_does_not_start_after_its_deadline(make_task) -> None:
    with pytest.raises(refusals.DatesReversed):
        assign(make_task(), by="head", person_id=None, terms=Terms(starts=date(2026, 6, 25)), today=TODAY)


def test_the_lead_is_not_a_collaborator_too(make_task) -> None:
    with pytest.raises(refusals.SecondLead):
        assign(
            make_task(),
            by="head",
            person_id="nva",
            terms=Terms(),
            today=TODAY,
            collaborators=(Collaborator(person_id="nva"),),
        )


def test_a_second_lead_is_refused_unless_the_task_is_handed_over(make_task) -> None:
    assigned = make_task(status=Status.IN_PROGRESS)
    with pytest.raises(refusals.SecondLead):
        assign(assigned, by="head", person_id="nvb", terms=Terms(), today=TODAY)
    step = assign(assigned, by="head", person_id="nvb", terms=Terms(), today=TODAY, hand_over=True)
    assert (step.task.person_id, step.task.status) == ("nvb", Status.IN_PROGRESS)
    assert (step.before, step.after) == ("nva", "nvb")


def test_assigning_again_does_not_change_what_was_agreed(make_task) -> None:
    with pytest.raises(refusals.TermsFixed) as refused:
        assign(
            make_task(status=Status.TODO), by="head", person_id="nva", terms=Terms(due=date(2026, 7, 9)), today=TODAY
        )
    assert "không đổi hạn;" in refused.value.message("vi")
    assert "keeps its due;" in refused.value.message("en")


def test_every_term_has_its_vietnamese_word() -> None:
    assert set(TERM_NAMES) == TERMS


@pytest.mark.parametrize(
    ("changes", "today"),
    [
        ({"submitted_on": date(2026, 6, 14)}, TODAY),
        ({"quality_failures": 1}, TODAY),
        ({}, date(2026, 6, 25)),
    ],
    ids=["handed in", "returned for a major error", "past its deadline"],
)
def test_nobody_inherits_the_failures_or_the_lateness_of_another(make_task, changes, today: date) -> None:
    task = make_task(status=Status.RETURNED, **changes)
    with pytest.raises(refusals.HandOverTooLate):
        assign(task, by="head", person_id="nvb", terms=Terms(), today=today, hand_over=True)
    assert assign(task, by="gd", person_id="nva", terms=Terms(), today=today).task.person_id == "nva"
