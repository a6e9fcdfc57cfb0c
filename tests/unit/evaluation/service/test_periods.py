"""Months are opened and run by operators and the city's office; a second run gives the same sheets."""

from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_evaluation.domain.refusals import (
    PeriodExists,
    PeriodIsClosed,
    PeriodMalformed,
    PeriodNotFound,
    PeriodsForbidden,
)
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
        lambda: scored_city.periods.run(asking, period="2026-06"),
        lambda: scored_city.periods.runs(asking),
    ):
        with pytest.raises(PeriodsForbidden):
            attempt()


def test_an_office_below_the_root_does_not_run_months(city, make):
    city.session.places.grant("NVB", Role.OFFICE, "SKHCN")
    with pytest.raises(PeriodsForbidden):
        city.periods.open(make.identity("NVB"), code="2026-06")


def test_a_run_makes_a_draft_for_everybody_with_work_due_in_the_month(city, make):
    city.session.learn(make.entry("in", person_id="NVA"))
    city.session.learn(make.entry("out", person_id="NVB", due=date(2026, 6, 25)))
    city.session.learn(make.entry("lost", person_id="NOBODY"))
    city.periods.open(make.identity("OPERATOR"), code="2026-06")
    run = city.periods.run(make.identity("OPERATOR"), period="2026-06")
    assert (run.people, run.generated, run.untouched, run.skipped) == (2, 1, 0, 1)
    assert [sheet.person_id for sheet in city.session.kept.values()] == ["NVA"]
    assert city.session.told[-1].type == "evaluation.sheet.generated.v1"


def test_running_twice_gives_the_same_sheets(scored_city, make):
    before = dict(scored_city.session.kept)
    run = scored_city.periods.run(make.identity("CLERK"), period="2026-06")
    assert scored_city.session.kept == before
    assert (run.generated, run.refreshed, run.untouched) == (0, 0, 1)
    assert [each.generated for each in scored_city.periods.runs(make.identity("CLERK"), period="2026-06")] == [0, 1]


def test_a_run_follows_a_transfer_on_drafts_and_leaves_submitted_sheets_alone(scored_city, make):
    scored_city.session.places.add_person("NVA", "TCKT")
    assert scored_city.periods.run(make.identity("OPERATOR"), period="2026-06").refreshed == 1
    [sheet] = scored_city.session.kept.values()
    assert (sheet.unit_id, sheet.version) == ("TCKT", 2)
    scored_city.flow.submit(make.identity("NVA"), make.target("2026-06"), rows=make.full(Decimal(1)))
    scored_city.session.places.add_person("NVA", "CDS")
    run = scored_city.periods.run(make.identity("OPERATOR"), period="2026-06")
    assert (run.refreshed, run.untouched) == (0, 1)


def test_a_closed_month_is_locked(scored_city, make):
    operator = make.identity("OPERATOR")
    scored_city.periods.close(operator, code="2026-06", version=1)
    with pytest.raises(PeriodIsClosed):
        scored_city.periods.run(operator, period="2026-06")
    with pytest.raises(PeriodIsClosed):
        scored_city.flow.submit(make.identity("NVA"), make.target("2026-06"), rows=make.full())


def test_an_unopened_month_is_not_found(city, make):
    with pytest.raises(PeriodNotFound):
        city.periods.run(make.identity("OPERATOR"), period="2026-06")
