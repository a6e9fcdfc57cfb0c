"""Declares what carries events on RabbitMQ; applied before anything publishes, and safe to apply again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kombu import Connection, Exchange, Queue, binding

from hanoiwork_shared.bus import (
    DELIVERY_LIMIT,
    EXCHANGE,
    LADDER,
    REPLAY,
    UNROUTABLE,
    parking_queue_of,
    queue_of,
    retry_queue_of,
)

QUORUM = {"x-queue-type": "quorum"}
REPLAY_DAYS = "30D"
EVERYTHING = "#"


def events_exchange() -> Exchange:
    """The topic exchange of every event; what no queue wants goes to the unroutable queue."""
    return Exchange(EXCHANGE, type="topic", durable=True, arguments={"alternate-exchange": UNROUTABLE})


def event_queue(service: str, types: Iterable[str] = ()) -> Queue:
    """The queue of one service. A message that kills its worker again and again is parked by the broker itself."""
    arguments: dict[str, Any] = {
        **QUORUM,
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": parking_queue_of(service),
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
    bindings = [_binding(name) for name in sorted(set(types))]
    return Queue(queue_of(service), durable=True, queue_arguments=arguments, bindings=bindings)


def replay_queue() -> Queue:
    """The stream in which every event of the last thirty days can be read again, by offset or time."""
    arguments = {"x-queue-type": "stream", "x-max-age": REPLAY_DAYS}
    return Queue(REPLAY, events_exchange(), EVERYTHING, durable=True, queue_arguments=arguments)


def apply_topology(connection: Connection, subscriptions: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Declare exchanges, queues and bindings for each service and the event types it hears; returns queue names."""
    channel = connection.channel()
    names: list[str] = []
    try:
        Exchange(UNROUTABLE, type="fanout", durable=True)(channel).declare()
        events_exchange()(channel).declare()
        for queue in _queues(subscriptions):
            queue(channel).declare()
            names.append(queue.name)
    finally:
        channel.close()
    return tuple(names)


def _queues(subscriptions: Mapping[str, Iterable[str]]) -> Iterator[Queue]:
    yield Queue(UNROUTABLE, Exchange(UNROUTABLE, type="fanout"), durable=True, queue_arguments=QUORUM)
    yield replay_queue()
    for service, types in subscriptions.items():
        yield Queue(parking_queue_of(service), durable=True, queue_arguments=QUORUM)
        for step, (_, seconds) in enumerate(LADDER):
            yield Queue(retry_queue_of(service, step), durable=True, queue_arguments=_waiting(service, seconds))
        yield event_queue(service, types)


def _waiting(service: str, seconds: int) -> dict[str, Any]:
    return {
        **QUORUM,
        "x-message-ttl": seconds * 1000,
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": queue_of(service),
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def _binding(name: str) -> Any:
    return binding(exchange=events_exchange(), routing_key=name)
