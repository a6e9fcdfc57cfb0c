"""Databases with a service's tables: migrated once, then copied or emptied for each test, as migrating is slow."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, MetaData, create_engine

from hanoiwork_shared.plugins import Plugin
from hanoiwork_shared.testing import stand

TablesOf = Callable[[Plugin], str]
"""Answers the address of a service's database: its tables are there, and nothing is in them."""
LOCK_SECONDS = 20


class SqliteTables:
    """One migrated file for each service, of which every test gets a copy."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def copy(self, plugin: Plugin, *, to: Path) -> str:
        """The address of a copy in the folder `to`."""
        kept = self._folder / f"{plugin.name}.db"
        if not kept.exists():
            stand(plugin, f"sqlite:///{kept}").database.close()
        shutil.copy(kept, to)
        return f"sqlite:///{to}/{kept.name}"


class PostgresTables:
    """One migrated database for each service, emptied whenever it is asked for; `make` makes it.

    Rows are deleted: truncating, or making and dropping databases, lets the server write files and wait for the disk.
    """

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make
        self._urls: dict[str, str] = {}
        self._engines: dict[str, Engine] = {}
        self._tables: dict[str, MetaData] = {}

    def emptied(self, plugin: Plugin) -> str:
        """The address of the service's database, with no row in any table."""
        if plugin.name not in self._urls:
            self._add(plugin)
        with self._engines[plugin.name].begin() as connection:
            for table in reversed(self._tables[plugin.name].sorted_tables):
                connection.execute(table.delete())
        return self._urls[plugin.name]

    def close(self) -> None:
        """Let the databases go."""
        for engine in self._engines.values():
            engine.dispose()

    def _add(self, plugin: Plugin) -> None:
        url = self._make(plugin.name)
        stand(plugin, url).database.close()
        engine, tables = create_engine(url, connect_args={"options": f"-c lock_timeout={LOCK_SECONDS}s"}), MetaData()
        tables.reflect(engine)
        tables.remove(tables.tables["alembic_version"])
        self._urls[plugin.name], self._engines[plugin.name], self._tables[plugin.name] = url, engine, tables
