"""`hanoiwork doctor`: what is reachable, what is wrong, and what to do about it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kombu import Connection
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from hanoiwork_ops.client import SuiteClient
from hanoiwork_ops.composition import Suite, compose, embedded_environment, environment, own_migrations
from hanoiwork_ops.console import say
from hanoiwork_ops.preparing import BROKER_AWAY
from hanoiwork_shared.bus import UNROUTABLE, parking_queue_of
from hanoiwork_shared.migrate import is_current
from hanoiwork_shared.outbox import outbox
from hanoiwork_shared.parking import parked
from hanoiwork_shared.plugins import Plugin
from hanoiwork_shared.settings import PREFIX, SECRET_NAME

STUCK = timedelta(minutes=1)
CONNECT_SECONDS = 3

Finding = tuple[bool, str]


def examine(url: str | None) -> int:
    """Print every finding; returns 1 when anything is wrong."""
    environ = environment()
    embedded = SECRET_NAME not in environ
    data_dir = Path(environ.get(f"{PREFIX}DATA_DIR", "var"))
    if embedded and not data_dir.exists():
        say(
            f"WRONG  there is no suite in {data_dir.absolute()}: start one with `hanoiwork up`, or set {PREFIX}DATA_DIR"
        )
        say(f"       (for the distributed suite set {SECRET_NAME} and the others of deploy/env.example)")
        return 1
    suite = compose(embedded_environment(environ) if embedded else environ)
    findings = [*_databases(suite), *([] if embedded else _broker(suite)), *(_gateway(url) if url else ())]
    say(f"plug-ins: {', '.join(plugin.name for plugin in suite.plugins)}")
    for fine, text in findings:
        say(f"{'ok   ' if fine else 'WRONG'}  {text}")
    return 0 if all(fine for fine, _ in findings) else 1


def _databases(suite: Suite) -> Iterator[Finding]:
    for plugin in suite.served():
        try:
            yield from _database(suite, plugin)
        except DBAPIError as error:
            yield False, f"{plugin.name}: database does not answer: {' '.join(str(error.orig).split())}"


def _database(suite: Suite, plugin: Plugin) -> Iterator[Finding]:
    database = suite.runtimes[plugin.name].database
    if not is_current(database, own_migrations(plugin)):
        yield False, f"{plugin.name}: database is not migrated; run `hanoiwork migrate`"
        return
    unsent = outbox.c.sent.is_(None) & outbox.c.refused.is_(None)
    with database.read() as connection:
        waiting, oldest = connection.execute(select(func.count(), func.min(outbox.c.created)).where(unsent)).one()
        refused = connection.execute(select(func.count()).where(outbox.c.refused.is_not(None))).scalar_one()
        aside = connection.execute(select(func.count()).select_from(parked)).scalar_one()
    stuck = oldest is not None and datetime.now(UTC) - oldest > STUCK
    yield not stuck, f"{plugin.name}: {waiting} events wait in the outbox{', is a relay running?' if stuck else ''}"
    if refused:
        yield False, f"{plugin.name}: {refused} events were refused by the broker"
    if aside:
        yield False, f"{plugin.name}: {aside} events are parked; see `hanoiwork dead-letters list {plugin.name}`"


def _broker(suite: Suite) -> Iterator[Finding]:
    try:
        with Connection(suite.settings.amqp_uri, connect_timeout=CONNECT_SECONDS) as connection:
            connection.connect()
            yield True, "RabbitMQ answers"
            for queue in (*(parking_queue_of(plugin.name) for plugin in suite.served()), UNROUTABLE):
                yield _queue(connection, queue)
    except BROKER_AWAY as error:
        yield False, f"RabbitMQ does not answer: {error}"


def _queue(connection: Connection, name: str) -> Finding:
    channel = connection.channel()
    try:
        count = channel.queue_declare(name, passive=True).message_count
    except connection.channel_errors:
        return False, f"queue {name} is missing; run `hanoiwork topology apply`"
    return count == 0, f"queue {name} holds {count} messages"


def _gateway(url: str) -> Iterator[Finding]:
    ready = SuiteClient(url).ready()
    yield ready, f"gateway at {url} {'is ready' if ready else 'is not ready or does not answer'}"
