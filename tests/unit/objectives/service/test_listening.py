from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.domain.measure import Kind, Source
from hanoiwork_objectives.domain.progress import Frequency
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.events import TaskSlice
from hanoiwork_shared.facts import read
from hanoiwork_shared.testing import FixedClock

ON = date(2026, 6, 10)
AIM = Aim(direction=Direction.AT_LEAST, target=Decimal(100))


@pytest.fixture
def fed(suite):
    """The city's tree with two key results on O2-P that live from tasks."""
    prepare(suite)
    return suite


def prepare(suite):
    suite.load()
    for code in ("TASKS", "OTHER"):
        suite.add_measure("OP", objective="O2-P", code=code, kind=Kind.KR, title=code, aim=AIM, source=Source.TASKS)


def tell(suite, task="t1", *, measure="TASKS", points=10, status="todo", version=1, broken_down=False):
    measure_id = measure and suite.service.reading.measure(key=measure).id
    quantity = Decimal(1)
    accepted = quantity if status == "completed" else Decimal(0)
    told = TaskSlice(
        task_id=task,
        measure_id=measure_id,
        points=Decimal(points),
        quantity=quantity,
        accepted_quantity=accepted,
        status=status,
        version=version,
        broken_down=broken_down,
    )
    suite.service.listening.task_told(told, sequence=version, on=ON)


def percent(suite, measure="TASKS"):
    return str(suite.service.reading.measure(key=measure).progress.percent)


def test_finishing_a_task_moves_the_objective_and_all_above_it(fed):
    tell(fed, "t1", points=30)
    tell(fed, "t2", points=10)
    before = len(fed.told())
    tell(fed, "t1", points=30, status="completed", version=2)
    assert percent(fed) == "75"
    assert [fed.percent(code) for code in ("O2-P", "O2-S", "O2", "T1")] == ["37.5", "18.8", "9.4", "9.4"]
    told = [kind for kind, _ in fed.told()[before:]]
    assert told[:4] == ["objectives.objective.progress_changed.v1"] * 4
    assert told[4:] == ["objectives.objective.status_changed.v1"]


def test_a_cancelled_task_counts_no_more(fed):
    tell(fed, "t1", status="completed")
    tell(fed, "t2")
    assert percent(fed) == "50"
    tell(fed, "t2", status="cancelled", version=2)
    assert percent(fed) == "100"


def test_a_task_that_is_broken_down_counts_by_its_parts_whichever_is_heard_first(fed):
    tell(fed, "part", points=30, status="completed")
    tell(fed, "whole", points=40)
    assert percent(fed) == "42.9"
    tell(fed, "whole", points=40, version=2, broken_down=True)
    tell(fed, "rest", points=10)
    assert percent(fed) == "75"


def test_another_frequency_of_a_key_result_fed_by_tasks_says_at_once_how_long_it_is_fresh(fed):
    tell(fed, "t1", status="completed")
    assert fed.service.reading.measure(key="TASKS").progress.status == "on_track"
    fed.change("OP", measure="TASKS", frequency=Frequency.DAILY)
    assert fed.service.reading.measure(key="TASKS").progress.status == "stale"


def test_a_fact_of_before_tasks_said_so_is_of_a_task_in_one_piece():
    told = {
        "task_id": "t", "measure_id": None, "points": "1", "quantity": "1", "accepted_quantity": "0", "status": "todo",
        "version": 1,
    }  # fmt: skip
    assert not read(TaskSlice, told).broken_down
    assert read(TaskSlice, {**told, "broken_down": True}).broken_down


def test_older_news_and_the_same_news_change_nothing(fed):
    tell(fed, status="completed", version=3)
    before = fed.told()
    tell(fed, status="todo", version=2)
    tell(fed, status="completed", version=3)
    assert (percent(fed), fed.told()) == ("100", before)


def test_a_task_that_moves_to_another_key_result_leaves_the_first(fed):
    tell(fed, status="completed")
    tell(fed, measure="OTHER", status="completed", version=2)
    assert (percent(fed), percent(fed, "OTHER")) == ("0", "100")
    tell(fed, measure=None, status="completed", version=3)
    assert percent(fed, "OTHER") == "0"


def test_tasks_of_other_measures_move_nothing(fed):
    before = fed.told()
    tell(fed, measure="O2-KR1", status="completed")
    tell(fed, "t2", measure=None)
    assert fed.told() == before


def test_a_task_of_an_unknown_measure_is_kept_and_moves_nothing(fed):
    told = TaskSlice(
        task_id="t", measure_id="unknown", points=Decimal(1), quantity=Decimal(1), accepted_quantity=Decimal(0),
        status="todo", version=1,
    )  # fmt: skip
    fed.service.listening.task_told(told, sequence=1, on=ON)
    assert fed.store.shares["t"].measure_id == "unknown"


STATUSES = ("draft", "todo", "in_progress", "submitted", "completed", "cancelled")
news = st.tuples(
    st.sampled_from(["t1", "t2", "t3"]),
    st.sampled_from(["TASKS", "OTHER", None]),
    st.integers(0, 40),
    st.sampled_from(STATUSES),
    st.booleans(),
)


@given(facts=st.lists(news, max_size=12), chance=st.randoms(use_true_random=False))
def test_duplicates_and_any_order_of_facts_end_alike(in_memory, facts, chance):
    numbered = [(number, *fact) for number, fact in enumerate(facts, start=1)]
    shuffled = numbered * 2
    chance.shuffle(shuffled)
    assert outcome(in_memory, numbered) == outcome(in_memory, shuffled)


def outcome(in_memory, facts):
    suite = in_memory(FixedClock())
    prepare(suite)
    for version, task, measure, points, status, broken_down in facts:
        tell(suite, task, measure=measure, points=points, status=status, version=version, broken_down=broken_down)
    return [percent(suite), percent(suite, "OTHER"), *(suite.percent(code) for code in ("O2-P", "O2-S", "O2", "T1"))]
