"""What counts in the ledger, and what part of a task is done."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from hanoiwork_evaluation.domain import lines as domain
from hanoiwork_evaluation.events import TaskTold
from hanoiwork_shared.facts import read


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, True),
        ({"status": "in_progress"}, True),
        ({"status": "draft"}, False),
        ({"status": "cancelled"}, False),
        ({"person_id": None}, False),
        ({"due": None}, False),
    ],
)
def test_assigned_work_with_a_deadline_counts(make, changes, counts):
    assert make.entry(**changes).counts is counts


@pytest.mark.parametrize(
    ("changes", "done"),
    [
        ({}, 1),
        ({"status": "in_progress", "accepted_quantity": Decimal(0)}, 0),
        ({"status": "returned", "quantity": Decimal(4), "accepted_quantity": Decimal(1)}, 0),
        ({"quantity": Decimal(4), "accepted_quantity": Decimal(1)}, Fraction(1, 4)),
        ({"quantity": Decimal(4), "accepted_quantity": Decimal(5)}, 1),
        ({"quantity": Decimal(0), "accepted_quantity": Decimal(0)}, 1),
    ],
)
def test_only_completed_work_is_done_by_the_part_that_was_accepted(make, changes, done):
    assert make.entry(**changes).line().done == done


def test_the_ledger_keeps_what_it_needs_of_a_task_and_ignores_the_rest():
    told = read(
        TaskTold,
        {
            "task_id": "t",
            "code": "TX-1",
            "group": "routine",
            "unit_id": "u",
            "person_id": "p",
            "collaborator_ids": ["q"],
            "objective_id": "o1",
            "objective_ids": ["o1", "o"],
            "points": "8",
            "quantity": "1",
            "accepted_quantity": "0",
            "quality_failures": 0,
            "late_days": 0,
            "due": "2026-06-10",
            "status": "in_progress",
            "percent": 40,
            "version": 3,
        },
    )
    entry = domain.entry(told, sequence=3)
    assert (entry.sequence, entry.points, entry.due) == (3, Decimal(8), date(2026, 6, 10))
    assert entry.objective_id == "o1"
