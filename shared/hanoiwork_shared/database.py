"""The database of one service: its engine, its transactions, and which failures pass by themselves.

`begin` joins the transaction that is already open in the same flow of control. That is the one mechanism behind
"effect once": whoever opens first (a command with its idempotency key, a consumer with its inbox row) owns the commit,
and the use case inside saves its rows and its events into the same transaction.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from hanoiwork_shared.errors import Unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")
ATTEMPTS = 5
FIRST_PAUSE = 0.05
INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
PASSING = (OperationalError, InterfaceError, PoolExhausted)


class Database:
    """One service's database; made at the composition root, closed when the process ends."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.dialect = self.url.get_backend_name()
        self.engine = _sqlite_engine(url) if self.dialect == "sqlite" else _server_engine(url)
        self.committed: list[Callable[[], None]] = []
        self._writing = threading.Lock() if self.dialect == "sqlite" else None
        self._open: ContextVar[Connection | None] = ContextVar(f"open-{id(self)}", default=None)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction, or the one already open around this block; committed when its owner's block ends."""
        joined = self._open.get()
        if joined is not None:
            yield joined
            return
        with self._alone(), self.engine.connect() as connection, connection.begin():
            token = self._open.set(connection)
            try:
                yield connection
            finally:
                self._open.reset(token)
        for told in self.committed:
            told()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading; inside a transaction, that transaction."""
        joined = self._open.get()
        if joined is not None:
            yield joined
            return
        with self.engine.connect() as connection:
            yield connection.execution_options(reading=True)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """SQLite has one writer: wait for it here, where waiting does not block the other green threads."""
        if self._writing is None:
            yield
            return
        with self._writing:
            yield


def insert(connection: Connection, table: Table) -> Any:
    """The dialect's own INSERT, which knows ON CONFLICT."""
    return INSERT[connection.dialect.name](table)


def insert_once(connection: Connection, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row unless its key is there already; says whether it was new."""
    return bool(connection.execute(_once(connection.dialect.name, table), values).rowcount == 1)


def upsert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, key: str = "id") -> None:
    """Insert rows that have the same columns, or replace those whose key is there already; no key comes twice."""
    if rows:
        connection.execute(_latest(connection.dialect.name, table, tuple(rows[0]), key), list(rows))


def upsert_newer(connection: Connection, table: Table, values: dict[str, Any], *, key: str, order: str) -> bool:
    """Insert or replace a row whose `order` column is lower; older news changes nothing. Says whether it did."""
    statement = _newest(connection.dialect.name, table, tuple(values), key, order)
    return bool(connection.execute(statement, values).rowcount == 1)


# Statements are made once: to make one costs as much as to run it, and every event of every service needs some.


@cache
def _once(dialect: str, table: Table) -> Any:
    return INSERT[dialect](table).on_conflict_do_nothing()


@cache
def _latest(dialect: str, table: Table, names: tuple[str, ...], key: str) -> Any:
    statement = INSERT[dialect](table)
    news = {name: statement.excluded[name] for name in names if name != key}
    statement = statement.on_conflict_do_update(index_elements=[table.c[key]], set_=news)
    return statement.returning(table.c[key])  # only with RETURNING do many rows go in one statement


@cache
def _newest(dialect: str, table: Table, names: tuple[str, ...], key: str, order: str) -> Any:
    statement = INSERT[dialect](table)
    news = {name: statement.excluded[name] for name in names if name != key}
    newer = table.c[order] < statement.excluded[order]
    return statement.on_conflict_do_update(index_elements=[table.c[key]], set_=news, where=newer)


def passes_by_itself(error: BaseException) -> bool:
    """Whether a database failure passes when tried again: a connection lost or none free, a deadlock, a lost race."""
    if isinstance(error, (*PASSING, IntegrityError)):
        return True
    return isinstance(error, DBAPIError) and error.connection_invalidated


def persist(work: Callable[[], T], *, sleep: Callable[[float], None] = time.sleep) -> T:
    """Run a whole transaction, again when it failed for a passing reason; after the last try, Unavailable.

    A lost race for a unique key is tried again too: the second try sees the winner's row and refuses properly.
    """
    for attempt in range(ATTEMPTS):
        try:
            return work()
        except SQLAlchemyError as error:
            if not passes_by_itself(error):
                raise
            log.warning("database failure, try %s of %s: %s", attempt + 1, ATTEMPTS, getattr(error, "orig", error))
            failure = error
        if attempt + 1 < ATTEMPTS:
            sleep(FIRST_PAUSE * 2**attempt)
    if isinstance(failure, IntegrityError):
        raise failure
    raise Unavailable(what="database") from failure


def _server_engine(url: str) -> Engine:
    many = {"executemany_mode": "values_plus_batch", "executemany_batch_page_size": 500}  # many rows, few round trips
    return create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=5, pool_timeout=10, **many)


def _sqlite_engine(url: str) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
