from dataclasses import replace
from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.use import Use, Used, left_behind, taken_up
from tests.unit.objectives.domain.parts import measure

D = Decimal
KPI = measure("k", objective_id=None, percent=D(40), current=D(40), last_on=date(2026, 6, 1), weight=D(9))
USED = Used(use=Use(objective_id="o", measure_id="k", weight=D(3)), kpi=KPI)


def test_a_kpi_counts_with_the_weight_it_has_there():
    assert (USED.counted.weight, USED.counted.percent) == (D(3), D(40))


def test_a_closed_objective_keeps_what_it_saw_while_the_kpi_goes_on():
    closed = left_behind(USED)
    later = replace(KPI, percent=D(90), current=D(90), last_on=date(2026, 9, 1))
    counted = Used(use=closed, kpi=later).counted
    assert (counted.percent, counted.current, counted.last_on, counted.weight) == (D(40), D(40), date(2026, 6, 1), D(3))
    assert left_behind(Used(use=closed, kpi=later)) == closed


def test_an_objective_opened_again_follows_the_kpi_again():
    later = replace(KPI, percent=D(90))
    assert Used(use=taken_up(Used(use=left_behind(USED), kpi=later)), kpi=later).counted.percent == 90
