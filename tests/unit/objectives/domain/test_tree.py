from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.domain.measure import Kind, Measure, Source
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.target import Aim, Direction, settled
from hanoiwork_objectives.domain.tree import circles, leaves_first, recount, tally_of

TODAY = date(2026, 6, 15)
TARGET = settled(Aim(direction=Direction.AT_LEAST, target=Decimal(100)))


def objective(code, *, parent=None, result=None, percent=None, weight=1, status=Status.ACTIVE):
    return Objective(
        id=code,
        code=code,
        title=code,
        cycle="2026",
        unit_id="u",
        starts=date(2026, 1, 1),
        ends=date(2026, 12, 31),
        weight=Decimal(weight),
        parent_objective_id=parent,
        parent_measure_id=result,
        percent=None if percent is None else Decimal(percent),
        status=status,
    )


def measure(code, *, of, percent=0, weight=1, source=Source.CHECK_INS):
    return Measure(
        id=code,
        code=code,
        cycle="2026",
        objective_id=of,
        kind=Kind.KR,
        title=code,
        target=TARGET,
        weight=Decimal(weight),
        source=source,
        status=Status.ACTIVE,
        percent=Decimal(percent),
        current=Decimal(percent),
        last_on=TODAY,
    )


def test_an_objective_is_the_weighted_mean_of_its_measures_and_children():
    measures = [measure("K", of="O", percent=100, weight=3)]
    assert tally_of(measures, [objective("C", percent=20)]).percent == 80


def test_a_draft_or_archived_child_counts_nowhere_and_a_closed_one_does():
    children = [
        objective("A", percent=10, status=Status.DRAFT),
        objective("B", percent=20, status=Status.ARCHIVED),
        objective("C", percent=60, status=Status.CLOSED),
    ]
    assert tally_of([], children).percent == 60


def test_a_child_counts_once_through_the_key_result_it_feeds():
    child = objective("C", parent="O", result="K", percent=50)
    assert tally_of([measure("K", of="O", percent=50, source=Source.CHILDREN)], [child]).percent == 50
    assert tally_of([measure("K", of="O", percent=0)], [child]).percent == 25


def test_nothing_to_count_is_no_percentage():
    assert tally_of([], []).percent is None


def test_circles_are_found_and_what_hangs_on_them_is_not_blamed():
    assert circles({"a": "b", "b": "c", "c": "a", "d": "a", "e": None, "f": "f", "g": "nowhere"}) == {
        "a",
        "b",
        "c",
        "f",
    }


@given(parents=st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_a_tree_has_no_circles_and_its_leaves_come_first(parents):
    tree = {str(index): str(parent % index) if index else None for index, parent in enumerate(parents)}
    assert circles(tree) == frozenset()
    ordered = [one.id for one in leaves_first([objective(code, parent=parent) for code, parent in tree.items()])]
    assert sorted(ordered) == sorted(tree)
    assert all(parent is None or ordered.index(code) < ordered.index(parent) for code, parent in tree.items())


def test_a_recount_carries_a_value_from_the_leaf_to_the_root_and_tells_each_that_moved():
    objectives = [
        objective("T"),
        objective("O", parent="T"),
        objective("P", parent="O", result="K"),
        objective("X", parent="T"),
    ]
    measures = [measure("K", of="O", source=Source.CHILDREN), replace(measure("L", of="P"), current=Decimal(40))]
    counted = recount(objectives, measures, [], as_of=TODAY)
    assert {one.id: one.percent for one in counted.objectives} == {"T": 40, "O": 40, "P": 40}
    assert {one.id: one.percent for one in counted.measures} == {"K": 40, "L": 40}
    assert [fact.objective_id for fact in counted.facts] == ["P", "O", "T"]


def test_a_recount_of_what_was_counted_finds_nothing():
    objectives, measures = [objective("T"), objective("O", parent="T")], [measure("K", of="O", percent=7)]
    first = recount(objectives, measures, [], as_of=TODAY)
    again = recount(first.objectives, first.measures, [], as_of=TODAY)
    assert (again.objectives, again.measures, again.facts) == ((), (), ())


def test_a_tree_deeper_than_pythons_stack_is_counted():
    chain = [objective(str(depth), parent=str(depth - 1) if depth else None) for depth in range(3000)]
    counted = recount(chain, [measure("K", of="2999", percent=60)], [], as_of=TODAY)
    assert len(counted.facts) == 3000
