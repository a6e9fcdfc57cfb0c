"""Months are opened, run and closed by operators and the city's office."""

from dataclasses import replace
from datetime import date

import pytest

from hanoiwork_evaluation.domain.refusals import (
    PeriodExists,
    PeriodGap,
    PeriodIsClosed,
    PeriodMalformed,
    PeriodNotFound,
    PeriodsForbidden,
)
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.refusals import NoPack
from hanoiwork_shared.policy import Role


def test_june_runs_from_the_25th_of_may_to_the_24th_of_june(city, make):
    period = city.periods.open(make.identity("OPERATOR"), code="2026-06")
    assert (period.starts, period.ends) == (date(2026, 5, 25), date(2026, 6, 24))
    assert period.rule_pack == "hanoi-2026"
    assert [fact.type for fact in city.session.told] == ["evaluation.period.opened.v1"]
    assert city.periods.all() == (period,)


def test_a_month_is_opened_once(city, make):
    city.periods.open(make.identity("CLERK"), code="2026-06")
    with pytest.raises(PeriodExists):
        city.periods.open(make.identity("OPERATOR"), code="2026-06")


@pytest.mark.parametrize(("code", "refusal"), [("June", PeriodMalformed), ("2020-06", NoPack)])
def test_a_month_that_cannot_be_is_refused(city, make, code, refusal):
    with pytest.raises(refusal):
        city.periods.open(make.identity("OPERATOR"), code=code)


@pytest.mark.parametrize("person", ["NVA", "HEAD", "DIRECTOR", "AUDITOR"])
def test_others_neither_open_nor_close_nor_run(scored_city, make, person):
    asking = make.identity(person)
    for attempt in (
        lambda: scored_city.periods.open(asking, code="2026-07"),
        lambda: scored_city.periods.close(asking, code="2026-06"),
        lambda: scored_city.runs.start(asking, period="2026-06"),
        lambda: scored_city.runs.all(asking),
    ):
        with pytest.raises(PeriodsForbidden):
            attempt()


def test_an_office_below_the_root_does_not_run_months(city, make):
    city.session.places.grant("NVB", Role.OFFICE, "SKHCN")
    with pytest.raises(PeriodsForbidden):
        city.periods.open(make.identity("NVB"), code="2026-06")


def test_a_closed_month_is_locked(scored_city, make):
    operator = make.identity("OPERATOR")
    scored_city.periods.close(operator, code="2026-06", version=1)
    with pytest.raises(PeriodIsClosed):
        scored_city.runs.start(operator, period="2026-06")
    with pytest.raises(PeriodIsClosed):
        scored_city.flow.submit(make.identity("NVA"), make.target("2026-06"), rows=make.full())


def test_an_unopened_month_is_not_found(city, make):
    with pytest.raises(PeriodNotFound):
        city.runs.start(make.identity("OPERATOR"), period="2026-06")


def test_a_month_under_a_pack_with_another_first_day_must_still_join_its_neighbours(city, make):
    july = replace(HANOI_2026, code="july", effective_from=date(2026, 7, 1), period_first_day=1)
    city.under(HANOI_2026, july)
    operator = make.identity("OPERATOR")
    city.periods.open(operator, code="2026-06")
    with pytest.raises(PeriodGap):
        city.periods.open(operator, code="2026-07")
    assert city.periods.open(operator, code="2026-08").starts == date(2026, 8, 1)
