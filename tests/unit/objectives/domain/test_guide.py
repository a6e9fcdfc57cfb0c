from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.guide import warnings
from hanoiwork_objectives.domain.measure import Kind, Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.target import Aim, Direction, settled

TARGET = settled(Aim(direction=Direction.AT_LEAST, target=Decimal(1)))


def measures(count, kind=Kind.KR):
    return [
        Measure(id=f"K{n}", code=f"K{n}", cycle="2026", objective_id="o", kind=kind, title="k", target=TARGET)
        for n in range(count)
    ]


def child(result):
    day = date(2026, 1, 1)
    return Objective(
        id="c", code="c", title="c", cycle="2026", unit_id="u", starts=day, ends=day, parent_measure_id=result
    )


def test_three_key_results_with_three_actions_each_go_unremarked():
    assert warnings(measures(3), [child("K0")], tasks={"K0": 2, "K1": 3}, locale="vi") == ()


def test_a_fourth_key_result_is_warned_of_in_the_readers_language():
    assert "4 kết quả then chốt" in warnings(measures(4), [], tasks={}, locale="vi")[0]
    assert "4 key results" in warnings(measures(4), [], tasks={}, locale="en")[0]


def test_a_fourth_action_is_warned_of_whether_task_or_objective():
    assert warnings(measures(1), [child("K0")], tasks={"K0": 3}, locale="en") == (
        "K0 has 4 actions; the 1:3:3 guide suggests at most 3 for a key result.",
    )


def test_kpis_may_be_any_number():
    assert warnings(measures(9, Kind.KPI), [], tasks={}, locale="vi") == ()
