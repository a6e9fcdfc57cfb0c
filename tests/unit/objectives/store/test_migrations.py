"""The tables come to their newest shape over what is in them; what exists gets its first state and its first look."""

import uuid
from datetime import date

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import column as named
from sqlalchemy import insert, table, text

from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.plugin import plugin
from hanoiwork_objectives.store import Store
from hanoiwork_shared.clock import SystemClock
from hanoiwork_shared.migrate import _script, migrate
from hanoiwork_shared.runtime import make_runtime
from hanoiwork_shared.testing import settings_for_tests

MIGRATIONS = "hanoiwork_objectives.migrations"
OBJECTIVE = {
    "code": "O", "title": "Mục tiêu", "cycle": "2026", "unit_id": "u", "owner_id": None, "starts": date(2026, 1, 1),
    "ends": date(2026, 12, 31), "weight": "1.50", "parent_objective_id": None, "parent_measure_id": None,
    "status": "active", "percent": "50", "fresh_until": date(2026, 2, 1), "version": 3,
}  # fmt: skip
MEASURE = {
    "code": "K", "cycle": "2026", "kind": "KR", "title": "Cột mốc", "direction": "milestone", "low": None, "high": None,
    "goal": "2", "strict": False, "baseline": "0", "unit": "", "weight": "1", "owner_id": None, "frequency": "monthly",
    "steps": '[{"title": "a", "weight": "1"}, {"title": "b", "weight": "1"}]', "source": "check_ins",
    "status": "active", "current": "1", "last_on": date(2026, 1, 1), "percent": "50", "fresh_until": date(2026, 2, 1),
    "version": 2,
}  # fmt: skip


def migrate_to(runtime, revision):
    script = _script(("hanoiwork_shared.migrations", MIGRATIONS))
    environment = EnvironmentContext(Config(), script, fn=lambda at, _: script._upgrade_revs(revision, at))
    with runtime.database.begin() as connection:
        environment.configure(connection=connection, script=script, transactional_ddl=True)
        with environment:
            environment.run_migrations()


@pytest.fixture(params=["sqlite", "postgresql"])
def runtime(request, tmp_path):
    """A database at the first revision."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")("objectives_old")
    made = make_runtime(plugin.name, settings=settings_for_tests(), clock=SystemClock(), url=url)
    migrate_to(made, "shared@head")
    migrate_to(made, "objectives_0001")
    yield made
    made.database.close()


def fill(runtime, name, rows):
    with runtime.database.begin() as connection:
        connection.execute(insert(table(name, *map(named, rows[0]))), rows)


def test_what_exists_gets_its_state_of_today_and_a_first_look(runtime):
    ids = [str(uuid.uuid4()) for _ in range(1001)]
    fill(runtime, "objective", [{**OBJECTIVE, "id": one, "code": f"O{n}"} for n, one in enumerate(ids)])
    fill(runtime, "measure", [{**MEASURE, "id": f"m{one}"[:36], "objective_id": one, "code": one} for one in ids[:3]])
    migrate(runtime.database, (MIGRATIONS,))
    store, today = Store(runtime.database, runtime.outbox, runtime.clock), runtime.clock.today()
    with store.read() as session:
        objectives, measures = session.living_objectives("2026"), session.living_measures("2026")
        assert (len(objectives), len(measures), type(objectives[0]), type(measures[0])) == (1001, 3, Objective, Measure)
        assert by_id(session.objectives_at("2026", day=today)) == by_id(objectives)
        assert by_id(session.measures_at("2026", day=today)) == by_id(measures)
    with store.begin() as session:
        due = session.due(today, most=2000)
        assert {watch.id for watch in due} == {one.id for one in objectives} | {one.id for one in measures}
        assert {watch.told for watch in due} == {None}


def test_check_ins_from_before_have_no_evidence_and_nobody_took_note_of_them(runtime):
    fill(runtime, "objective", [{**OBJECTIVE, "id": "o"}])
    fill(runtime, "measure", [{**MEASURE, "id": "m", "objective_id": "o"}])
    with runtime.database.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO check_in VALUES"
                " ('c', 'm', 'p', '1', '2026-01-01', '2026-01-01 00:00:00', 2, 5, '', '', '', NULL, '0', '50')"
            )
        )
    migrate(runtime.database, (MIGRATIONS,))
    with Store(runtime.database, runtime.outbox, runtime.clock).read() as session:
        [kept] = session.check_ins_on(["m"], first=9)
    assert (kept.evidence, kept.expected_percent, kept.status, kept.acknowledged_by) == ("", None, None, None)


def test_states_from_before_know_the_kpi_above(runtime):
    fill(runtime, "objective", [{**OBJECTIVE, "id": "o"}])
    fill(runtime, "measure", [{**MEASURE, "id": one, "objective_id": "o", "code": one} for one in ("a", "b", "c")])
    migrate_to(runtime, "objectives_0004")
    with runtime.database.begin() as connection:
        for one, state in (("b", '{"id": "b", "parent_id": "a"}'), ("c", '{"id":"c","parent_id":"a"}')):
            connection.execute(
                text("UPDATE measure_state SET state = :state WHERE id = :id"), {"id": one, "state": state}
            )
    migrate(runtime.database, (MIGRATIONS,))
    with runtime.database.read() as connection:
        rows = connection.execute(text("SELECT id, parent_id FROM measure_state ORDER BY id"))
        assert [tuple(row) for row in rows] == [("a", None), ("b", "a"), ("c", "a")]


def by_id(items):
    return sorted(items, key=lambda one: one.id)
