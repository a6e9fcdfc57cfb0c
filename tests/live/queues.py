"""A look into the broker's queues, and messages put there that none of our processes would send."""

import time
from typing import Any

import amqp
from kombu import Connection

from hanoiwork_shared.bus import EXCHANGE, REPLAY
from hanoiwork_shared.envelope import CONTENT_TYPE


class Queues:
    """Reads and writes raw messages over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.channel = connection.channel()

    def publish(
        self,
        body: bytes | str,
        *,
        key: str = "",
        exchange: str = EXCHANGE,
        content_type: str | None = CONTENT_TYPE,
        **more: Any,
    ) -> None:
        """Publish a raw message."""
        message = amqp.Message(body, content_type=content_type, delivery_mode=2, **more)
        self.channel.basic_publish(message, exchange=exchange, routing_key=key)

    def depth(self, queue: str) -> int:
        """How many messages wait in a queue."""
        return int(self.channel.queue_declare(queue, passive=True).message_count)

    def take(self, queue: str) -> Any:
        """The next message of a queue (taken out), or None."""
        return self.channel.basic_get(queue, no_ack=True)

    def take_all(self, queue: str) -> list[Any]:
        """Every message of a queue."""
        found = []
        while (message := self.take(queue)) is not None:
            found.append(message)
        return found

    def replayed(self, *, until_key: str, containing: str, seconds: float = 30) -> list[Any]:
        """Read the replay stream from its start up to the first message of a kind, holding a text."""
        found: list[Any] = []
        self.channel.basic_qos(0, 50, False)
        self.channel.basic_consume(REPLAY, callback=found.append, arguments={"x-stream-offset": "first"})
        ends = time.monotonic() + seconds
        while not any(until_key == one.delivery_info["routing_key"] and containing in str(one.body) for one in found):
            seen = len(found)
            self.channel.connection.drain_events(timeout=ends - time.monotonic())
            for message in found[seen:]:
                message.channel.basic_ack(message.delivery_tag)
        return found

    def delete(self, queue: str) -> None:
        """Remove a queue."""
        self.channel.queue_delete(queue)
