"""Periods run from the 25th to the 24th, are opened once, and lock when closed."""

from datetime import date
from itertools import pairwise

import pytest

from hanoiwork_evaluation.domain import period as domain
from hanoiwork_evaluation.domain.refusals import PeriodGap, PeriodIsClosed, PeriodMalformed, PeriodNotOver
from hanoiwork_shared.errors import Stale


@pytest.mark.parametrize(
    ("code", "first_day", "starts", "ends"),
    [
        ("2026-05", 25, date(2026, 4, 25), date(2026, 5, 24)),
        ("2026-06", 25, date(2026, 5, 25), date(2026, 6, 24)),
        ("2026-01", 25, date(2025, 12, 25), date(2026, 1, 24)),
        ("2026-03", 25, date(2026, 2, 25), date(2026, 3, 24)),
        ("2026-02", 1, date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-12", 1, date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_month_has_its_first_and_last_day(code, first_day, starts, ends):
    assert domain.span(code, first_day=first_day) == (starts, ends)


def test_the_periods_of_a_year_leave_no_gap():
    months = [domain.span(f"2026-{month:02}", first_day=25) for month in range(1, 13)]
    for (_, ends), (starts, _) in pairwise(months):
        assert (starts - ends).days == 1


@pytest.mark.parametrize("code", ["2026-13", "2026-00", "2026-6", "26-06", "2026-06-01", "", "२०२६-०६", "0001-01"])
def test_another_code_is_refused(code):
    with pytest.raises(PeriodMalformed):
        domain.span(code, first_day=25)


def test_a_period_closes_once():
    opened, fact = domain.opened("2026-06", rule_pack="hanoi-2026", first_day=25)
    assert (fact.period_id, fact.starts, fact.version) == (opened.id, date(2026, 5, 25), 1)
    closed, told = domain.closed(opened, version=1)
    assert (closed.status, told.version) == ("closed", 2)
    with pytest.raises(PeriodIsClosed):
        domain.closed(closed, version=None)


def test_closing_what_was_read_before_a_change_is_refused():
    opened, _ = domain.opened("2026-06", rule_pack="hanoi-2026", first_day=25)
    with pytest.raises(Stale):
        domain.closed(opened, version=7)


def june():
    return domain.opened("2026-06", rule_pack="hanoi-2026", first_day=25)[0]


@pytest.mark.parametrize(("code", "first_day"), [("2026-07", 20), ("2026-07", 1), ("2026-05", 28), ("2026-05", 1)])
def test_a_month_that_overlaps_its_neighbour_or_leaves_days_out_is_refused(code, first_day):
    month = domain.opened(code, rule_pack="other", first_day=first_day)[0]
    with pytest.raises(PeriodGap) as caught:
        month.must_join([june()])
    assert "2026-06" in caught.value.message("vi")


def test_months_that_join_and_months_apart_are_welcome():
    for code, first_day in (("2026-05", 25), ("2026-07", 25), ("2026-08", 1), ("2026-04", 25), ("2027-01", 1)):
        domain.opened(code, rule_pack="other", first_day=first_day)[0].must_join([june()])


def test_a_period_is_over_the_day_after_its_last():
    june().must_be_over(date(2026, 6, 25))
    for day in (date(2026, 6, 24), date(2026, 6, 1)):
        with pytest.raises(PeriodNotOver):
            june().must_be_over(day)
