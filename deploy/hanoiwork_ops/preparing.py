"""What must be there before the suite runs: migrated databases, a broker, a topology."""

import logging
import threading
from collections.abc import Callable
from functools import partial

from amqp.exceptions import AMQPError
from kombu import Connection
from kombu.exceptions import KombuError
from sqlalchemy.exc import DBAPIError

from hanoiwork_ops.composition import Suite, compose, environment, own_migrations
from hanoiwork_ops.console import progress, say
from hanoiwork_shared.database import Database
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.migrate import is_current, migrate
from hanoiwork_shared.topology import apply_topology

log = logging.getLogger(__name__)

CONNECT_SECONDS = 5
LONGEST_PAUSE = 10.0
BROKER_AWAY = (OSError, AMQPError, KombuError)
"""A broker that is not there, or does not let us in."""


def migrate_all() -> None:
    """Migrate every service's database."""
    suite = compose(environment())
    served = suite.served()
    with progress("migrating", total=len(served)) as bar:
        for plugin in served:
            try:
                heads = migrate(suite.runtimes[plugin.name].database, own_migrations(plugin))
            except DBAPIError as error:
                raise Unavailable(what=f"database of {plugin.name} ({_said(error)})") from error
            bar.advance(bar.task_ids[0])
            say(f"{plugin.name}: {', '.join(heads)}")


def apply() -> None:
    """Declare the topology of every installed service."""
    suite = compose(environment())
    for name in declare(suite):
        say(name)


def declare(suite: Suite) -> tuple[str, ...]:
    """Declare what carries the events of the suite's services; returns the queues. Raises Unavailable."""
    from hanoiwork_shared.bus_nameko.running import subscriptions

    try:
        with Connection(suite.settings.amqp_uri, connect_timeout=CONNECT_SECONDS) as connection:
            return apply_topology(connection, subscriptions(suite.classes()))
    except BROKER_AWAY as error:
        raise Unavailable(what=f"RabbitMQ ({error})") from error


def wait_for_databases(suite: Suite, *, stopping: threading.Event | None = None) -> None:
    """Return once every database answers and is migrated; says what it waits for."""
    for plugin in suite.served():
        database = suite.runtimes[plugin.name].database
        look = partial(_look_at, database, own_migrations(plugin))
        _wait(f"database of {plugin.name}", look, stopping or threading.Event())


def _look_at(database: Database, packages: tuple[str, ...]) -> str | None:
    try:
        current = is_current(database, packages)
    except DBAPIError as error:
        return f"database does not answer: {_said(error)}"
    return None if current else "database is not migrated: run `hanoiwork migrate`"


def declare_patiently(suite: Suite, *, stopping: threading.Event | None = None) -> None:
    """Declare what carries the suite's events, again until RabbitMQ has answered for all of it; says that it waits."""

    def look() -> str | None:
        try:
            declare(suite)
        except Unavailable as error:
            return str(error.__cause__)
        return None

    _wait("broker", look, stopping or threading.Event())


def _said(error: DBAPIError) -> str:
    return " ".join(str(error.orig).split())


def _wait(what: str, look: Callable[[], str | None], stopping: threading.Event) -> None:
    pause = 0.5
    while not stopping.is_set() and (trouble := look()) is not None:
        log.warning("waiting for the %s: %s; trying again in %.1f s", what, trouble, pause)
        stopping.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
