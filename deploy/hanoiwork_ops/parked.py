"""`hanoiwork dead-letters`: what a service could not handle, and giving it again once the cause is mended.

The distributed suite parks in a queue of the broker, the embedded one in a table of the service.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from kombu import Connection

from hanoiwork_ops.composition import Suite, compose, embedded_environment, environment, own_migrations
from hanoiwork_ops.console import described, note, say
from hanoiwork_ops.preparing import BROKER_AWAY, CONNECT_SECONDS
from hanoiwork_shared.bus import ATTEMPTS, REASON, SINCE, parking_queue_of, queue_of
from hanoiwork_shared.envelope import decode
from hanoiwork_shared.errors import Conflict, NotFound, Unavailable
from hanoiwork_shared.facts import Malformed
from hanoiwork_shared.migrate import is_current
from hanoiwork_shared.parking import parked_events, put_back
from hanoiwork_shared.rabbit import ConfirmedChannel, Publication
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.settings import PREFIX, SECRET_NAME

UNKNOWN = "-"
PAGE = 50
"""Messages of the broker in hand at once (our choice): at most 50 MB."""


class NoLongerKept(Conflict):
    """A parked event is older than what a service remembers of what it has handled."""

    code = "ops.event_no_longer_kept"
    vi = (
        "Sự kiện “{key}” có từ {told}, trong khi dịch vụ chỉ nhớ việc đã xử lý trong {days} ngày: xử lý lại có thể lặp "
        "lại tác động đã có. Nếu chắc chắn, hãy thêm --older-than-kept."
    )
    en = (
        "The event “{key}” is from {told}, and what was handled is remembered for {days} days only: to handle it again "
        "may repeat an effect. Add --older-than-kept to insist."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """One parked event; id and type are "-" and `told` is None where its body is no event at all."""

    event_id: str
    type: str
    told: datetime | None
    reason: str
    since: str


Wanted = Callable[[Parked], bool]


class Place(Protocol):
    """Where a service's parked events are kept."""

    def events(self) -> Iterator[Parked]:
        """Everything parked, oldest first."""
        ...

    def put_back(self, wanted: Wanted) -> list[Parked]:
        """Give the service the events again that are wanted, each out of the parking once it is safe elsewhere."""
        ...


def list_parked(name: str) -> None:
    """Print a line for each event parked for a service."""
    count = 0
    for event in _place_of(_suite_of(name), name).events():
        count += 1
        say(f"{event.since}  {event.event_id}  {event.type}  {event.reason}")
    say(f"{count} events are parked for {name}")


def requeue(name: str, ids: Sequence[str], *, older_than_kept: bool) -> None:
    """Put events back (all, for no ids), and print each.

    Raises NotFound for an id that is not parked, and NoLongerKept for one of an event that is older than what the
    service remembers, before anything is done; without ids such events stay parked. `older_than_kept` takes them too.
    """
    suite = _suite_of(name)
    place, days = _place_of(suite, name), suite.settings.keep_days
    kept_since = suite.runtimes[name].clock.now() - timedelta(days=days)
    parked = {event.event_id: event.told for event in place.events()}
    old = {key: told for key, told in parked.items() if told and told < kept_since and not older_than_kept}
    for wanted in ids:
        if wanted not in parked:
            raise NotFound(what="parked event", what_vi="sự kiện chờ xử lý", key=wanted)
        if wanted in old:
            raise NoLongerKept(key=wanted, told=_moment(old[wanted]), days=days)
    back = place.put_back(lambda event: event.event_id not in old and (not ids or event.event_id in ids))
    for event in back:
        say(f"{event.event_id}  {event.type}")
    say(f"{len(back)} events are given to {name} again")
    if not ids:
        for key, told in old.items():
            note(described(NoLongerKept(key=key, told=_moment(told), days=days)))


def _suite_of(name: str) -> Suite:
    """The suite of the environment, with one service: with a broker where the suite has a secret, else in a folder."""
    environ = environment()
    if SECRET_NAME in environ:
        return compose(environ, names=(name,))
    data_dir = Path(environ.get(f"{PREFIX}DATA_DIR", "var"))
    if not data_dir.exists():
        raise NotFound(what="suite in", what_vi="bộ phần mềm tại", key=str(data_dir.absolute()))
    suite = compose(embedded_environment(environ), names=(name,))
    if not is_current(suite.runtimes[name].database, own_migrations(suite.plugins[0])):
        raise Unavailable(what=f"database of {name} (not migrated: run `hanoiwork migrate`)")
    return suite


def _place_of(suite: Suite, name: str) -> Place:
    if SECRET_NAME in environment():
        return ParkingQueue(suite.settings.amqp_uri, name)
    return ParkingTable(suite.runtimes[name])


class ParkingTable:
    """The table of one service of the embedded suite."""

    def __init__(self, runtime: Runtime) -> None:
        self._database = runtime.database
        self._clock = runtime.clock

    def events(self) -> Iterator[Parked]:
        """See `Place.events`."""
        with self._database.read() as connection:
            rows = parked_events(connection)
        for row in rows:
            told = decode(row.payload).time
            yield Parked(event_id=row.event_id, type=row.type, told=told, reason=row.reason, since=_moment(row.parked))

    def put_back(self, wanted: Wanted) -> list[Parked]:
        """See `Place.put_back`."""
        chosen = [event for event in self.events() if wanted(event)]
        with self._database.begin() as connection:
            for event in chosen:
                put_back(connection, event.event_id, clock=self._clock)
        return chosen


class ParkingQueue:
    """The parking queue of one service on RabbitMQ, read by turning it: what is looked at goes from head to tail.

    Taking messages and giving them back would count as deliveries. RabbitMQ 4.0 to 4.2 drop a message of a quorum queue
    at its twenty-first (before, without a limit on the queue, none was dropped; since 4.3 only failed ones count), so
    twenty looks would lose what is parked. A copy that the broker has confirmed begins to count anew. (Sources: “New
    Quorum Queue Features” on 4.0 and “Quorum Queues” on 4.3, both of rabbitmq.com.) A command that dies between the
    confirmation and the taking out leaves an event there twice, which the inbox of its service discards.
    """

    def __init__(self, uri: str, service: str) -> None:
        self._uri = uri
        self._service = service

    def events(self) -> Iterator[Parked]:
        """See `Place.events`."""
        return (event for event, _ in self._turned(lambda _: False))

    def put_back(self, wanted: Wanted) -> list[Parked]:
        """See `Place.put_back`: published to the service's queue and confirmed, then taken out of the parking."""
        return [event for event, back in self._turned(wanted) if back]

    def _turned(self, wanted: Wanted) -> Iterator[tuple[Parked, bool]]:
        """Each message that is there now, once, and whether it went back to the service; PAGE of them in hand."""
        with self._opened() as (channel, count), closing(ConfirmedChannel(self._uri)) as out:
            left = count
            while left > 0 and (page := self._page(channel, min(left, PAGE))):
                seen = [(event, wanted(event)) for event in map(_read, page)]
                copies = [
                    self._again(message, key=str(at)) if back else self._aside(message, event, key=str(at))
                    for at, (message, (event, back)) in enumerate(zip(page, seen, strict=True))
                ]
                out.send(copies, confirmed=lambda key, page=page: _settle(page[int(key)]))  # type: ignore[misc]
                yield from seen
                left -= len(page)

    def _page(self, channel: Any, most: int) -> list[Any]:
        taken = (channel.basic_get(parking_queue_of(self._service)) for _ in range(most))
        return [message for message in taken if message is not None]

    @contextmanager
    def _opened(self) -> Iterator[tuple[Any, int]]:
        """A channel, and how many messages are parked; what is not acknowledged goes back when the block ends."""
        queue = parking_queue_of(self._service)
        try:
            with Connection(self._uri, connect_timeout=CONNECT_SECONDS) as connection:
                channel = connection.channel()
                try:
                    count = channel.queue_declare(queue, passive=True).message_count
                except connection.channel_errors as error:
                    raise NotFound(what="queue", what_vi="hàng đợi", key=queue) from error
                yield channel, count
        except BROKER_AWAY as error:
            raise Unavailable(what=f"RabbitMQ ({error})") from error

    def _again(self, message: Any, *, key: str) -> Publication:
        """A copy for the service's own queue, which starts at the foot of the ladder: without what failing added."""
        return _copy(message, key=key, queue=queue_of(self._service), headers=_own_headers(message))

    def _aside(self, message: Any, event: Parked, *, key: str) -> Publication:
        """A copy for the parking itself, which says why and since when also where the broker knew that before."""
        attempts = {ATTEMPTS: message.headers[ATTEMPTS]} if ATTEMPTS in message.headers else {}
        headers = {**_own_headers(message), **attempts, REASON: event.reason, SINCE: event.since}
        return _copy(message, key=key, queue=parking_queue_of(self._service), headers=headers)


def _own_headers(message: Any) -> dict[str, Any]:
    return {name: value for name, value in message.headers.items() if not name.startswith("x-")}


def _copy(message: Any, *, key: str, queue: str, headers: dict[str, Any]) -> Publication:
    return Publication(
        key,
        message.body,
        exchange="",
        routing_key=queue,
        content_type=message.properties.get("content_type"),
        content_encoding=message.properties.get("content_encoding"),
        application_headers=headers,
    )


def _settle(message: Any) -> None:
    message.channel.basic_ack(message.delivery_tag)


def _read(message: Any) -> Parked:
    try:
        event = decode(message.body)
        event_id, kind, told = event.id, event.type, event.time
    except Malformed:
        event_id, kind, told = UNKNOWN, UNKNOWN, None
    deaths = message.headers.get("x-death") or [{}]
    reason = message.headers.get(REASON) or f"given up by the broker: {deaths[0].get('reason', 'no reason known')}"
    since = message.headers.get(SINCE) or _moment(deaths[0].get("time"))
    return Parked(event_id=event_id, type=kind, told=told, reason=str(reason), since=str(since))


def _moment(moment: Any) -> str:
    return moment.isoformat(timespec="seconds") if moment else UNKNOWN
