from dataclasses import replace
from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.composing import composed
from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.measure import Kind, Measure, Source
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.target import Aim, Direction, settled

D = Decimal


def measure(name, current=None, *, last=None, fresh=None, **given):
    target = settled(Aim(direction=Direction.AT_LEAST, target=D(100)))
    return Measure(
        id=name, code=name, cycle="2026", objective_id="o", kind=Kind.KPI, title=name, target=target,
        current=None if current is None else D(current), last_on=last, fresh_until=fresh, status=Status.ACTIVE, **given,
    )  # fmt: skip


OLD = measure("old", 30, last=date(2026, 5, 1), fresh=date(2026, 6, 1))
NEW = measure("new", 50, last=date(2026, 6, 1), fresh=date(2026, 7, 2))
SUM = measure(
    "sum",
    source=Source.FORMULA,
    formula=Formula(kind=FormulaKind.SUM, parts=(Part(measure_id="old"), Part(measure_id="new"))),
)


def of(*parts):
    return {part.id: part for part in parts}


def test_a_composite_is_as_old_and_as_fresh_as_its_weakest_part():
    made = composed(SUM, of(OLD, NEW))
    assert (made.current, made.percent) == (D(80), D(80))
    assert (made.last_on, made.fresh_until) == (date(2026, 5, 1), date(2026, 6, 1))


def test_a_composite_that_loses_a_part_loses_its_value():
    lost = composed(composed(SUM, of(OLD, NEW)), of(OLD, measure("new")))
    assert (lost.current, lost.last_on, lost.fresh_until, lost.percent) == (None, None, None, D(0))
    assert composed(SUM, of(OLD)).current is None


def test_a_closed_composite_stays_as_it_was():
    closed = replace(composed(SUM, of(OLD, NEW)), status=Status.CLOSED)
    assert composed(closed, of(OLD, replace(NEW, current=D(1)))) == closed


def test_a_measure_without_a_formula_is_left_alone():
    assert composed(OLD, of(NEW)) == OLD
