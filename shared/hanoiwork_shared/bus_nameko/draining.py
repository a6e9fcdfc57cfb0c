"""Consumers that stop without handing running work to anybody else.

nameko's own closes its connection at once, so the broker gives messages in flight to another worker while this one
still works on them. Ours cancels, lets every started handler finish and acknowledge, then closes.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from amqp.exceptions import AMQPError
from eventlet.event import Event
from kombu.exceptions import KombuError
from nameko.amqp.consume import Consumer
from nameko.rpc import Rpc, RpcConsumer

from hanoiwork_shared.bus_nameko.wiring import is_embedded

log = logging.getLogger(__name__)

LOST = (AMQPError, KombuError, OSError)
CHECK_SECONDS = 0.2
LONGEST_PAUSE = 5


class StopAsked(Exception):
    """A consumer is to stop, and need not wait for the broker first."""


class DrainingConsumer(Consumer):  # type: ignore[misc]
    """Cancels, drains, then closes. With `raw`, messages reach it undecoded, so none is dropped for its content."""

    def __init__(self, *args: Any, raw: Callable[[Any], None] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._raw = raw
        self._unsettled: set[Any] = set()
        self._consumers: list[Any] = []
        self._cancelling = False
        self._connected = False
        self._ended = Event()

    def run(self, *args: Any, **kwargs: Any) -> None:
        """Consume until stopped and drained; a lost broker is connected to again."""
        try:
            super().run(*args, **kwargs)
        except StopAsked:
            log.warning("stopped without the broker; what it holds for us it gives out again")
        finally:
            self._ended.send()

    def stop(self) -> None:
        """Take nothing new, and return when everything started here is settled."""
        self._cancelling = True
        if not self._connected:
            self.should_stop = True
        self._ended.wait()

    def consume(self, limit: Any = None, timeout: Any = None, safety_interval: Any = None, **kwargs: Any) -> Any:
        """Look often whether to stop."""
        del safety_interval
        return super().consume(limit=limit, timeout=timeout, safety_interval=CHECK_SECONDS, **kwargs)

    @contextmanager
    def establish_connection(self) -> Iterator[Any]:
        """Kombu connects here; its own way pauses up to half a minute, and waits for a broker even to stop."""
        with self.create_connection() as connection:
            connection.ensure_connection(
                self.on_connection_error,
                interval_start=1,
                interval_step=1,
                interval_max=LONGEST_PAUSE,
                callback=self._stop_waiting,
            )
            yield connection

    def _stop_waiting(self) -> None:
        if self._cancelling:
            raise StopAsked

    def get_consumers(self, consumer_cls: Any, channel: Any) -> list[Any]:
        """Kombu asks for these after every (re)connection."""
        if self._raw is None:
            return list(super().get_consumers(consumer_cls, channel))
        consumer = consumer_cls(queues=self.queues, on_message=self._on_raw)
        consumer.qos(prefetch_count=self.prefetch_count)
        return [consumer]

    def on_consume_ready(self, connection: Any, channel: Any, consumers: list[Any], **kwargs: Any) -> None:
        """Kombu tells that messages may come."""
        self._consumers = list(consumers)
        self._connected = True
        super().on_consume_ready(connection, channel, consumers, **kwargs)

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        """Kombu tells that the broker is away, and for how long it will wait."""
        self._connected = False
        log.warning("broker away (%s); trying again in %s s", exc, interval)

    def on_iteration(self) -> None:
        """Between two messages: cancel once asked to, and end when all is settled."""
        if not self._cancelling:
            return
        for consumer in self._consumers:
            consumer.cancel()
        self._consumers = []
        if not self._unsettled:
            self.should_stop = True

    def on_message(self, body: Any, message: Any) -> None:
        """A decoded message."""
        self._unsettled.add(message)
        for callback in self.callbacks:
            callback(body, message)

    def _on_raw(self, message: Any) -> None:
        self._unsettled.add(message)
        self._raw(message)  # type: ignore[misc]

    def ack_message(self, message: Any) -> None:
        """Settle a handled message; on a lost channel the broker gives it out again and the inbox discards it."""
        self._settle(message, message.ack)

    def requeue_message(self, message: Any) -> None:
        """Give a message back."""
        self._settle(message, message.requeue)

    def _settle(self, message: Any, how: Callable[[], None]) -> None:
        self._unsettled.discard(message)
        if not message.channel.connection:
            return
        try:
            how()
        except LOST as error:
            log.warning("could not settle a message on a lost channel: %s", error)


class DrainingRpcConsumer(RpcConsumer):  # type: ignore[misc]
    """Takes calls with a draining consumer, and survives a broker that goes away before the reply."""

    consumer_cls = DrainingConsumer
    consumer: Any = None

    def setup(self) -> None:
        """Nothing to consume without a broker."""
        if not is_embedded():
            super().setup()

    def start(self) -> None:
        """Consume."""
        if self.consumer is not None:
            super().start()

    def stop(self) -> None:
        """Drain."""
        if self.consumer is not None:
            super().stop()

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Reply, then acknowledge. A reply that cannot be sent is lost: its caller asks again with the same key."""
        try:
            answered: tuple[Any, Any] = super().handle_result(message, result, exc_info)
        except (TimeoutError, *LOST) as error:
            log.warning("the reply to a call is lost: %s", error)
            self.consumer.ack_message(message)
            return result, exc_info
        return answered


class Call(Rpc):  # type: ignore[misc]
    """nameko's RPC entrypoint over the draining consumer."""

    rpc_consumer = DrainingRpcConsumer()


call = Call.decorator
