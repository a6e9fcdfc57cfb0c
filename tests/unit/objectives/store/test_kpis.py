"""Composites and standing KPIs on every store; on the real ones also their locks, statements and migration."""

import random
from datetime import date
from decimal import Decimal

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from hanoiwork_objectives.domain.composing import composed
from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.course import Waypoint
from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.measure_refusals import CompositeCircle
from hanoiwork_objectives.domain.target import Aim, Direction
from hanoiwork_objectives.domain.tree import recount
from hanoiwork_shared import migrate as migrating
from hanoiwork_shared.database import Database, persist
from tests.at_once import at_once
from tests.unit.objectives.counting import statements

D = Decimal
AIM = Aim(direction=Direction.AT_LEAST, target=D(100))
TODAY = date(2026, 6, 15)


def formula(kind, *keys):
    return Formula(kind=FormulaKind(kind), parts=tuple(Part(measure_id=key) for key in keys))


def add(suite, code, objective="O2-S", **given):
    wanted = {"kind": Kind.KPI, "title": "Chỉ số", "aim": AIM, **given}
    return suite.add_measure("OP", objective=objective, code=code, **wanted)


def kpi(suite, code, **given):
    return suite.create_kpi("OP", of="HN", code=code, title="Chỉ số chung", aim=given.pop("aim", AIM), **given)


def test_everything_of_a_measure_is_read_back_exactly(stored):
    stored.load()
    points = (Waypoint(on=date(2026, 6, 30), value=D("40.5")),)
    ladder = Aim(direction=Direction.AT_LEAST, target=D(100), commit=D("80.5"), stretch=D(120))
    above = add(stored, "ABOVE")
    add(stored, "M", aim=ladder, waypoints=points, precision=3, parent="ABOVE")
    shown = stored.measure("M")
    assert (shown.commit, shown.stretch, shown.waypoints, shown.precision) == (D("80.5"), 120, points, 3)
    assert shown.parent_id == above.id
    parts = (Part(measure_id=above.id, weight=D("2.5")), Part(measure_id=shown.id))
    add(stored, "ALL", formula=Formula(kind=FormulaKind.WEIGHTED, parts=parts))
    made = stored.measure("ALL").formula
    assert (made.kind, [(one.measure_id, one.weight) for one in made.parts]) == (
        FormulaKind.WEIGHTED,
        [(part.measure_id, part.weight) for part in parts],
    )
    stored.change("OP", measure="M", commit=None, waypoints=(), precision=None)
    shown = stored.measure("M")
    assert (shown.commit, shown.waypoints, shown.precision) == (None, (), 2)


def test_values_go_through_composites_and_shared_kpis_up_every_branch(stored):
    stored.load()
    for code in ("A", "B"):
        kpi(stored, code)
    kpi(stored, "MEAN", formula=formula("mean", "A", "B"))
    add(stored, "OVER", objective="O2-P", formula=formula("sum", "MEAN", "A"))
    stored.use_kpi("OP", kpi="MEAN", objective="T1")
    stored.use_kpi("OP", kpi="A", objective="O2-S", weight=D(2))
    stored.check_in("OP", measure="A", value=D(20))
    stored.check_in("OP", measure="B", value=D(60))
    assert (stored.measure("MEAN").current, stored.measure("OVER").current) == (40, 60)
    found = [stored.percent(code) for code in ("O2-P", "O2-S", "O2", "T1")]
    assert found == ["60", "25", "12.5", "26.3"]


def test_a_closed_objective_keeps_what_it_saw_of_a_kpi(stored):
    stored.load()
    kpi(stored, "A")
    stored.use_kpi("OP", kpi="A", objective="O2-P", weight=D(3))
    stored.check_in("OP", measure="A", value=D(20))
    stored.step("O2-P", "close")
    stored.check_in("OP", measure="A", value=D(90))
    shown = stored.service.reading.objective(key="O2-P")
    assert (shown.progress.percent, shown.measures[0].current, shown.measures[0].weight) == (20, 20, 3)
    tree = stored.service.reading.tree(cycle="2026", root="O2-P")[0]
    assert tree.measures == shown.measures


def test_a_forecast_goes_by_the_last_standing_report_of_each_of_the_newest_days(stored):
    stored.load()
    for day in range(1, 15):
        stored.check_in("NVA", measure="O2-S-KR1", value=D(99), on=date(2026, 6, day))
        stored.check_in("NVA", measure="O2-S-KR1", value=D(day), on=date(2026, 6, day))
    _, wrong = stored.check_in("NVA", measure="O2-S-KR1", value=D(77))
    stored.check_in("NVA", measure="O2-S-KR1", value=D(15), corrects=wrong.id)
    other = stored.measure("O2-KR1").id
    made, none = stored.service.measure_reading.forecasts_by_ids(keys=[stored.measure("O2-S-KR1").id, other])
    assert (made.value, made.basis.points, made.basis.from_) == (214, 12, date(2026, 6, 4))
    assert none.reason.code == "too_few_points"


def test_standing_kpis_are_paged_and_found_by_unit_in_any_store(stored):
    for code in ("C", "A", "B"):
        kpi(stored, code)
    stored.service.measuring.archive(stored.as_("OP"), measure="B")
    first = stored.service.measure_reading.kpis(first=1, unit="HN")
    rest = stored.service.measure_reading.kpis(first=1, unit="HN", after=first.cursors[-1])
    assert ([one.code for one in first.items], [one.code for one in rest.items], rest.has_next) == (["A"], ["C"], False)


def test_composites_equal_their_formula_and_progress_a_full_recount_after_any_edits(stored):
    stored.load()
    chance = random.Random(20260615)  # noqa: S311 - seeded, so that it fails alike again
    composites: list[str] = []
    values = ["O2-KR1", "O2-S-KR1"]
    for code in ("A", "B", "C"):
        kpi(stored, code)
        values.append(code)
    for number in range(40):
        code, objective = f"F{number}", chance.choice(["O2", "O2-S", "O2-P", "T1"])
        wanted = formula(chance.choice(["sum", "mean"]), *chance.sample(values + composites, k=2))
        try:
            match chance.randrange(5):
                case 0:
                    add(stored, code, objective=objective, formula=wanted)
                    composites.append(code)
                case 1 if composites:
                    stored.change("OP", measure=chance.choice(composites), formula=wanted)
                case 2:
                    weight = D(chance.randint(1, 4))
                    stored.use_kpi("OP", kpi=chance.choice("ABC"), objective=objective, weight=weight)
                case _:
                    stored.check_in("OP", measure=chance.choice(values), value=D(chance.randint(0, 100)))
        except CompositeCircle:
            continue
    with stored.store.begin() as session:
        objectives, measures = session.cycle_to_change("2026")
        standing = session.measures_by_ids([stored.measure(code).id for code in "ABC"])
        known = {one.id: one for one in (*measures, *standing)}
        assert [one.code for one in measures if composed(one, known) != one] == []
        used = session.used_in_cycle("2026")
        counted = recount(objectives, measures, session.shares_in("2026"), as_of=TODAY, used=used)
    assert (counted.objectives, counted.measures) == ((), ())
    assert composites
    assert used


def test_check_ins_on_parts_and_shared_kpis_at_once_forget_nothing_and_never_lock_each_other_out(database):
    database.load()
    for code in ("A", "B"):
        kpi(database, code)
    kpi(database, "SUM", formula=formula("sum", "A", "B"))
    add(database, "OVER", objective="O2-P", formula=formula("sum", "SUM", "O2-S-KR1"))
    for objective in ("T1", "O2", "O2-S", "O2-P"):
        database.use_kpi("OP", kpi="A", objective=objective)
        database.use_kpi("OP", kpi="SUM", objective=objective)
    codes = ("A", "B", "O2-S-KR1", "O2-KR1")
    tries = []

    def reports(code):
        def work():
            for value in range(1, 9):

                def once(value=value):
                    tries.append(code)
                    database.check_in("OP", measure=code, value=D(value))

                persist(once)

        return work

    assert at_once(*(reports(code) for code in codes)) == []
    assert len(tries) == len(codes) * 8, "somebody had to try again"
    assert (database.measure("SUM").current, database.measure("OVER").current) == (16, 24)
    with database.store.begin() as session:
        objectives, measures = session.cycle_to_change("2026")
        used = session.used_in_cycle("2026")
        assert recount(objectives, measures, [], as_of=TODAY, used=used).objectives == ()


def test_two_halves_of_a_circle_made_at_once_are_never_both_accepted(database):
    database.load()
    for number in range(4):
        one, other = f"X{number}", f"Y{number}"
        add(database, one, formula=formula("sum", "O2-KR1"))
        add(database, other, formula=formula("sum", "O2-S-KR1"))

        def change(code, part):
            return lambda: persist(lambda: database.change("OP", measure=code, formula=formula("sum", part)))

        failures = at_once(change(one, other), change(other, one))
        assert [failure.code for failure in failures] == ["objectives.composite_circle"]


def test_a_composite_made_while_its_part_is_reported_has_the_newest_value(database):
    database.load()
    for number in range(4):
        at_once(
            lambda number=number: persist(lambda: add(database, f"S{number}", formula=formula("sum", "O2-KR1"))),
            lambda number=number: persist(
                lambda: database.check_in("OP", measure="O2-KR1", value=D(number + 1)),
            ),
        )
        assert database.measure(f"S{number}").current == number + 1


def test_a_check_in_on_a_shared_kpi_needs_statements_by_branch_and_forecasts_the_same_for_any_number(database):
    database.load()
    kpi(database, "A")
    database.use_kpi("OP", kpi="A", objective="O2-P")
    database.check_in("OP", measure="A", value=D(1))
    few = statements(database, lambda: database.check_in("OP", measure="A", value=D(2)))
    entries = [{"code": f"X{n}", "unit": "HN", "title": "Mục tiêu thêm", "parent": "T1"} for n in range(40)]
    database.load({"cycle": "2026", "objectives": entries})
    assert statements(database, lambda: database.check_in("OP", measure="A", value=D(3))) == few
    keys = [add(database, f"K{n}").id for n in range(20)]
    asked = database.service.measure_reading
    assert statements(database, lambda: asked.forecasts_by_ids(keys=keys[:1])) == 3
    assert statements(database, lambda: asked.forecasts_by_ids(keys=keys)) == 3
    shares = [database.service.reading.objective(key=code).id for code in ("O2", "O2-S", "O2-P")]
    assert statements(database, lambda: asked.shares_by_ids(keys=shares)) == 4
    assert statements(database, lambda: database.service.reading.measures_by_ids(keys=keys)) == 5


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    return request.getfixturevalue("postgres_url")("objectives")


def test_the_migration_keeps_what_an_older_database_has(url, monkeypatch):
    database = Database(url)
    heads = ScriptDirectory._upgrade_revs

    def first_only(script, revision, current):
        wanted = "objectives_0001" if revision == "heads" else revision
        return [*heads(script, "shared@head", current), *heads(script, wanted, current)]

    monkeypatch.setattr(ScriptDirectory, "_upgrade_revs", first_only)
    packages = ("hanoiwork_objectives.migrations",)
    migrating.migrate(database, packages)
    monkeypatch.undo()
    with database.begin() as connection:
        for statement in OLD_ROWS:
            connection.execute(text(statement))
    migrating.migrate(database, packages)
    with database.read() as connection:
        [measure] = connection.execute(text("select code, goal, waypoints, removed, formula from measure")).all()
        [check_in] = connection.execute(text("select id, value, sequence from check_in")).all()
    database.close()
    assert (measure.code, measure.goal, measure.waypoints, bool(measure.removed), measure.formula) == (
        "K", "100", "[]", False, None,
    )  # fmt: skip
    assert tuple(check_in) == ("c", "49", 2)


OLD_ROWS = (
    """insert into objective (id, code, title, cycle, unit_id, starts, ends, weight, status, version)
    values ('o', 'O', 'Mục tiêu', '2026', 'u', '2026-01-01', '2026-12-31', '1', 'active', 1)""",
    """insert into measure (id, code, cycle, objective_id, kind, title, direction, goal, strict, baseline, steps, unit,
    weight, frequency, source, status, percent, version) values ('m', 'K', '2026', 'o', 'KR', 'Kết quả', 'at_least',
    '100', false, '0', '[]', '%', '1', 'monthly', 'check_ins', 'active', '0', 1)""",
    """insert into check_in (id, measure_id, person_id, value, "on", at, sequence, note, difficulty, remedy,
    percent_before, percent_after) values ('c', 'm', 'p', '49', '2026-06-01', '2026-06-01 03:00:00+00:00', 2, '', '',
    '', '0', '49')""",
)
