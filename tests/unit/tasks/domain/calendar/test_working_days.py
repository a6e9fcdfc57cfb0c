"""The working calendar: weekends, Vietnam's holidays, and the days the city has swapped."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_tasks.domain.calendar.working_days import WorkingDays

CALENDAR = WorkingDays()
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 6, 12), True),
        (date(2026, 6, 13), False),
        (date(2026, 4, 30), False),
        (date(2026, 5, 1), False),
        (date(2026, 9, 2), False),
        (date(2026, 1, 1), False),
        (date(2026, 2, 17), False),  # the first day of Tết Bính Ngọ
        (date(2025, 1, 29), False),  # the first day of Tết Ất Tỵ
    ],
)
def test_weekends_and_public_holidays_are_free(day: date, *, worked: bool) -> None:
    assert CALENDAR.is_worked(day) is worked


def test_a_holiday_has_its_vietnamese_name() -> None:
    assert "Quốc khánh" in (CALENDAR.holiday(date(2026, 9, 2)) or "")
    assert CALENDAR.holiday(date(2026, 6, 12)) is None


def test_the_citys_own_days_go_before_all_others() -> None:
    swapped = WorkingDays(off=frozenset({date(2026, 6, 12)}), worked=frozenset({date(2026, 6, 13)}))
    assert [swapped.is_worked(date(2026, 6, day)) for day in (11, 12, 13, 14)] == [True, False, True, False]
    assert swapped.next(date(2026, 6, 12)) == date(2026, 6, 13)


def test_a_saturday_that_the_government_swapped_is_worked_unless_the_city_says_otherwise() -> None:
    saturday, free = date(2026, 8, 22), date(2026, 8, 31)
    assert (CALENDAR.is_worked(saturday), CALENDAR.is_worked(free)) == (True, False)
    own = WorkingDays(off=frozenset({saturday}), worked=frozenset({free}))
    assert (own.is_worked(saturday), own.is_worked(free)) == (False, True)


def test_one_days_work_given_on_friday_ends_on_monday() -> None:
    assert CALENDAR.after(date(2026, 6, 12), days=1) == date(2026, 6, 15)
    assert CALENDAR.after(date(2026, 6, 8), days=5) == date(2026, 6, 15)


def test_months_begin_and_end_with_worked_days() -> None:
    assert CALENDAR.first_of_month(2026, 5) == date(2026, 5, 4)
    assert CALENDAR.last_of_month(2026, 5) == date(2026, 5, 29)
    assert CALENDAR.last_of_month(2026, 12) == date(2026, 12, 31)


@given(day=DAYS)
def test_the_nearest_worked_days_are_the_nearest(day: date) -> None:
    after, before = CALENDAR.next(day), CALENDAR.previous(day)
    assert before <= day <= after
    assert CALENDAR.is_worked(after)
    assert CALENDAR.is_worked(before)
    between = (before + timedelta(days=step) for step in range(1, (after - before).days))
    assert not any(CALENDAR.is_worked(one) for one in between)


def test_a_calendar_without_any_worked_day_gives_the_day_itself() -> None:
    never = WorkingDays(off=frozenset(date(2026, 1, 1) + timedelta(days=step) for step in range(365)))
    assert never.next(date(2026, 6, 12)) == date(2026, 6, 12)


def test_the_last_day_there_is_can_be_asked_for() -> None:
    assert [one.day for one in CALENDAR.days(date.max, date.max)] == [date.max]
