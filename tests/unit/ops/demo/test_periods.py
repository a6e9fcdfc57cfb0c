from datetime import date, timedelta
from itertools import pairwise

import pytest

from hanoiwork_ops.demo.periods import CYCLE_ENDS, DECK, MONTHS, age, finished, opened, working_day


def test_months_go_from_the_25th_to_the_24th_without_a_gap():
    assert (DECK.code, DECK.starts, DECK.ends) == ("2026-06", date(2026, 5, 25), date(2026, 6, 24))
    for earlier, later in pairwise(MONTHS):
        assert later.starts - earlier.ends == timedelta(days=1)
    assert (MONTHS[0].code, MONTHS[-1].code) == ("2026-05", "2026-12")


@pytest.mark.parametrize(
    ("today", "newest", "count"),
    [
        (date(2026, 11, 26), "2026-11", 7),
        (date(2026, 6, 25), "2026-06", 2),
        (date(2026, 6, 24), "2026-05", 1),
        (date(2027, 1, 15), "2026-12", 8),
        (date(2031, 1, 1), "2026-12", 8),
    ],
)
def test_what_is_over_is_there_and_nothing_past_the_cycle(today: date, newest: str, count: int):
    months = finished(today)
    assert (months[-1].code, len(months)) == (newest, count)


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 5, 24)])
def test_too_early_there_is_only_the_decks_month_to_open(today: date):
    assert finished(today) == ()
    assert opened(today) == (DECK,)


def test_months_are_opened_once_and_in_their_order():
    for days in range(500):
        codes = [month.code for month in opened(date(2026, 1, 1) + timedelta(days=days))]
        assert codes == sorted(set(codes))
        assert DECK.code in codes


def test_a_month_grows_older_with_every_month_that_ends():
    assert [age(DECK, day) for day in (date(2026, 6, 24), date(2026, 6, 25), date(2026, 7, 25))] == [-1, 0, 1]
    assert age(MONTHS[-1], date(2027, 2, 25)) == 2


def test_work_falls_due_around_today_until_the_cycle_is_over():
    assert working_day(date(2026, 11, 26)) == date(2026, 11, 26)
    assert working_day(date(2027, 3, 1)) == CYCLE_ENDS
