from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.forecast import SENTENCES, NoForecast, forecast
from hanoiwork_objectives.domain.measure import Source
from hanoiwork_objectives.domain.target import Aim, Direction, Step, settled
from tests.unit.objectives.domain.parts import measure

D = Decimal
START, END = date(2026, 1, 1), date(2026, 12, 31)


def reported(*points):
    return [
        CheckIn(
            id=str(number), measure_id="m", person_id="p", at=datetime(2026, 6, 15, tzinfo=UTC), sequence=number,
            on=START + timedelta(days=day), value=D(value), percent_before=D(0), percent_after=D(0),
        )
        for number, (day, value) in enumerate(points)
    ]  # fmt: skip


def of(direction, *, precision=None, **aim):
    return measure("m", target=settled(Aim(direction=Direction(direction), **aim)), precision=precision)


AT_LEAST = of("at_least", target=D(400))


def test_a_straight_line_is_drawn_on_to_the_end():
    made = forecast(AT_LEAST, reported((0, 0), (30, 30), (60, 60)), ends=END)
    assert (made.value, made.percent, made.reason) == (D(364), D(91), None)
    assert made.basis is not None
    assert (made.basis.method, made.basis.from_, made.basis.to, made.basis.points) == (
        "least_squares", START, date(2026, 3, 2), 3,
    )  # fmt: skip


def test_the_line_lies_nearest_to_all_points():
    made = forecast(AT_LEAST, reported((0, 0), (1, 3), (2, 0)), ends=START + timedelta(days=3))
    assert made.value == 1
    uneven = forecast(AT_LEAST, reported((0, 1), (1, 1), (2, 2)), ends=START + timedelta(days=3))
    assert uneven.value == D("2.33")


def test_it_needs_three_different_days():
    for points in ([], [(0, 1), (1, 2)], [(0, 1), (0, 2), (0, 3), (1, 4)]):
        made = forecast(AT_LEAST, reported(*points), ends=END)
        assert (made.value, made.reason) == (None, NoForecast.TOO_FEW_POINTS)


def test_of_each_day_the_last_report_counts_and_only_the_last_twelve_days():
    twice = forecast(AT_LEAST, reported((0, 0), (1, 99), (1, 1), (2, 2)), ends=START + timedelta(days=3))
    assert twice.value == 3
    long = forecast(AT_LEAST, reported(*[(0, 399)], *[(day, day) for day in range(1, 13)]), ends=END)
    assert long.basis is not None
    assert (long.basis.points, long.basis.from_, long.value) == (12, date(2026, 1, 2), D(364))


def test_a_value_is_kept_to_the_measures_precision_and_inside_its_direction():
    falling = reported((0, 5), (1, 3), (2, 1))
    assert forecast(of("count", target=D(9)), falling, ends=END).value == 0
    assert forecast(AT_LEAST, falling, ends=END).value == -723
    steps = tuple(Step(title=letter) for letter in "ab")
    assert forecast(of("milestone", steps=steps), reported((0, 0), (1, 1), (2, 2)), ends=END).value == 2
    third = reported((0, 0), (3, 1), (6, 2))
    day = START + timedelta(days=7)
    assert forecast(of("at_least", target=D(4), precision=0), third, ends=day).value == 2
    assert forecast(of("at_least", target=D(4), precision=6), third, ends=day).value == D("2.333333")


def test_what_takes_no_check_ins_or_has_no_trend_says_so():
    points = reported((0, 0), (1, 1), (2, 1))
    assert forecast(of("yes_no"), points, ends=END).reason is NoForecast.YES_OR_NO
    for source in (Source.TASKS, Source.CHILDREN, Source.FORMULA):
        assert forecast(measure("m", source=source), points, ends=END).reason is NoForecast.NO_CHECK_INS


def test_every_reason_has_a_sentence_in_both_languages():
    assert set(SENTENCES) == set(NoForecast)
    assert all(vi != en for vi, en in SENTENCES.values())


@pytest.mark.parametrize("largest", ["999999999999999999", "-999999999999999999"])
def test_the_largest_numbers_are_forecast_too(largest):
    made = forecast(AT_LEAST, reported((0, 0), (1, 0), (2, largest)), ends=END)
    assert made.value == D(largest)


@given(
    slope=st.decimals(-100, 100, places=2),
    start=st.decimals(-1000, 1000, places=2),
    days=st.lists(st.integers(0, 300), min_size=3, max_size=12, unique=True),
)
def test_points_on_a_line_are_forecast_exactly(slope, start, days):
    points = reported(*[(day, start + slope * day) for day in days])
    assert forecast(AT_LEAST, points, ends=END).value == start + slope * (END - START).days
