from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.course import year_around
from hanoiwork_objectives.domain.measure import Kind, MeasurePlan, add, follow, reckon, redefine, reported
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.progress import NOTHING, Frequency
from hanoiwork_objectives.domain.refusals import WeightNotPositive
from hanoiwork_objectives.domain.target import Aim, Direction, settled

YEAR = year_around(date(2026, 6, 15))
PLAN = MeasurePlan(
    code="O3-KR1",
    cycle="2026",
    objective_id="o",
    kind=Kind.KR,
    title="Kinh tế số",
    target=settled(Aim(direction=Direction.AT_LEAST, target=Decimal(22))),
)


def measure():
    return add(PLAN, measure_id="m", status=Status.ACTIVE, period=YEAR)[0]


def test_a_new_measure_is_at_0_without_data_and_is_told():
    made, fact = add(PLAN, measure_id="m", status=Status.ACTIVE, period=YEAR)
    assert (made.percent, made.fresh_until, made.current) == (Decimal(0), None, None)
    assert (fact.type, fact.direction, fact.source, fact.status) == (
        "objectives.measure.created.v1", "at_least", "check_ins", "active",
    )  # fmt: skip


def test_a_measure_without_weight_is_refused():
    with pytest.raises(WeightNotPositive):
        add(replace(PLAN, weight=Decimal(-1)), measure_id="m", status=Status.ACTIVE, period=YEAR)


def test_a_reported_value_is_fresh_for_as_long_as_its_frequency():
    held = replace(measure(), current=Decimal(11), last_on=date(2026, 6, 1))
    assert (reported(held).percent, reported(held).fresh_until) == (Decimal(50), date(2026, 7, 2))
    weekly = replace(held, frequency=Frequency.WEEKLY)
    assert reported(weekly).fresh_until == date(2026, 6, 8)


def test_a_measure_always_counts_even_with_nothing_to_count_on():
    assert reckon(replace(measure(), percent=Decimal(9)), NOTHING).percent == 0


def test_the_same_definition_again_changes_nothing_and_another_keeps_the_reported_value():
    held = replace(measure(), current=Decimal(11))
    assert redefine(held, PLAN, status=Status.ACTIVE, period=YEAR) is None
    redefined = redefine(held, replace(PLAN, title="Khác"), status=Status.ACTIVE, period=YEAR)
    assert redefined is not None
    changed, fact = redefined
    assert (changed.current, changed.version, fact.type) == (Decimal(11), 2, "objectives.measure.changed.v1")


def test_a_measure_follows_its_objective():
    moved, fact = follow(measure(), status=Status.CLOSED)
    assert (moved.status, moved.version, fact.status) == (Status.CLOSED, 2, "closed")
