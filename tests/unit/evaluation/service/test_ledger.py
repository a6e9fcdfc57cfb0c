"""The ledger ends in the same state however often and in whatever order it is told."""

from datetime import date
from decimal import Decimal

from hanoiwork_evaluation.events import ObjectiveTold, TaskTold


def told(**changes):
    values = {
        "task_id": "t",
        "code": "TX-1",
        "group": "routine",
        "unit_id": "CDS",
        "person_id": "NVA",
        "objective_id": None,
        "points": Decimal(8),
        "quantity": Decimal(1),
        "accepted_quantity": Decimal(0),
        "quality_failures": 0,
        "late_days": 0,
        "due": date(2026, 6, 10),
        "status": "in_progress",
    }
    return TaskTold(**{**values, **changes})


def test_newer_news_replace_older_and_older_change_nothing(city):
    city.ledger.learn(told(status="completed"), sequence=3)
    city.ledger.learn(told(), sequence=2)
    assert city.session.entries["t"].status == "completed"


def test_a_task_moves_to_the_sheet_of_its_new_lead(city):
    city.ledger.learn(told(), sequence=1)
    city.ledger.learn(told(person_id="NVB"), sequence=2)
    assert [entry.person_id for entry in city.session.entries.values()] == ["NVB"]


def test_an_objective_hangs_where_the_newest_news_put_it(city):
    for sequence, parent in ((2, "O2"), (1, "O1")):
        city.ledger.learn_objective(ObjectiveTold(objective_id="O", parent_objective_id=parent), sequence=sequence)
    assert city.session.objectives["O"].parent_id == "O2"
