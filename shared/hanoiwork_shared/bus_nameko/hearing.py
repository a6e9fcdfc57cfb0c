"""Listening to events: one queue per service, each event once per listener, failures up the ladder or parked."""

import functools
import logging
import time
from collections.abc import Callable
from typing import Any

import nameko
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint, ProviderCollector, SharedExtension

from hanoiwork_shared.bus import ATTEMPTS, LADDER, REASON, SINCE, BusAway, parking_queue_of, passes, retry_queue_of
from hanoiwork_shared.bus_nameko.draining import DrainingConsumer
from hanoiwork_shared.bus_nameko.wiring import RUNTIMES, is_embedded
from hanoiwork_shared.causes import because
from hanoiwork_shared.database import persist
from hanoiwork_shared.envelope import CONTENT_TYPE, Envelope, decode
from hanoiwork_shared.facts import Malformed
from hanoiwork_shared.rabbit import HEARTBEAT, ConfirmedChannel, Publication
from hanoiwork_shared.topology import event_queue

log = logging.getLogger(__name__)

Handler = Callable[[Any, Envelope], None]
TYPES = (CONTENT_TYPE, "application/json", "application/json; charset=utf-8")
REQUEUE_SECONDS = 5
LONGEST_REASON = 2000


def listen(*types: str) -> Callable[[Handler], Handler]:
    """Hear events of these types: the inbox row and the effect are one transaction, so each has its effect once."""

    def decorate(handler: Handler) -> Handler:
        @functools.wraps(handler)
        def hear(self: Any, envelope: Envelope) -> None:
            with because(correlation_id=envelope.correlation_id, causation_id=envelope.id):
                persist(lambda: _once(self, handler, envelope))

        return Listen.decorator(*types)(hear)  # type: ignore[no-any-return]

    return decorate


def _once(self: Any, handler: Handler, envelope: Envelope) -> None:
    consumer = f"{self.name}.{handler.__name__}"
    with self.runtime.database.begin() as connection:
        if self.runtime.inbox.first_time(connection, envelope, consumer=consumer):
            handler(self, envelope)


class EventQueue(SharedExtension, ProviderCollector):  # type: ignore[misc]
    """The queue of one service, shared by its listeners."""

    consumer: DrainingConsumer | None = None

    def setup(self) -> None:
        """Without a broker the embedded bus calls the listeners itself."""
        if is_embedded():
            return
        uri = nameko.config["AMQP_URI"]
        self._service = self.container.service_name
        self._clock = nameko.config[RUNTIMES][self._service].clock
        self._aside = ConfirmedChannel(uri)
        self.consumer = DrainingConsumer(
            uri,
            queues=[event_queue(self._service)],
            raw=self._on_message,
            heartbeat=HEARTBEAT,
            prefetch_count=nameko.config["prefetch_count"],
        )

    def start(self) -> None:
        """Consume."""
        if self.consumer is not None:
            self.container.spawn_managed_thread(self.consumer.run)
            self.consumer.wait_until_consumer_ready()

    def stop(self) -> None:
        """Drain, then close."""
        if self.consumer is not None:
            self.consumer.stop()
            self._aside.close()

    def unregister_provider(self, provider: Any) -> None:
        """The first listener that stops ends the consuming for all."""
        if self.consumer is not None:
            self.consumer.stop()
        super().unregister_provider(provider)

    def _on_message(self, message: Any) -> None:
        try:
            envelope = _open(message)
        except Malformed as error:
            self._later(self._put_aside, message, error)
            return
        heard = [listener for listener in self._providers if envelope.type in listener.types]
        self._later(Delivery(self, message, envelope, heard).start)

    def _later(self, work: Callable[..., None], *args: Any) -> None:
        """Never block the consumer: it also sends the heartbeats."""
        self.container.spawn_managed_thread(functools.partial(work, *args), identifier="event")

    def settle(self, message: Any, error: BaseException | None) -> None:
        """Acknowledge what was handled; put aside what was not."""
        if error is None:
            self.consumer.ack_message(message)  # type: ignore[union-attr]
        else:
            self._put_aside(message, error)

    def _put_aside(self, message: Any, error: BaseException) -> None:
        attempts = _attempts(message) + 1
        rung = attempts - 1
        climbs = passes(error) and rung < len(LADDER)
        queue = retry_queue_of(self._service, rung) if climbs else parking_queue_of(self._service)
        reason = _reason(error)
        level = logging.WARNING if climbs else logging.ERROR
        log.log(level, "event put aside in %s, attempt %s: %s", queue, attempts, reason)
        aside = {ATTEMPTS: attempts, REASON: reason, SINCE: self._clock.now().isoformat(timespec="seconds")}
        headers = {**message.headers, **aside}
        copy = Publication(
            "aside",
            message.body,
            exchange="",
            routing_key=queue,
            content_type=message.content_type,
            content_encoding=message.content_encoding,
            application_headers={name: value for name, value in headers.items() if not name.startswith("x-death")},
        )
        try:
            self._aside.send([copy], confirmed=lambda _: self.consumer.ack_message(message))  # type: ignore[union-attr]
        except BusAway:
            time.sleep(REQUEUE_SECONDS)  # the broker counts how often it gives a message out
            self.consumer.requeue_message(message)  # type: ignore[union-attr]


class Delivery:
    """One event on its way through the listeners of a service; settled when the last of them is done."""

    def __init__(self, queue: EventQueue, message: Any, envelope: Envelope, listeners: list[Any]) -> None:
        self._queue = queue
        self._message = message
        self._envelope = envelope
        self._left = list(listeners)
        self._error: BaseException | None = None

    def start(self) -> None:
        """Give the event to the next listener, or settle."""
        if not self._left:
            self._queue.settle(self._message, self._error)
            return
        listener = self._left.pop()
        try:
            listener.container.spawn_worker(listener, (self._envelope,), {}, handle_result=self._heard)
        except ContainerBeingKilled:
            self._queue.consumer.requeue_message(self._message)  # type: ignore[union-attr]

    def _heard(self, _context: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        if exc_info is not None and (self._error is None or not passes(exc_info[1])):
            self._error = exc_info[1]
        if self._left:
            self._queue.container.spawn_managed_thread(self.start, identifier="event")
        else:
            self._queue.settle(self._message, self._error)
        return result, exc_info


class Listen(Entrypoint):  # type: ignore[misc]
    """The entrypoint behind `listen`."""

    queue = EventQueue()

    def __init__(self, *types: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.types = types

    def setup(self) -> None:
        """Join the service's queue."""
        self.queue.register_provider(self)

    def stop(self) -> None:
        """Leave it."""
        self.queue.unregister_provider(self)


def _open(message: Any) -> Envelope:
    if message.content_type not in TYPES:
        raise Malformed(where="message", reason=f"content type {message.content_type} is not known")
    return decode(message.body)


def _attempts(message: Any) -> int:
    """How often a message was put aside; a header that somebody else has spoilt counts as never."""
    told = message.headers.get(ATTEMPTS, 0)
    return told if isinstance(told, int) and told >= 0 else 0


def _reason(error: BaseException) -> str:
    """Why an event is put aside, in a form that any header can carry."""
    text = f"{type(error).__name__}: {error}"[:LONGEST_REASON]
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
