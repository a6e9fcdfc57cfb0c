from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.measure import Source
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.events import TaskSlice
from hanoiwork_shared.errors import Forbidden, NotFound, Refused, Stale

D = Decimal
AIM = Aim(direction=Direction.AT_LEAST, target=D(100))


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()


def kpi(suite, code="HAI-LONG", *, by="GD", of="SKHCN", **given):
    return suite.create_kpi(by, of=of, code=code, **{"title": "Mức độ hài lòng", "aim": AIM, "unit": "%", **given})


def refused(work, *arguments, **given):
    with pytest.raises(Refused) as caught:
        work(*arguments, **given)
    return [(one.code.removeprefix("objectives."), one.field) for one in caught.value.each()]


def close(suite, code, step="close"):
    return suite.step(code, step)


def test_a_standing_kpi_belongs_to_a_unit_and_to_no_cycle(suite):
    made = kpi(suite, owner="NVA")
    shown = suite.measure("HAI-LONG")
    assert (shown.unit_id, shown.cycle, shown.objective_id, shown.kind, shown.status) == (
        suite.ids["SKHCN"], "", None, "KPI", "active",
    )  # fmt: skip
    assert (shown.standing, shown.share, shown.progress.status) == (True, None, "no_data")
    told = suite.told()[-1]
    assert told[0] == "objectives.measure.created.v1"
    assert (told[1]["objective_id"], told[1]["unit_id"], told[1]["measure_id"]) == (None, suite.ids["SKHCN"], made.id)


def test_a_standing_kpis_code_is_taken_once_and_leaves_the_cycles_their_own(suite):
    kpi(suite)
    kpi(suite, "O2-KR1")
    assert refused(kpi, suite) == [("kpi_code_taken", "code")]
    assert suite.measure("O2-KR1").cycle == "2026"
    assert suite.measure("O2-KR1", cycle="").standing


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"of": "XX"}, ("unit_unknown", "of")),
        ({"weight": D(0)}, ("weight_not_positive", "weight")),
        ({"source": Source.CHILDREN}, ("formula_invalid", "source")),
        ({"parent": "O2-KR1"}, ("kpi_parent_unknown", "parent")),
        (
            {"formula": Formula(kind=FormulaKind.SUM, parts=(Part(measure_id="O2-KR1"),))},
            ("part_unknown", "formula.parts[0].measure"),
        ),
    ],
)
def test_what_cannot_be_is_refused_by_field(suite, given, problem):
    assert refused(kpi, suite, **given) == [problem]


def test_who_leads_a_unit_gives_it_kpis(suite):
    with pytest.raises(Forbidden):
        kpi(suite, by="NVA")
    with pytest.raises(Forbidden):
        kpi(suite, of="HN")


def test_a_kpi_counts_in_several_objectives_with_its_own_weight_in_each(suite):
    kpi(suite)
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-S", weight=D(3))
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-P")
    suite.check_in("GD", measure="HAI-LONG", value=D(80))
    assert [suite.percent(code) for code in ("O2-P", "O2-S", "O2", "T1")] == ["80", "64", "32", "32"]
    of_department = suite.service.reading.objective(key="O2-S")
    assert [(one.code, one.weight, str(one.share)) for one in of_department.measures] == [
        ("O2-S-KR1", 1, "20.00"), ("HAI-LONG", 3, "60.00"),
    ]  # fmt: skip
    tree = suite.service.reading.tree(cycle="2026", root="O2-S")[0]
    assert tree.measures == of_department.measures
    used = suite.service.measure_reading.users_of(keys=[suite.measure("HAI-LONG").id, "unknown"])
    assert (len(used[0]), used[1]) == (2, [])


def test_who_uses_a_kpi_is_told_with_it(suite):
    kpi(suite)
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-S")
    told = next(data for kind, data in reversed(suite.told()) if kind == "objectives.measure.changed.v1")
    assert told["used_by"] == [suite.service.reading.objective(key="O2-S").id]
    suite.change("GD", measure="HAI-LONG", title="Hài lòng của người dân")
    assert suite.told()[-1][1]["used_by"] == told["used_by"]
    suite.service.kpis.drop(suite.as_("OP"), kpi="HAI-LONG", objective="O2-S")
    told = next(data for kind, data in reversed(suite.told()) if kind == "objectives.measure.changed.v1")
    assert told["used_by"] == []


def test_a_kpi_used_again_weighs_otherwise_and_one_dropped_counts_no_more(suite):
    kpi(suite)
    suite.check_in("GD", measure="HAI-LONG", value=D(80))
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-S")
    assert suite.percent("O2-S") == "40"
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-S", weight=D(6))
    assert suite.percent("O2-S") == "68.6"
    suite.service.kpis.drop(suite.as_("OP"), kpi="HAI-LONG", objective="O2-S")
    assert suite.percent("O2-S") == "0"
    assert refused(suite.service.kpis.drop, suite.as_("OP"), kpi="HAI-LONG", objective="O2-S") == [
        ("kpi_not_used", "kpi")
    ]


@pytest.mark.parametrize("step", ["close", "archive"])
def test_a_kpi_goes_on_when_an_objective_is_closed_which_keeps_what_it_saw(suite, step):
    kpi(suite)
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-P")
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2")
    suite.check_in("GD", measure="HAI-LONG", value=D(40))
    close(suite, "O2-P", step)
    suite.check_in("GD", measure="HAI-LONG", value=D(90))
    assert (suite.measure("HAI-LONG").status, suite.measure("HAI-LONG").current) == ("active", 90)
    closed = suite.service.reading.objective(key="O2-P")
    assert (closed.progress.percent, closed.measures[0].current, closed.measures[0].progress.percent) == (40, 40, 40)
    assert suite.service.reading.objective(key="O2").measures[-1].current == 90
    assert refused(suite.use_kpi, "OP", kpi="HAI-LONG", objective="O2-P") == [("not_changeable", None)]


def test_a_kpi_put_away_is_used_by_nobody_and_no_more(suite):
    kpi(suite)
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-S")
    archive = suite.service.measuring.archive
    assert refused(archive, suite.as_("GD"), measure="HAI-LONG") == [("measure_in_use", "measure")]
    suite.service.kpis.drop(suite.as_("OP"), kpi="HAI-LONG", objective="O2-S")
    archive(suite.as_("GD"), measure="HAI-LONG")
    archived = [("measure_archived", None)]
    assert refused(suite.use_kpi, "OP", kpi="HAI-LONG", objective="O2-S") == archived
    assert refused(suite.check_in, "GD", measure="HAI-LONG", value=D(1)) == archived
    assert refused(suite.change, "GD", measure="HAI-LONG", title="Sống lại") == archived
    assert suite.service.measure_reading.kpis(first=9).items == ()


def test_only_a_standing_kpi_is_shared_and_it_is_no_objectives_own(suite):
    kpi(suite)
    assert refused(suite.use_kpi, "OP", kpi="O2-KR1", objective="O2-S") == [("not_a_standing_kpi", "kpi")]
    key = suite.measure("O2-KR1").id
    assert refused(suite.use_kpi, "OP", kpi=key, objective="O2-S") == [("not_a_standing_kpi", "kpi")]
    with pytest.raises(NotFound):
        suite.use_kpi("OP", kpi="XX", objective="O2-S")
    with pytest.raises(NotFound):
        suite.use_kpi("OP", kpi="HAI-LONG", objective="XX")
    assert refused(suite.service.measuring.move, suite.as_("OP"), measure="HAI-LONG", to="O2") == [
        ("standing_kpi", "measure")
    ]
    wanted = {"title": "Mục tiêu mới", "cycle": "", "unit": "SKHCN", "parent_key_result": "HAI-LONG"}
    assert refused(suite.create, "GD", code="N", **wanted) == [("cycle_label", "cycle")]


def test_using_a_kpi_needs_the_objective_not_the_kpis_unit(suite):
    kpi(suite)
    suite.use_kpi("TP", kpi="HAI-LONG", objective="O2-P")
    with pytest.raises(Forbidden):
        suite.use_kpi("TP", kpi="HAI-LONG", objective="O2-S")
    with pytest.raises(Stale):
        suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-S", version=9)
    assert refused(suite.use_kpi, "OP", kpi="HAI-LONG", objective="O2-S", weight=D(0)) == [
        ("weight_not_positive", "weight")
    ]


@pytest.mark.parametrize("person", ["NVA", "GD", "CT", "OP"])
def test_a_kpis_owner_and_the_line_above_its_unit_report_it(suite, person):
    kpi(suite, owner="NVA")
    suite.check_in(person, measure="HAI-LONG", value=D(1))


def test_nobody_else_reports_a_kpi(suite):
    kpi(suite)
    with pytest.raises(Forbidden):
        suite.check_in("TP", measure="HAI-LONG", value=D(1))


def test_a_composite_lives_from_standing_kpis_too(suite):
    kpi(suite, "A")
    kpi(suite, "B")
    parts = (Part(measure_id="A"), Part(measure_id="B", weight=D(3)))
    kpi(suite, "ALL", formula=Formula(kind=FormulaKind.WEIGHTED, parts=parts))
    suite.use_kpi("OP", kpi="ALL", objective="O2-P")
    suite.check_in("GD", measure="A", value=D(20))
    suite.check_in("GD", measure="B", value=D(60))
    assert (suite.measure("ALL").current, suite.percent("O2-P")) == (50, "50")


def test_a_kpi_may_live_from_its_tasks(suite):
    made = kpi(suite, "VIEC", source=Source.TASKS)
    suite.use_kpi("OP", kpi="VIEC", objective="O2-P")
    told = TaskSlice(
        task_id="t",
        measure_id=made.id,
        points=D(1),
        quantity=D(1),
        accepted_quantity=D(1),
        status="completed",
        version=1,
    )
    suite.service.listening.task_told(told, sequence=1, on=suite.clock.today())
    assert suite.percent("O2-P") == "100"


def test_standing_kpis_are_listed_by_code_and_unit(suite):
    for code, unit in (("C", "SKHCN"), ("A", "SKHCN-CDS"), ("B", "SKHCN")):
        kpi(suite, code, of=unit)
    first = suite.service.measure_reading.kpis(first=2)
    rest = suite.service.measure_reading.kpis(first=2, after=first.cursors[-1])
    assert [[one.code for one in page.items] for page in (first, rest)] == [["A", "B"], ["C"]]
    assert (first.has_next, rest.has_next) == (True, False)
    assert [one.code for one in suite.service.measure_reading.kpis(first=9, unit="SKHCN").items] == ["B", "C"]
    assert refused(suite.service.measure_reading.kpis, first=9, unit="XX") == [("unit_unknown", "unit")]


def test_an_import_leaves_shared_kpis_counting(suite):
    kpi(suite)
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-P")
    suite.check_in("GD", measure="HAI-LONG", value=D(40))
    before = suite.told()
    assert (suite.load().changed, suite.told(), suite.percent("O2-P")) == (0, before, "40")


def test_a_kpi_that_only_closed_objectives_used_may_be_put_away(suite):
    kpi(suite)
    suite.use_kpi("OP", kpi="HAI-LONG", objective="O2-P")
    close(suite, "O2-P", "close")
    suite.service.measuring.archive(suite.as_("GD"), measure="HAI-LONG")
    assert suite.service.measure_reading.kpis(first=9).items == ()
