"""The bus on RabbitMQ: publishes with confirms, many at a time, and answers only for what was confirmed."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import amqp
from amqp.exceptions import AMQPError
from kombu import Connection

from hanoiwork_shared.bus import EXCHANGE, LARGEST_EVENT, BusAway
from hanoiwork_shared.envelope import CONTENT_TYPE, Envelope, encode

HEARTBEAT = 20
CONNECT_SECONDS = 3
PERSISTENT = 2
LOST = (AMQPError, OSError)


class Publication:
    """A message for an exchange (or, with exchange "", straight for the queue `routing_key`)."""

    def __init__(self, key: str, body: bytes | str, *, exchange: str, routing_key: str, **properties: Any) -> None:
        self.key = key
        self.exchange = exchange
        self.routing_key = routing_key
        known = {name: value for name, value in properties.items() if value is not None}
        self.message = amqp.Message(body, delivery_mode=PERSISTENT, **known)


class ConfirmedChannel:
    """A connection that publishes with confirms, for one sender at a time.

    It reconnects when it is next used after a loss, or after a silence in which the broker misses our heartbeats.
    """

    def __init__(self, uri: str, *, confirm_seconds: float = 5) -> None:
        self._uri = uri
        self._confirm_seconds = confirm_seconds
        self._connection: Connection | None = None
        self._channel: Any = None
        self._waiting: dict[int, str] = {}
        self._confirmed: Callable[[str], None] = lambda _: None
        self._one_sender = threading.Lock()
        self._used = 0.0

    def send(self, publications: Sequence[Publication], *, confirmed: Callable[[str], None]) -> None:
        """Publish in order and wait until the broker has confirmed all; raises BusAway when it does not in time."""
        with self._one_sender:
            try:
                self._open()
                self._confirmed = confirmed
                for publication in publications:
                    self._publish(publication)
                self._drain(until=time.monotonic() + self._confirm_seconds)
                self._used = time.monotonic()
            except LOST as error:
                self.close()
                raise BusAway(what="RabbitMQ") from error

    def close(self) -> None:
        """Drop the connection; unconfirmed messages stay with their sender."""
        connection, self._connection, self._channel = self._connection, None, None
        self._waiting.clear()
        if connection is not None:
            try:
                connection.close()
            except LOST:
                return

    def _open(self) -> None:
        if self._channel is not None and time.monotonic() - self._used < HEARTBEAT:
            return
        self.close()
        self._connection = Connection(
            self._uri,
            connect_timeout=CONNECT_SECONDS,
            heartbeat=HEARTBEAT,
            transport_options={"read_timeout": self._confirm_seconds, "write_timeout": self._confirm_seconds},
        )
        self._connection.connect()
        self._channel = self._connection.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._on_ack)
        self._channel.events["basic_nack"].add(self._on_nack)
        self._channel.events["basic_return"].add(self._on_return)
        self._published = 0

    def _publish(self, publication: Publication) -> None:
        self._channel.basic_publish(
            publication.message,
            exchange=publication.exchange,
            routing_key=publication.routing_key,
            mandatory=publication.exchange == "",
        )
        self._published += 1
        self._waiting[self._published] = publication.key

    def _drain(self, *, until: float) -> None:
        while self._waiting:
            left = until - time.monotonic()
            if left <= 0:
                message = "no confirm in time"
                raise TimeoutError(message)
            self._connection.drain_events(timeout=left)  # type: ignore[union-attr]

    def _on_ack(self, tag: int, multiple: bool) -> None:  # noqa: FBT001 - amqp calls it so
        for key in self._taken(tag, multiple=multiple):
            self._confirmed(key)

    def _on_nack(self, tag: int, multiple: bool) -> None:  # noqa: FBT001 - amqp calls it so
        self._taken(tag, multiple=multiple)
        message = "the broker refused a message for now"
        raise ConnectionError(message)

    def _on_return(self, error: Exception, *_: Any) -> None:
        message = f"the broker has no queue for a message: {error}"
        raise ConnectionError(message)

    def _taken(self, tag: int, *, multiple: bool) -> list[str]:
        tags = sorted(waiting for waiting in self._waiting if waiting <= tag) if multiple else [tag]
        return [self._waiting.pop(waiting) for waiting in tags if waiting in self._waiting]


class RabbitBus:
    """Publishes events to the topic exchange; the routing key is the event's type."""

    def __init__(self, uri: str) -> None:
        self._channel = ConfirmedChannel(uri)

    def publish(
        self,
        envelopes: Sequence[Envelope],
        *,
        told: Callable[[str], None],
        refused: Callable[[str, str], None],
    ) -> None:
        """See `Bus.publish`: told when confirmed; refused when larger than a broker should carry."""
        publications = []
        for envelope in envelopes:
            body = encode(envelope)
            if len(body.encode()) > LARGEST_EVENT:
                refused(envelope.id, f"larger than {LARGEST_EVENT} bytes")
                continue
            publications.append(
                Publication(
                    envelope.id,
                    body,
                    exchange=EXCHANGE,
                    routing_key=envelope.type,
                    content_type=CONTENT_TYPE,
                    content_encoding="utf-8",
                    message_id=envelope.id,
                    type=envelope.type,
                    application_headers=_headers(envelope),
                )
            )
        self._channel.send(publications, confirmed=told)

    def close(self) -> None:
        """Let go of the broker."""
        self._channel.close()


def _headers(envelope: Envelope) -> Mapping[str, str]:
    return {"sequence": str(envelope.sequence), "subject": envelope.subject}
