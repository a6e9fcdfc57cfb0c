"""Changes of every kind at once on PostgreSQL: nobody is ever tried again, and nobody computes from what is past."""

from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.domain.tree import recount
from hanoiwork_objectives.service import Wanted
from hanoiwork_shared.database import persist
from tests.at_once import at_once
from tests.unit.objectives.hands import meanwhile

D = Decimal
AIM = Aim(direction=Direction.AT_LEAST, target=D(100))
ROUNDS = 8


def formula(*keys):
    return Formula(kind=FormulaKind.SUM, parts=tuple(Part(measure_id=key) for key in keys))


def add(suite, code, objective, **given):
    suite.add_measure("OP", objective=objective, code=code, kind=Kind.KPI, title="Chỉ số", aim=AIM, **given)


def entry(code, *parts):
    """A file whose objective X has a composite."""
    measure = {
        "code": code, "kind": "KPI", "title": "Tổng", "direction": "at_least", "target": "100", "source": "formula",
        "formula": {"kind": "sum", "parts": [{"measure": part} for part in parts]},
    }  # fmt: skip
    return {"cycle": "2026", "objectives": [{"code": "X", "unit": "HN", "title": "X", "measures": [measure]}]}


@pytest.fixture
def city(on_postgresql):
    """Composites deep in the tree over values high in it, and standing KPIs of both kinds."""
    on_postgresql.load()
    for code in ("A", "ALONE"):
        on_postgresql.create_kpi("OP", of="HN", code=code, title="Chỉ số chung", aim=AIM)
    on_postgresql.create_kpi("OP", of="HN", code="SUM", title="Tổng", aim=AIM, formula=formula("A"))
    add(on_postgresql, "DEEP", "O2-P", formula=formula("O2-KR1", "SUM"))
    add(on_postgresql, "OWN", "O2-P")
    add(on_postgresql, "HIGH", "T1")
    return on_postgresql


def test_changes_of_every_kind_at_once_are_never_tried_again(city):
    tries = []

    def rounds(*works):
        def work():
            for number in range(ROUNDS):
                for one in works:

                    def once(one=one, number=number):
                        tries.append(one)
                        one(number)

                    persist(once)

        return work

    def report_many(number):
        said = Said(value=D(number))
        city.check_in_many("OP", [Wanted(measure=code, said=said) for code in ("HIGH", "O2-S-KR1", "A")])

    def load(number):
        city.load({"cycle": "2026", "objectives": [{**city.city["objectives"][0], "weight": number + 1}]})

    hands = [
        (report_many,),
        (load,),
        (lambda number: city.check_in("OP", measure="O2-KR1", value=D(number)),),
        (lambda _: city.step("O2-P", "archive"), lambda _: city.step("O2-P", "restore")),
        (lambda number: city.use_kpi("OP", kpi="SUM", objective="O2-S", weight=D(number + 1)),),
        (lambda number: city.change("OP", measure="HIGH", weight=D(number + 1)),),
    ]
    assert at_once(*(rounds(*works) for works in hands)) == []
    assert len(tries) == ROUNDS * sum(len(works) for works in hands), "somebody had to try again"
    with city.store.begin() as session:
        objectives, measures = session.cycle_to_change("2026")
        used = session.used_in_cycle("2026")
        counted = recount(objectives, measures, [], as_of=city.clock.today(), used=used)
    assert (counted.objectives, counted.measures) == ((), ())


def test_a_composite_of_a_file_has_the_value_that_is_being_reported(city):
    failures = meanwhile(
        city,
        lambda: city.check_in("OP", measure="ALONE", value=D(42)),
        lambda: city.load(entry("OVER", "ALONE")),
    )
    assert failures == []
    assert city.measure("OVER").current == 42


def test_a_copied_composite_has_the_value_that_is_being_reported(city):
    city.load(entry("OVER", "ALONE"))
    copied = lambda: city.service.cloning.clone(  # noqa: E731 - one thing to do
        city.as_("OP"), from_cycle="2026", to_cycle="2027", branches=["X"]
    )
    assert meanwhile(city, lambda: city.check_in("OP", measure="ALONE", value=D(42)), copied) == []
    assert city.measure("OVER", cycle="2027").current == 42


def test_one_half_of_a_circle_in_a_file_and_the_other_meanwhile_are_not_both_accepted(city):
    city.load(entry("Y", "O2-S-KR1"))
    add(city, "Z", "T1", formula=formula("HIGH"))
    failures = meanwhile(
        city,
        lambda: city.load(entry("Y", "Z")),
        lambda: city.change("OP", measure="Z", formula=formula("Y")),
    )
    assert [failure.code for failure in failures] == ["objectives.composite_circle"]


def test_a_part_that_is_put_away_meanwhile_is_no_part(city):
    city.create("OP", code="N", title="N", cycle="2026", unit="HN")
    add(city, "GONE", "N", formula=formula("O2-KR1"))
    failures = meanwhile(
        city,
        lambda: city.service.measuring.archive(city.as_("OP"), measure="GONE"),
        lambda: city.change("OP", measure="DEEP", formula=formula("GONE")),
    )
    assert [failure.code for failure in failures] == ["objectives.part_unknown"]
