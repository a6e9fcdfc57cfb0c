"""What carries events on RabbitMQ: declared once, the same again, and nothing is put where there is no queue."""

import pytest
from kombu import Connection

from hanoiwork_shared.bus import DELIVERY_LIMIT, EXCHANGE, LADDER, REPLAY, UNROUTABLE, BusAway
from hanoiwork_shared.rabbit import ConfirmedChannel, Publication
from hanoiwork_shared.topology import apply_topology
from tests.live.queues import Queues
from tests.polling import until

HEARS = {"probe_topology": {"a.thing.changed.v1"}}
NAMES = (
    "hanoiwork.probe_topology",
    "hanoiwork.probe_topology.parked",
    *(f"hanoiwork.probe_topology.retry.{name}" for name, _ in LADDER),
)


@pytest.fixture
def declared(amqp_uri: str, queues: Queues):
    with Connection(amqp_uri) as connection:
        apply_topology(connection, HEARS)
        yield connection
    for name in NAMES:
        queues.delete(name)


def test_declaring_twice_changes_nothing(declared: Connection, queues: Queues):
    queues.publish("kept", exchange="", key=NAMES[0])
    until(lambda: queues.depth(NAMES[0]) == 1, what="the message")
    first = apply_topology(declared, HEARS)
    second = apply_topology(declared, {"probe_topology": {"a.thing.changed.v1", "another.thing.changed.v1"}})
    assert set(NAMES) <= set(first)
    assert first == second
    assert queues.depth(NAMES[0]) == 1


def test_a_queue_hears_what_its_service_listens_to(declared: Connection, queues: Queues):
    queues.publish("not heard", key="another.thing.changed.v9")
    queues.publish("heard", key="a.thing.changed.v1")
    until(lambda: queues.depth(NAMES[0]) == 1, what="the event")
    assert queues.take(NAMES[0]).body == "heard"


def test_an_event_that_no_queue_takes_is_kept_where_an_operator_finds_it(declared: Connection, queues: Queues):
    """The replay stream takes everything, so this is what happens where it is missing."""
    queues.channel.queue_unbind(REPLAY, EXCHANGE, "#")
    try:
        queues.publish("{}", key="nobody.wants.this.v1")
        kept = until(lambda: queues.take(UNROUTABLE), what="the unroutable event")
        assert kept.delivery_info["routing_key"] == "nobody.wants.this.v1"
    finally:
        queues.channel.queue_bind(REPLAY, EXCHANGE, "#")


def test_a_message_that_kills_its_worker_every_time_is_parked_by_the_broker(declared: Connection, queues: Queues):
    queues.publish("poison", exchange="", key=NAMES[0])
    tries: list[int] = []

    def parked() -> bool:
        message = queues.channel.basic_get(NAMES[0])
        if message is not None:
            tries.append(message.delivery_tag)
            queues.channel.basic_reject(message.delivery_tag, requeue=True)
        return queues.depth(NAMES[1]) == 1

    until(parked, what="parking")
    assert len(tries) == DELIVERY_LIMIT + 1


def test_a_message_for_a_queue_that_is_not_there_is_not_taken_for_sent(declared: Connection, amqp_uri: str):
    confirmed: list[str] = []
    channel = ConfirmedChannel(amqp_uri)
    lost = Publication("lost", b"x", exchange="", routing_key="hanoiwork.nobody.retry.5s")
    with pytest.raises(BusAway):
        channel.send([lost], confirmed=confirmed.append)
    kept = Publication("kept", b"x", exchange="", routing_key=NAMES[1])
    channel.send([kept], confirmed=confirmed.append)
    assert confirmed == ["kept"]
    channel.close()


def test_events_for_an_exchange_that_is_gone_wait(amqp_uri: str):
    channel = ConfirmedChannel(amqp_uri)
    with pytest.raises(BusAway):
        channel.send([Publication("e", b"x", exchange=f"{EXCHANGE}.gone", routing_key="a")], confirmed=pytest.fail)
    channel.close()
