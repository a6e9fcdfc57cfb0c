"""The only place that knows tables: transactions and looks over this service's database."""

from collections.abc import Iterator
from contextlib import contextmanager

from hanoiwork_objectives.service.watching import announce
from hanoiwork_objectives.store.looks import Looks
from hanoiwork_objectives.store.rows import Rows
from hanoiwork_objectives.store.tables import metadata
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.database import Database
from hanoiwork_shared.outbox import Outbox

__all__ = ["Looks", "Rows", "Store", "metadata"]


class Store:
    """Opens the service's database."""

    def __init__(self, database: Database, outbox: Outbox, clock: Clock) -> None:
        self._database = database
        self._outbox = outbox
        self._clock = clock

    @contextmanager
    def begin(self) -> Iterator[Rows]:
        """One transaction, for changing; before it ends, what is called otherwise now is told."""
        today = self._clock.today()
        with self._database.begin() as connection:
            rows = Rows(connection, self._outbox, today=today)
            yield rows
            announce(rows, as_of=today)

    @contextmanager
    def read(self) -> Iterator[Looks]:
        """A look at the rows."""
        with self._database.read() as connection:
            yield Looks(connection)
