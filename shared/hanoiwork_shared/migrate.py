"""Migrations: brings one service's database to the newest shape, the shared tables first, then the service's own.

Two independent Alembic lineages share one version table. The runner needs no `env.py`.
"""

import importlib
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select

from hanoiwork_shared.database import Database

SHARED = "hanoiwork_shared.migrations"
MIGRATION_LOCK = 1_214_803_212


def migrate(database: Database, packages: tuple[str, ...]) -> tuple[str, ...]:
    """Apply every missing revision of the shared lineage and of `packages`; returns the revisions now in force."""
    script = _script((SHARED, *packages))
    environment = EnvironmentContext(Config(), script, fn=lambda current, _: script._upgrade_revs("heads", current))  # noqa: SLF001 - what alembic.command.upgrade itself calls
    with database.begin() as connection:
        if database.dialect == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        environment.configure(connection=connection, script=script, transactional_ddl=True)
        with environment:
            environment.run_migrations()
        return tuple(sorted(environment.get_context().get_current_heads()))


def is_current(database: Database, packages: tuple[str, ...]) -> bool:
    """Whether nothing is left to migrate."""
    wanted = set(_script((SHARED, *packages)).get_heads())
    with database.read() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == wanted


def _script(packages: tuple[str, ...]) -> ScriptDirectory:
    folders = [str(Path(str(importlib.import_module(package).__file__)).parent) for package in packages]
    return ScriptDirectory(folders[0], version_locations=folders)
