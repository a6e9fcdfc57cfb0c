"""On which days something recurs."""

from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_shared.errors import Refused
from hanoiwork_tasks.domain.calendar.working_days import WorkingDays
from hanoiwork_tasks.domain.recurring.pattern import (
    MOST_YEARS,
    Pattern,
    Shift,
    Span,
    WorkingDay,
    occurrences,
    usable,
)
from hanoiwork_tasks.domain.recurring.refusals import (
    EndsBeforeStart,
    EveryMonthsInvalid,
    NeverEnds,
    NeverFires,
    RuleAmbiguous,
    RuleInvalid,
    StartInvalid,
)

CALENDAR = WorkingDays()
START = date(2026, 1, 1)


def pattern(rule: str | None = None, **given) -> Pattern:
    return usable(Pattern(**{"starts": START, "ends": date(2026, 12, 31), "rule": rule, **given}), CALENDAR)


def days(found: Pattern, most: int = 20) -> list[str]:
    return [one.falls_on.isoformat() for one in islice(occurrences(found, CALENDAR), most)]


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=5;COUNT=2", ["2026-01-05", "2026-02-05"]),
        ("rrule:freq=weekly;byday=mo;count=2", ["2026-01-05", "2026-01-12"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20291231", ["2028-02-29"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260301", ["2026-01-30", "2026-02-27"]),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1;COUNT=4", ["2026-01-31", "2026-04-30", "2026-07-31", "2026-10-31"]),
    ],
)
def test_a_rule_gives_its_days(rule: str, wanted: list[str]) -> None:
    assert days(pattern(rule, ends=date(2030, 1, 1))) == wanted


def test_the_first_and_last_working_day_of_the_month_mind_tet_and_weekends() -> None:
    first = days(pattern(working_day=WorkingDay.FIRST), 5)
    last = days(pattern(working_day=WorkingDay.LAST, every_months=3), 4)
    assert first == ["2026-01-02", "2026-02-02", "2026-03-02", "2026-04-01", "2026-05-04"]
    assert last == ["2026-01-30", "2026-04-29", "2026-07-31", "2026-10-30"]


def test_the_first_and_last_working_day_of_quarters_and_years_mind_no_month_of_the_start() -> None:
    start: dict[str, Any] = {"starts": date(2026, 2, 10), "ends": date(2027, 12, 31)}
    assert days(pattern(working_day=WorkingDay.FIRST, span=Span.QUARTER, **start), 3) == [
        "2026-04-01", "2026-07-01", "2026-10-01",
    ]  # fmt: skip
    assert days(pattern(working_day=WorkingDay.LAST, span=Span.QUARTER, **start), 3) == [
        "2026-03-31", "2026-06-30", "2026-09-30",
    ]  # fmt: skip
    assert days(pattern(working_day=WorkingDay.LAST, span=Span.YEAR, **start)) == ["2026-12-31", "2027-12-31"]


def test_an_end_in_utc_is_its_day_in_hanoi() -> None:
    assert days(pattern("FREQ=DAILY;UNTIL=20260102T165959Z")) == ["2026-01-01", "2026-01-02"]
    assert days(pattern("FREQ=DAILY;UNTIL=20260102T170000Z"))[-1] == "2026-01-03"
    assert days(pattern("FREQ=DAILY;UNTIL=20260102T235959"))[-1] == "2026-01-02"


def test_a_free_day_moves_to_the_next_or_previous_worked_one() -> None:
    rule = "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2"
    assert CALENDAR.is_worked(date(2026, 9, 3))
    assert days(pattern(rule)) == ["2026-09-02"]
    assert days(pattern(rule, shift=Shift.NEXT)) == ["2026-09-03"]
    assert days(pattern(rule, shift=Shift.PREVIOUS)) == [CALENDAR.previous(date(2026, 9, 2)).isoformat()]


def test_days_that_move_to_one_day_are_one_occurrence() -> None:
    found = list(islice(occurrences(pattern("FREQ=DAILY", shift=Shift.NEXT), CALENDAR), 30))
    assert len({one.falls_on for one in found}) == 30
    assert all(CALENDAR.is_worked(one.falls_on) for one in found)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"rule": "FREQ=HOURLY"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;BYHOUR=3"}, RuleInvalid),
        ({"rule": "every monday"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;FREQ=WEEKLY"}, RuleInvalid),
        ({"rule": "FREQ=WEEKLY;BYDAY=XX"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;INTERVAL=x"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;INTERVAL=0"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;UNTIL=20261399"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;COUNT=x"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;COUNT=0"}, NeverFires),
        ({"rule": "FREQ=DAILY;" + "BYMONTH=1," * 60}, RuleInvalid),
        ({"rule": "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"}, NeverFires),
        ({"rule": "FREQ=DAILY", "ends": date(2025, 12, 31)}, EndsBeforeStart),
        ({"rule": "FREQ=DAILY;UNTIL=20251231"}, EndsBeforeStart),
        ({"rule": "FREQ=DAILY", "starts": date(9995, 1, 1), "ends": None}, StartInvalid),
        ({"rule": "FREQ=DAILY", "starts": date(1999, 12, 31)}, StartInvalid),
        ({"rule": "FREQ=DAILY;BYYEARDAY=1"}, RuleInvalid),
        ({"rule": "FREQ=WEEKLY;BYMONTHDAY=1"}, RuleInvalid),
        ({"rule": "FREQ=WEEKLY;BYDAY=2MO"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;INTERVAL=99999999999999999999"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;INTERVAL=1_0"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;COUNT=٣"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;UNTIL=2026111"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;UNTIL=2026111T10000"}, RuleInvalid),
        ({"rule": "FREQ=MONTHLY;BYDAY=53MO"}, RuleInvalid),
        ({"rule": "FREQ=MONTHLY;BYDAY=-6FR"}, RuleInvalid),
        ({"rule": "FREQ=YEARLY;BYDAY=99MO"}, RuleInvalid),
        ({"rule": "FREQ=YEARLY;BYMONTH=13;BYDAY=1MO"}, RuleInvalid),
        ({"rule": "FREQ=YEARLY;BYMONTH=-1;BYDAY=1MO"}, RuleInvalid),
        ({"rule": "FREQ=DAILY;BYMONTHDAY=0"}, RuleInvalid),
        ({"working_day": WorkingDay.LAST, "span": Span.QUARTER, "every_months": 2}, EveryMonthsInvalid),
        ({"rule": "FREQ=DAILY", "ends": None}, NeverEnds),
        ({"rule": "FREQ=DAILY", "ends": date(2036, 1, 2)}, NeverEnds),
        ({"rule": None}, RuleAmbiguous),
        ({"rule": "FREQ=DAILY", "working_day": WorkingDay.LAST}, RuleAmbiguous),
        ({"working_day": WorkingDay.LAST, "every_months": 0}, EveryMonthsInvalid),
        ({"working_day": WorkingDay.LAST, "every_months": 13}, EveryMonthsInvalid),
    ],
)
def test_a_pattern_that_cannot_be_is_refused(given, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        pattern(**given)


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;INTERVAL=9999", "FREQ=MONTHLY;INTERVAL=120000"])
def test_an_interval_past_the_last_year_comes_once(rule: str) -> None:
    assert days(pattern(rule)) == ["2026-01-01"]


def test_a_count_of_more_days_than_there_are_is_all_of_them() -> None:
    assert len(days(pattern("FREQ=DAILY;COUNT=99999999999999999999"), 400)) == 365


def test_a_count_that_reaches_too_far_ends_by_itself() -> None:
    found = pattern("FREQ=YEARLY;COUNT=50", ends=None)
    assert len(days(found, 100)) == MOST_YEARS + 1


@given(
    starts=st.dates(date(2020, 1, 1), date(2028, 12, 31)),
    weekday=st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
    interval=st.integers(1, 4),
    shift=st.sampled_from(list(Shift)),
)
def test_weekly_rules_agree_with_counting_days(starts: date, weekday: str, interval: int, shift: Shift) -> None:
    ends = starts + timedelta(days=200)
    asked = Pattern(starts=starts, ends=ends, rule=f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={weekday}", shift=shift)
    monday = starts - timedelta(days=starts.weekday())
    number = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].index(weekday)
    plain = [monday + timedelta(days=number + 7 * interval * step) for step in range(60)]
    wanted = [day for day in plain if starts <= day <= ends]
    found = list(occurrences(asked, CALENDAR))
    assert {one.day for one in found} <= set(wanted)
    moved = [one.falls_on for one in found]
    assert moved == sorted(set(moved))
    if shift is Shift.NONE:
        assert moved == wanted
