"""Averages count sheets from submission on, and tell nobody one person's score who may not see it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from hanoiwork_evaluation.domain.refusals import PersonNotFound, UnitNotFound
from hanoiwork_evaluation.domain.sheet import Outcome
from hanoiwork_evaluation.service.flow import Review


@pytest.fixture
def submitted(scored_city, make):
    scored_city.flow.submit(make.identity("NVA"), make.target("2026-06"), rows=make.full())
    return scored_city


def submits(city, make, *people):
    """Everybody has ten points of work under O3, does it, and hands their sheet in."""
    for person in people:
        city.session.learn(make.entry(person, person_id=person, objective_id="O3"))
    city.runs.start(make.identity("OPERATOR"), period="2026-06")
    for person in people:
        city.flow.submit(make.identity(person), make.target("2026-06"), rows=make.full())


@pytest.mark.parametrize("reader", ["NVA", "HEAD", "DIRECTOR", "AUDITOR"])
def test_an_objective_has_the_scores_of_those_who_served_it(submitted, make, reader):
    own, above, other = submitted.results.of_objectives(
        make.identity(reader), keys=["O3.1", "O3", "O9"], period="2026-06"
    )
    assert own == above
    assert (own.people, own.scored, own.average_total) == (1, 1, Decimal("83.9"))
    assert [(level.level, level.people) for level in own.levels] == [("Hoàn thành tốt", 1)]
    assert (other.people, other.scored, other.average_total, other.levels) == (0, 0, None, ())


def test_a_draft_is_counted_but_not_scored(scored_city, make):
    [scores] = scored_city.results.of_objectives(make.identity("HEAD"), keys=["O3"], period="2026-06")
    assert (scores.people, scores.scored, scores.average_total) == (1, 0, None)


def test_the_average_of_one_is_not_told_to_a_colleague(submitted, make):
    [scores] = submitted.results.of_objectives(make.identity("NVB"), keys=["O3"], period="2026-06")
    assert (scores.people, scores.scored, scores.average_total, scores.levels) == (1, 1, None, ())


def test_the_average_of_three_is_everybodys(submitted, make):
    submits(submitted, make, "NVB", "HEAD")
    [scores] = submitted.results.of_objectives(make.identity("STRANGER"), keys=["O3"], period="2026-06")
    assert (scores.scored, scores.average_total) == (3, Decimal("94.6"))
    assert submitted.session.read == []


@pytest.mark.parametrize("reader", ["CLERK", "OPERATOR"])
def test_the_average_of_fewer_than_three_is_not_for_those_who_only_run_the_month(submitted, make, reader):
    submits(submitted, make, "NVB")
    [by_objective] = submitted.results.of_objectives(make.identity(reader), keys=["O3"], period="2026-06")
    [by_unit] = submitted.results.of_units(make.identity(reader), keys=["SKHCN"], period="2026-06")
    for scores in (by_objective, by_unit):
        assert (scores.people, scores.scored, scores.average_total, scores.levels) == (2, 2, None, ())
    assert submitted.session.read == []


def test_reading_the_average_of_fewer_than_three_is_recorded_once_for_each_of_them(submitted, make):
    submits(submitted, make, "NVB")
    submitted.results.of_objectives(make.identity("DIRECTOR"), keys=["O3", "O3.1"], period="2026-06")
    assert sorted(submitted.session.read) == [("DIRECTOR", "NVA"), ("DIRECTOR", "NVB")]
    submitted.session.read.clear()
    submitted.results.of_unit(make.identity("NVA"), unit="CDS", period="2026-06")
    assert submitted.session.read == []


def test_somebody_who_may_read_one_of_two_is_not_told_their_average(submitted, make):
    submits(submitted, make, "NVB")
    [scores] = submitted.results.of_units(make.identity("NVA"), keys=["CDS"], period="2026-06")
    assert (scores.scored, scores.average_total) == (2, None)
    assert submitted.session.read == []


def test_an_objective_moved_under_another_takes_its_scores_along(submitted, make):
    submitted.session.learn_objective(make.objective("O3.1", "O5", sequence=2))
    old, new = submitted.results.of_objectives(make.identity("HEAD"), keys=["O3", "O5"], period="2026-06")
    assert (old.people, new.people, new.average_total) == (0, 1, Decimal("83.9"))


def test_without_the_period_there_is_nothing(scored_city, make):
    assert scored_city.results.of_objectives(make.identity("HEAD"), keys=["O3"], period="2030-01") == [None]
    assert scored_city.results.of_units(make.identity("HEAD"), keys=["CDS"], period="2031-01") == [None]


def test_a_unit_has_the_scores_of_everybody_below_it(submitted, make):
    city, other = submitted.results.of_units(make.identity("DIRECTOR"), keys=["SKHCN", "TCKT"], period="2026-06")
    assert (city.people, city.average_total, other.people) == (1, Decimal("83.9"), 0)
    assert submitted.results.of_unit(make.identity("DIRECTOR"), unit="SKHCN", period="2026-06") == city
    with pytest.raises(UnitNotFound):
        submitted.results.of_unit(make.identity("DIRECTOR"), unit="NOWHERE", period="2026-06")


def test_a_year_is_the_mean_of_the_approved_months(submitted, make):
    head, target = make.identity("HEAD"), make.target("2026-06", person="NVA")
    assert submitted.results.year(head, person="NVA", year=2026).total is None
    submitted.flow.review(head, target, Review(rows=make.full()))
    submitted.flow.approve(head, target)
    year = submitted.results.year(make.identity("NVA"), person="NVA", year=2026)
    assert (year.total, year.level) == (Decimal("83.9"), "Hoàn thành tốt")
    assert [month.period for month in year.months] == ["2026-06"]


def test_a_year_is_not_told_to_colleagues(submitted, make):
    for person in ("NVA", "NOBODY"):
        with pytest.raises(PersonNotFound):
            submitted.results.year(make.identity("NVB"), person=person, year=2026)


def test_a_year_of_which_the_reader_may_read_only_a_part_is_not_told(submitted, make):
    target = make.target("2026-06", person="NVA")
    submitted.flow.review(make.identity("HEAD"), target, Review(rows=make.full()))
    submitted.flow.approve(make.identity("HEAD"), target)
    [june] = submitted.session.kept.values()
    elsewhere = replace(june, id="may", period="2026-05", unit_id="TCKT", outcome=Outcome(total=Decimal(60)))
    submitted.session.add_sheets([elsewhere])
    submitted.session.read.clear()
    with pytest.raises(PersonNotFound):
        submitted.results.year(make.identity("HEAD"), person="NVA", year=2026)
    assert submitted.session.read == []
    for reader in ("NVA", "DIRECTOR", "AUDITOR"):
        year = submitted.results.year(make.identity(reader), person="NVA", year=2026)
        assert (year.total, len(year.months)) == (Decimal("72.0"), 2)


def test_the_years_of_several_people_are_aligned_and_null_where_they_are_not_to_be_seen(submitted, make):
    target = make.target("2026-06", person="NVA")
    submitted.flow.review(make.identity("HEAD"), target, Review(rows=make.full()))
    submitted.flow.approve(make.identity("HEAD"), target)
    submitted.session.read.clear()
    nva = make.identity("NVA").person_id
    [nobody, own] = submitted.results.years(make.identity("HEAD"), keys=["nobody", nva], year=2026)
    assert (nobody, own.total) == (None, Decimal("83.9"))
    assert len(submitted.session.read) == 1
    assert submitted.results.years(make.identity("NVB"), keys=[nva], year=2026) == [None]
    assert len(submitted.session.read) == 1
