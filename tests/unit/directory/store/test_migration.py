"""What was there before posts and history keeps its place: each unit and each person, since 1 January of last year."""

import importlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from hanoiwork_directory.entrypoints import build
from hanoiwork_directory.plugin import plugin
from hanoiwork_directory.store import metadata
from hanoiwork_shared.clock import SystemClock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.migrate import SHARED, migrate
from hanoiwork_shared.runtime import Runtime, make_runtime
from hanoiwork_shared.testing import FixedClock, drift, settings_for_tests, told

UNITS = (
    "insert into unit (id, code, name, kind, parent_id, closed, version) "
    "values (:id, :code, :code, 'ward', :parent, false, 3)"
)
PEOPLE = (
    "insert into person (id, code, full_name, folded_name, position, person_type, unit_id, active, version) "
    "values (:code, :code, :code, :code, 'Chuyên viên', 'leader', :unit, :active, 2)"
)


OWN = str(plugin.migrations)


@pytest.fixture
def before(database_url: str) -> Iterator[Runtime]:
    """A directory at its first revision, with two units and three people."""
    runtime = make_runtime("directory", settings=settings_for_tests(), clock=FixedClock(), url=database_url)
    folders = [str(Path(str(importlib.import_module(name).__file__)).parent) for name in (SHARED, OWN)]
    script = ScriptDirectory(folders[0], version_locations=folders)
    environment = EnvironmentContext(
        Config(), script, fn=lambda current, _: script._upgrade_revs("directory_0001", current)
    )
    with runtime.database.begin() as connection:
        environment.configure(connection=connection, script=script, transactional_ddl=True)
        with environment:
            environment.run_migrations()
        connection.execute(
            text(UNITS), [{"id": "a", "code": "A", "parent": None}, {"id": "b", "code": "B", "parent": "a"}]
        )
        people = [("P", "b", True), ("Q", None, True), ("GONE", "b", False)]
        connection.execute(
            text(PEOPLE), [{"code": code, "unit": unit, "active": is_in} for code, unit, is_in in people]
        )
    yield runtime
    runtime.database.close()


def test_what_is_there_holds_since_the_first_of_last_year(before):
    migrate(before.database, (OWN,))
    lookup, since = build(before).lookup, date(SystemClock().today().year - 1, 1, 1)
    stood = [(one.code, one.parent_id, one.valid_from, one.valid_to) for (one,) in lookup.histories(["a", "b"])]
    assert stood == [("A", None, since, None), ("B", "a", since, None)]
    posts = [
        [(one.unit_id, one.primary, one.position, one.valid_from) for one in held]
        for held in lookup.posts(["P", "Q", "GONE"])
    ]
    assert posts == [[("b", True, "Chuyên viên", since)], [], []]
    assert lookup.person("P").version == 2


def test_the_next_change_of_somebody_tells_also_the_post_that_was_made_of_the_old_row(before):
    migrate(before.database, (OWN,))
    directory, since = build(before), date(SystemClock().today().year - 1, 1, 1)
    directory.accounts.found_operator("ten letters")
    operator = Identity(person_id=directory.lookup.person("operator").id, account="operator")
    directory.people.change(operator, person="P", full_name="Phạm")
    event = told(before)[-1]
    assert (event.subject, event.sequence) == ("P", 3)
    assert [(post["unit_id"], post["valid_from"]) for post in event.data["posts"]] == [("b", since.isoformat())]


def test_the_tables_are_as_declared(before):
    migrate(before.database, (OWN,))
    assert drift(before, metadata) == []
