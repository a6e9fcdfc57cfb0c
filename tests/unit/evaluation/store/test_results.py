"""Counting in the database, for all keys at once: by objective and unit with all below them, and below a leader."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from hanoiwork_evaluation.domain import period as periods
from hanoiwork_evaluation.domain import sheet as sheets
from hanoiwork_evaluation.domain.sheet import Managed, Outcome, Post, Status
from hanoiwork_evaluation.service.ports import By, Tally
from hanoiwork_evaluation.store import Store
from hanoiwork_shared.testing import tell_places

JUNE, _ = periods.opened("2026-06", rule_pack="hanoi-2026", first_day=25)
EXCELLENT = Outcome(general=Decimal(30), total=Decimal("95.5"), level="excellent")
FAILED = Outcome(general=Decimal(0), total=Decimal("40.0"), level="not_completed")


@pytest.fixture
def store(runtime):
    return Store(runtime.database, runtime.outbox, clock=runtime.clock)


def sheet(person, unit="CDS", outcome=None, person_type="civil_servant", **changes):
    made, _ = sheets.generated(
        Post(person_id=person, unit_id=unit, person_type=person_type), period="2026-06", rule_pack="hanoi-2026"
    )
    status = Status.SUBMITTED if outcome else Status.DRAFT
    return replace(made, status=status, outcome=outcome or Outcome(), **changes)


@pytest.fixture
def city(runtime):
    """Identifiers of the units HN over SKHCN over CDS and TCKT."""
    return tell_places(runtime, units={"HN": None, "SKHCN": "HN", "CDS": "SKHCN", "TCKT": "SKHCN"})


def test_the_people_of_a_unit_are_counted_with_those_below_by_total_and_level(store, city):
    with store.begin() as session:
        session.add_sheets(
            [
                sheet("A", city["CDS"], EXCELLENT),
                sheet("B", city["CDS"], EXCELLENT),
                sheet("C", city["TCKT"], FAILED),
                sheet("D", city["SKHCN"]),
                sheet("E", city["CDS"], EXCELLENT, period="2026-05"),
                sheet("A", city["CDS"], FAILED, rule_pack="older"),
            ]
        )
        found = session.tallies(JUNE, By.UNIT, [city[code] for code in ("SKHCN", "CDS", "HN")] + ["elsewhere"])
        behind = session.scored(JUNE, By.UNIT, [city["TCKT"], city["SKHCN"]])
    excellent = Tally(people=2, total=Decimal("95.5"), level="excellent")
    failed = Tally(people=1, total=Decimal("40.0"), level="not_completed")
    assert set(found) == {city["SKHCN"], city["CDS"], city["HN"]}
    assert set(found[city["SKHCN"]]) == set(found[city["HN"]]) == {excellent, failed, Tally(people=1)}
    assert found[city["CDS"]] == (excellent,)
    assert {key: sorted(one.person_id for one in group) for key, group in behind.items()} == {
        city["TCKT"]: ["C"],
        city["SKHCN"]: ["A", "B", "C"],
    }


def test_somebody_with_several_tasks_under_an_objective_is_one_person(store, make):
    with store.begin() as session:
        session.learn_objective(make.objective("O3.1", "O3"))
        for code, objective_id in (("1", "O3.1"), ("2", "O3"), ("3", "O3.1")):
            session.learn(make.entry(code, objective_id=objective_id))
        session.learn(make.entry("4", person_id="NVB", objective_id="O3"))
        session.add_sheets([sheet("NVA", outcome=EXCELLENT)])
        found = session.tallies(JUNE, By.OBJECTIVE, ["O3", "O3.1", "O9"])
        behind = session.scored(JUNE, By.OBJECTIVE, ["O3"])
    excellent = Tally(people=1, total=Decimal("95.5"), level="excellent")
    assert {key: set(group) for key, group in found.items()} == {
        "O3": {excellent, Tally(people=1)},
        "O3.1": {excellent},
    }
    assert [one.person_id for one in behind["O3"]] == ["NVA"]


@given(order=st.permutations(range(4)))
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_scores_by_objective_do_not_depend_on_the_order_of_the_news(store, make, order):
    run = "-".join(map(str, order))

    def key(code):
        return f"{code}/{run}"

    tellings = [
        lambda session: session.learn(make.entry(run, person_id=run, objective_id=key("O3.1.1"))),
        lambda session: session.learn_objective(make.objective(key("O3.1.1"), key("O3.1"))),
        lambda session: session.learn_objective(make.objective(key("O3.1"), key("O2"), sequence=1)),
        lambda session: session.learn_objective(make.objective(key("O3.1"), key("O3"), sequence=2)),
    ]
    for place in order:
        with store.begin() as session:
            tellings[place](session)
    with store.read() as session:
        found = session.tallies(JUNE, By.OBJECTIVE, [key(code) for code in ("O2", "O3", "O3.1", "O3.1.1")])
    assert set(found) == {key("O3"), key("O3.1"), key("O3.1.1")}


def test_objectives_in_a_circle_end_by_themselves(store, make):
    with store.begin() as session:
        session.learn_objective(make.objective("A", "B"))
        session.learn_objective(make.objective("B", "A"))
        session.learn(make.entry(objective_id="A"))
        assert set(session.tallies(JUNE, By.OBJECTIVE, ["A", "B"])) == {"A", "B"}


def test_below_leaders_are_the_sheets_of_their_unit_and_under_it_without_their_fellow_leaders(store, city):
    director = sheet("DIRECTOR", city["SKHCN"], person_type="leader")
    head = sheet("HEAD", city["CDS"], person_type="leader")
    with store.begin() as session:
        session.add_sheets(
            [
                director,
                head,
                sheet("DEPUTY", city["SKHCN"], FAILED, person_type="leader"),
                sheet("A", city["CDS"], EXCELLENT),
                sheet("B", city["CDS"], EXCELLENT),
                sheet("MAYOR", city["HN"], FAILED, person_type="leader"),
                sheet("OLD", city["CDS"], FAILED, period="2026-05"),
            ]
        )
        found = session.managed([director, head])
    excellent = Managed(status=Status.SUBMITTED, level="excellent", people=2)
    assert set(found[director.id]) == {excellent, Managed(status=Status.DRAFT, level=None, people=1)}
    assert found[head.id] == (excellent,)


def test_one_statement_answers_all_keys(runtime, store, city):
    leaders = [sheet(code, city[code], person_type="leader") for code in city]
    with store.begin() as session:
        session.add_sheets(leaders)
    asked = []
    event.listen(runtime.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with store.read() as session:
        session.tallies(JUNE, By.UNIT, list(city.values()))
        session.tallies(JUNE, By.OBJECTIVE, ["O1", "O2", "O3"])
        session.managed(leaders)
    assert len([statement for statement in asked if statement.startswith("WITH")]) == 3
    assert len([statement for statement in asked if "SELECT" in statement]) == 3
