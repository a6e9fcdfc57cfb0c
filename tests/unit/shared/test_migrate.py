"""Migrations: to the newest shape, exactly the declared one, once, also when several start at the same time."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, inspect, select, text

from hanoiwork_shared import migrations
from hanoiwork_shared.database import Database
from hanoiwork_shared.migrate import is_current, migrate
from hanoiwork_shared.places import Places, posts
from hanoiwork_shared.policy import Held, Role
from hanoiwork_shared.testing import drift

REVISION = """
import sqlalchemy as sa
from alembic import op
revision = "own_{number}"
down_revision = {down}
branch_labels = {labels}
depends_on = None
def upgrade():
    op.create_table("own_{number}", sa.Column("id", sa.Integer, primary_key=True))
    {more}
def downgrade():
    op.drop_table("own_{number}")
"""


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of a plug-in's own revisions, with the first one."""
    package = tmp_path / f"own_{tmp_path.name.replace('-', '_')}"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "0001.py").write_text(REVISION.format(number=1, down=None, labels='("own",)', more=""))
    monkeypatch.syspath_prepend(str(tmp_path))
    return package


def test_the_migrated_shape_is_the_declared_one(runtime):
    assert drift(runtime, MetaData()) == []


def test_migrating_twice_changes_nothing(database, own):
    assert migrate(database, (own.name,)) == ("own_1", "shared_0003")
    assert migrate(database, (own.name,)) == ("own_1", "shared_0003")


def test_a_database_is_current_once_migrated_and_not_after_a_new_revision(database, own):
    assert not is_current(database, (own.name,))
    migrate(database, (own.name,))
    assert is_current(database, (own.name,))
    (own / "0002.py").write_text(REVISION.format(number=2, down='"own_1"', labels=None, more=""))
    assert not is_current(database, (own.name,))
    migrate(database, (own.name,))
    assert {"own_1", "own_2", "outbox"} <= set(inspect(database.engine).get_table_names())


def test_a_database_in_use_keeps_its_places_and_everybody_gets_the_post_they_had(database):
    _shared_as_of(database, "shared_0001")
    with database.begin() as connection:
        connection.execute(text("insert into place_unit values ('u', 'U', null, 'division', false, 3)"))
        for person, unit in (("p", "'u'"), ("q", "null")):
            row = f"insert into place_person values ('{person}', '{person}', {unit}, 'leader', true, 2)"  # noqa: S608
            connection.execute(text(row))
        connection.execute(
            text("insert into place_grant values ('g', 'p', 'unit_leader', 'u', '2026-01-01', null, false, 1)")
        )
    migrate(database, ())
    with database.read() as connection:
        places = Places(connection)
        assert places.actor("p", date(2026, 6, 15)).grants == (Held(Role.UNIT_LEADER, "u"),)
        assert places.line("u") == ("u",)
        rows = connection.execute(select(posts)).all()
        assert [tuple(row) for row in rows] == [("p", 0, "u", True, None, None)]


def _shared_as_of(database: Database, revision: str) -> None:
    """Bring a database to an older shape, as an older release would have."""
    folder = str(Path(migrations.__file__).parent)
    script = ScriptDirectory(folder, version_locations=[folder])
    wanted = EnvironmentContext(Config(), script, fn=lambda current, _: script._upgrade_revs(revision, current))
    with database.begin() as connection:
        wanted.configure(connection=connection, script=script, transactional_ddl=True)
        with wanted:
            wanted.run_migrations()


def test_a_revision_that_fails_leaves_nothing_of_itself(database, own):
    migrate(database, (own.name,))
    failing = REVISION.format(number=2, down='"own_1"', labels=None, more="raise RuntimeError('half way')")
    (own / "0002.py").write_text(failing)
    with pytest.raises(RuntimeError, match="half way"):
        migrate(database, (own.name,))
    assert "own_2" not in inspect(database.engine).get_table_names()
    (own / "0002.py").write_text(failing.replace("raise RuntimeError('half way')", ""))
    assert migrate(database, (own.name,)) == ("own_2", "shared_0003")


def test_rows_survive_a_new_revision(database, own):
    migrate(database, (own.name,))
    with database.begin() as connection:
        connection.execute(text("insert into own_1 (id) values (7)"))
    (own / "0002.py").write_text(REVISION.format(number=2, down='"own_1"', labels=None, more=""))
    migrate(database, (own.name,))
    with database.read() as connection:
        assert connection.execute(text("select id from own_1")).scalar_one() == 7


def test_several_processes_may_migrate_at_the_same_time(database_url, own):
    databases = [Database(database_url) for _ in range(3)]
    heads: list[tuple[str, ...]] = []
    threads = [
        threading.Thread(target=lambda database=database: heads.append(migrate(database, (own.name,))))
        for database in databases
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for database in databases:
        database.close()
    assert heads == [("own_1", "shared_0003")] * 3
