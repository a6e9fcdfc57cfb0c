from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.domain.course import Period, Waypoint, owed, waypoint_problems, year_around
from hanoiwork_objectives.domain.progress import expected
from hanoiwork_objectives.domain.target import Aim, Direction, Step, settled

D = Decimal
YEAR = year_around(date(2026, 6, 15))
RISING = settled(Aim(direction=Direction.AT_LEAST, target=D(100), baseline=D(20)))
FALLING = settled(Aim(direction=Direction.AT_MOST, target=D(4)))
RANGE = settled(Aim(direction=Direction.RANGE, low=D(60), high=D(62)))
GUARD = settled(Aim(direction=Direction.KEEP_WITHIN, low=D(1)))
YES_NO = settled(Aim(direction=Direction.YES_NO))
STEPS = settled(Aim(direction=Direction.MILESTONE, steps=tuple(Step(title=letter) for letter in "abcd")))


def course(*points):
    return tuple(Waypoint(on=date(2026, month, day), value=D(value)) for month, day, value in points)


def found(waypoints, target=RISING, period=YEAR):
    problems = waypoint_problems(waypoints, target=target, precision=None, period=period)
    return [(one.code.removeprefix("objectives."), one.field) for one in problems]


@pytest.mark.parametrize(
    ("target", "points"),
    [
        (RISING, [(3, 31, 20), (6, 30, 20), (9, 30, 100)]),
        (FALLING, [(3, 31, 8), (6, 30, 5)]),
        (RANGE, [(6, 30, 30), (9, 30, 60)]),
        (STEPS, [(6, 30, 2), (9, 30, 3)]),
        (RISING, [(1, 1, 30)]),
    ],
)
def test_waypoints_lead_from_the_baseline_to_the_target(target, points):
    assert found(course(*points), target) == []


@pytest.mark.parametrize(
    ("points", "field"),
    [
        ([(6, 30, 50), (6, 30, 60)], "waypoints[1].on"),
        ([(6, 30, 50), (3, 31, 60)], "waypoints[1].on"),
        ([(12, 31, 50)], "waypoints[0].on"),
        ([(6, 30, 50), (9, 30, 40)], "waypoints[1].value"),
        ([(6, 30, 10)], "waypoints[0].value"),
        ([(6, 30, 101)], "waypoints[0].value"),
    ],
)
def test_waypoints_that_go_back_or_leave_the_way_are_refused_by_field(points, field):
    assert found(course(*points)) == [("waypoints_invalid", field)]


def test_a_waypoint_outside_the_period_is_refused():
    outside = (Waypoint(on=date(2025, 12, 31), value=D(50)),)
    assert found(outside) == [("waypoints_invalid", "waypoints[0].on")]


def test_a_waypoint_is_as_fine_as_any_value():
    assert found(course((6, 30, "50.001"))) == [("value_too_fine", "waypoints[0].value")]
    assert found(course((6, 30, "1.5")), STEPS) == [("value_not_whole", "waypoints[0].value")]


@pytest.mark.parametrize("target", [GUARD, YES_NO])
def test_what_has_no_way_takes_no_waypoints(target):
    assert found(course((6, 30, 1)), target) == [("waypoints_invalid", "waypoints")]


def test_a_standing_kpi_and_a_long_list_take_none():
    assert found(course((6, 30, 50)), period=None) == [("waypoints_invalid", "waypoints")]
    assert found(course(*[(6, 30, 50)] * 61)) == [("waypoints_invalid", "waypoints")]


def due(target, points, day):
    return owed(target, course(*points), period=YEAR, as_of=day)


def test_what_is_owed_goes_along_the_waypoints():
    points = [(6, 30, 30), (9, 30, 90)]
    assert due(RISING, points, date(2026, 6, 30)) == D("12.5")
    assert due(RISING, points, date(2026, 8, 15)) == 50
    assert due(RISING, points, date(2026, 9, 30)) == D("87.5")
    assert due(RISING, points, date(2026, 12, 31)) == 100
    assert due(RISING, points, date(2025, 12, 31)) == 0
    assert due(FALLING, [(6, 30, 5)], date(2026, 6, 30)) == 75
    assert due(RANGE, [(6, 30, 30)], date(2026, 6, 30)) == 50
    assert due(STEPS, [(6, 30, 1)], date(2026, 7, 1)) == 25


def test_without_waypoints_it_is_elapsed_time():
    for day in (date(2026, 2, 1), date(2026, 7, 2), date(2027, 1, 1)):
        assert due(RISING, [], day) == expected(starts=YEAR.starts, ends=YEAR.ends, as_of=day)


def test_a_guard_rail_owes_all_of_it_all_the_time_and_yes_or_no_nothing_before_the_last_day():
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 30), date(2026, 12, 31))
    assert [due(GUARD, [], day) for day in days] == [0, 100, 100, 100]
    assert [due(YES_NO, [], day) for day in days] == [0, 0, 0, 100]


def test_waypoints_that_a_later_period_leaves_out_are_passed_over():
    late = Period(starts=date(2026, 7, 1), ends=date(2026, 12, 31))
    day = date(2026, 9, 1)
    passed = owed(RISING, course((6, 30, 90)), period=late, as_of=day)
    assert passed == expected(starts=late.starts, ends=late.ends, as_of=day)


@given(
    values=st.lists(st.integers(20, 100), min_size=1, max_size=6).map(sorted),
    days=st.lists(st.integers(1, 360), min_size=6, max_size=6, unique=True).map(sorted),
    one=st.integers(-5, 370),
    other=st.integers(-5, 370),
)
def test_what_is_owed_only_grows_with_time(values, days, one, other):
    points = tuple(
        Waypoint(on=date(2026, 1, 1) + timedelta(days=day), value=D(value))
        for day, value in zip(days, values, strict=False)
    )
    assert found(points) == []
    early, late = sorted([one, other])
    dues = [owed(RISING, points, period=YEAR, as_of=YEAR.starts + timedelta(days=day)) for day in (early, late)]
    assert 0 <= dues[0] <= dues[1] <= 100
