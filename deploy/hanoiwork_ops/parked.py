"""`hanoiwork dead-letters`: what a service could not handle, and giving it again once the cause is mended.

The distributed suite parks in a queue of the broker, the embedded one in a table of the service.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from kombu import Connection

from hanoiwork_ops.composition import compose, embedded_environment, environment, own_migrations
from hanoiwork_ops.console import say
from hanoiwork_ops.preparing import BROKER_AWAY, CONNECT_SECONDS
from hanoiwork_shared.bus import REASON, SINCE, parking_queue_of, queue_of
from hanoiwork_shared.envelope import decode
from hanoiwork_shared.errors import NotFound, Unavailable
from hanoiwork_shared.facts import Malformed
from hanoiwork_shared.migrate import is_current
from hanoiwork_shared.parking import parked_events, put_back
from hanoiwork_shared.rabbit import ConfirmedChannel, Publication
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.settings import PREFIX, SECRET_NAME

UNKNOWN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """One parked event; id and type are "-" where its body is no event at all."""

    event_id: str
    type: str
    reason: str
    since: str


class Place(Protocol):
    """Where a service's parked events are kept."""

    def events(self) -> list[Parked]:
        """Everything parked."""
        ...

    def put_back(self, ids: Sequence[str]) -> list[Parked]:
        """Give the service these events again (all, for no ids), each out of the parking once it is safe elsewhere.

        Raises NotFound for an id that is not parked, before anything is done.
        """
        ...


def list_parked(name: str) -> None:
    """Print a line for each event parked for a service."""
    events = _place_of(name).events()
    for event in events:
        say(f"{event.since}  {event.event_id}  {event.type}  {event.reason}")
    say(f"{len(events)} events are parked for {name}")


def requeue(name: str, ids: Sequence[str]) -> None:
    """Put events back, and print each."""
    back = _place_of(name).put_back(ids)
    for event in back:
        say(f"{event.event_id}  {event.type}")
    say(f"{len(back)} events are given to {name} again")


def _place_of(name: str) -> Place:
    environ = environment()
    if SECRET_NAME in environ:
        return ParkingQueue(compose(environ, names=(name,)).settings.amqp_uri, name)
    data_dir = Path(environ.get(f"{PREFIX}DATA_DIR", "var"))
    if not data_dir.exists():
        raise NotFound(what="suite in", what_vi="bộ phần mềm tại", key=str(data_dir.absolute()))
    suite = compose(embedded_environment(environ), names=(name,))
    if not is_current(suite.runtimes[name].database, own_migrations(suite.plugins[0])):
        raise Unavailable(what=f"database of {name} (not migrated: run `hanoiwork migrate`)")
    return ParkingTable(suite.runtimes[name])


class ParkingTable:
    """The table of one service of the embedded suite."""

    def __init__(self, runtime: Runtime) -> None:
        self._database = runtime.database
        self._clock = runtime.clock

    def events(self) -> list[Parked]:
        """See `Place.events`."""
        with self._database.read() as connection:
            rows = parked_events(connection)
        return [
            Parked(event_id=row.event_id, type=row.type, reason=row.reason, since=_moment(row.parked)) for row in rows
        ]

    def put_back(self, ids: Sequence[str]) -> list[Parked]:
        """See `Place.put_back`."""
        chosen = _chosen(self.events(), ids)
        with self._database.begin() as connection:
            for event in chosen:
                put_back(connection, event.event_id, clock=self._clock)
        return chosen


class ParkingQueue:
    """The parking queue of one service on RabbitMQ."""

    def __init__(self, uri: str, service: str) -> None:
        self._uri = uri
        self._service = service

    def events(self) -> list[Parked]:
        """See `Place.events`."""
        with self._held() as messages:
            return [_read(message) for message in messages]

    def put_back(self, ids: Sequence[str]) -> list[Parked]:
        """See `Place.put_back`: published to the service's queue and confirmed, then taken out of the parking."""
        with self._held() as messages, closing(ConfirmedChannel(self._uri)) as channel:
            events = [_read(message) for message in messages]
            back = _chosen(events, ids)
            for event, message in zip(events, messages, strict=True):
                if event in back:
                    channel.send([self._again(message)], confirmed=partial(_settle, message))
        return back

    @contextmanager
    def _held(self) -> Iterator[list[Any]]:
        """Every message; what is not acknowledged goes back when the block ends, however it ends."""
        queue = parking_queue_of(self._service)
        try:
            with Connection(self._uri, connect_timeout=CONNECT_SECONDS) as connection:
                channel = connection.channel()
                try:
                    count = channel.queue_declare(queue, passive=True).message_count
                except connection.channel_errors as error:
                    raise NotFound(what="queue", what_vi="hàng đợi", key=queue) from error
                taken = (channel.basic_get(queue) for _ in range(count))
                yield [message for message in taken if message is not None]
        except BROKER_AWAY as error:
            raise Unavailable(what=f"RabbitMQ ({error})") from error

    def _again(self, message: Any) -> Publication:
        """A copy for the service's own queue, which starts at the foot of the ladder: without what failing added."""
        headers = {name: value for name, value in message.headers.items() if not name.startswith("x-")}
        return Publication(
            "again",
            message.body,
            exchange="",
            routing_key=queue_of(self._service),
            content_type=message.properties.get("content_type"),
            content_encoding=message.properties.get("content_encoding"),
            application_headers=headers,
        )


def _chosen(events: Sequence[Parked], ids: Sequence[str]) -> list[Parked]:
    known = {event.event_id for event in events}
    for wanted in ids:
        if wanted not in known:
            raise NotFound(what="parked event", what_vi="sự kiện chờ xử lý", key=wanted)
    return [event for event in events if not ids or event.event_id in ids]


def _settle(message: Any, _key: str) -> None:
    message.channel.basic_ack(message.delivery_tag)


def _read(message: Any) -> Parked:
    try:
        event = decode(message.body)
        event_id, kind = event.id, event.type
    except Malformed:
        event_id, kind = UNKNOWN, UNKNOWN
    deaths = message.headers.get("x-death") or [{}]
    reason = message.headers.get(REASON) or f"given up by the broker: {deaths[0].get('reason', 'no reason known')}"
    since = message.headers.get(SINCE) or _moment(deaths[0].get("time"))
    return Parked(event_id=event_id, type=kind, reason=str(reason), since=str(since))


def _moment(moment: Any) -> str:
    return moment.isoformat(timespec="seconds") if moment else UNKNOWN
