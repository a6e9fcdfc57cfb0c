"""The directory's tables, and rows ↔ dataclasses; nothing above knows SQL."""

from collections.abc import Iterator
from contextlib import contextmanager

from hanoiwork_directory.store.looking import Looking
from hanoiwork_directory.store.tables import metadata
from hanoiwork_directory.store.writing import Writing
from hanoiwork_shared.database import Database
from hanoiwork_shared.outbox import Outbox

__all__ = ["Looking", "Store", "Writing", "metadata"]


class Store:
    """Opens transactions over the directory's database."""

    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox

    @contextmanager
    def begin(self) -> Iterator[Writing]:
        """One transaction, for writing."""
        with self._database.begin() as connection:
            yield Writing(connection, self._outbox)

    @contextmanager
    def read(self) -> Iterator[Looking]:
        """A look at the rows."""
        with self._database.read() as connection:
            yield Looking(connection)
