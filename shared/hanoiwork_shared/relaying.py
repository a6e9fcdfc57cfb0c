"""Keeps a relay going: woken by PostgreSQL's NOTIFY, guaranteed by polling, patient while bus or database are away."""

import logging
import select
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

import psycopg2
from sqlalchemy.exc import DBAPIError

from hanoiwork_shared.database import Database
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.outbox import CHANNEL
from hanoiwork_shared.relay import Relay

log = logging.getLogger(__name__)

POLL_SECONDS = 0.5
GATHER_SECONDS = 0.02
LONGEST_PAUSE = 5.0


class Bell(Protocol):
    """Says when there may be something to carry."""

    def wait(self, seconds: float) -> None:
        """Return when rung, or after `seconds`."""
        ...


class Clapper:
    """A bell that this process rings itself; rings close together are heard as one, so that work comes in batches."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ring(self) -> None:
        """There is something to carry."""
        self._event.set()

    def wait(self, seconds: float) -> None:
        """See `Bell.wait`."""
        if self._event.wait(seconds):
            time.sleep(GATHER_SECONDS)
        self._event.clear()


class NotifyBell:
    """A bell that PostgreSQL rings when a transaction with events commits; on any trouble it is a plain pause."""

    def __init__(self, database: Database) -> None:
        self._url = database.url
        self._connection: Any = None

    def wait(self, seconds: float) -> None:
        """See `Bell.wait`."""
        try:
            connection = self._connection = self._connection or self._listen()
            if select.select([connection], [], [], seconds)[0]:
                connection.poll()
                connection.notifies.clear()
        except (psycopg2.Error, OSError):
            self._connection = None
            threading.Event().wait(seconds)

    def close(self) -> None:
        """Stop listening."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _listen(self) -> Any:
        parts = self._url.translate_connect_args(username="user", database="dbname")
        connection = psycopg2.connect(**parts, **self._url.query, connect_timeout=3)
        connection.autocommit = True
        connection.cursor().execute(f"LISTEN {CHANNEL}")
        return connection


def keep_relaying(relay: Relay, *, name: str, bell: Bell, stopping: Callable[[], bool]) -> None:
    """Carry events until told to stop; while the bus or the database is away, try again with growing pauses."""
    pause = POLL_SECONDS
    while not stopping():
        try:
            carried = relay.run_once()
            pause = POLL_SECONDS
            if carried == 0:
                bell.wait(POLL_SECONDS)
        except (Unavailable, DBAPIError, OSError) as error:
            log.warning("relay of %s waits %.1f s: %s", name, pause, error)
            bell.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        except Exception:
            log.exception("relay of %s failed unexpectedly and goes on in %.1f s", name, LONGEST_PAUSE)
            bell.wait(LONGEST_PAUSE)
    _settle_last(relay, name)


def _settle_last(relay: Relay, name: str) -> None:
    try:
        relay.settle()
    except DBAPIError as error:
        log.warning("relay of %s could not note its last answers, so they will be carried again: %s", name, error)
