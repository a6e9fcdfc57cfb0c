"""One transaction over everything this service keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.engine import RowMapping

from hanoiwork_evaluation.domain.period import Period, PeriodStatus
from hanoiwork_evaluation.store.ledger import LedgerRows
from hanoiwork_evaluation.store.results import ResultRows
from hanoiwork_evaluation.store.runs import RunRows
from hanoiwork_evaluation.store.sheets import SheetRows
from hanoiwork_evaluation.store.tables import periods
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.database import Database
from hanoiwork_shared.errors import Stale
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.outbox import Outbox
from hanoiwork_shared.places import Places


class Store:
    """Opens transactions over this service's database."""

    def __init__(self, database: Database, outbox: Outbox, *, clock: Clock) -> None:
        self._database = database
        self._outbox = outbox
        self._clock = clock

    @contextmanager
    def begin(self) -> Iterator["Rows"]:
        """One transaction: saved as a whole or not at all."""
        with self._database.begin() as connection:
            yield Rows(connection, outbox=self._outbox, clock=self._clock)

    @contextmanager
    def read(self) -> Iterator["Rows"]:
        """For reading only."""
        with self._database.read() as connection:
            yield Rows(connection, outbox=self._outbox, clock=self._clock)


class Rows(LedgerRows, ResultRows, RunRows, SheetRows):
    """The tables through one open connection; fits `service.ports.Session`."""

    def __init__(self, connection: Connection, *, outbox: Outbox, clock: Clock) -> None:
        SheetRows.__init__(self, connection, clock=clock)
        self._outbox = outbox
        self.places = Places(connection)

    def period(self, code: str) -> Period | None:
        """The period with a code."""
        row = self._connection.execute(select(periods).where(periods.c.code == code)).mappings().one_or_none()
        return None if row is None else _period(row)

    def held_period(self, code: str) -> Period | None:
        """The period, which stays as it is until this transaction ends (SQLite's writers are alone anyway)."""
        return self._locked(code, shared=True)

    def taken_period(self, code: str) -> Period | None:
        """The period to be changed, once everybody who holds it is done."""
        return self._locked(code, shared=False)

    def periods(self) -> tuple[Period, ...]:
        """Every period, the newest first."""
        found = self._connection.execute(select(periods).order_by(periods.c.code.desc())).mappings()
        return tuple(_period(row) for row in found)

    def add_period(self, period: Period) -> None:
        """Save a new period."""
        self._connection.execute(insert(periods).values(**asdict(period)))

    def put_period(self, period: Period) -> None:
        """Save a changed period; raises Stale when somebody else was faster."""
        before = period.version - 1
        saved = self._connection.execute(
            update(periods).where(periods.c.id == period.id, periods.c.version == before).values(**asdict(period))
        )
        if saved.rowcount != 1:
            raise Stale(current=period.version, sent=before)

    def _locked(self, code: str, *, shared: bool) -> Period | None:
        chosen = select(periods).where(periods.c.code == code).with_for_update(read=shared)
        row = self._connection.execute(chosen).mappings().one_or_none()
        return None if row is None else _period(row)

    def tell(self, fact: Fact) -> None:
        """Tell a fact with the rows of this transaction."""
        self._outbox.tell(self._connection, fact)


def _period(row: RowMapping) -> Period:
    return Period(**{**row, "status": PeriodStatus(row["status"])})
