"""The way of a fact on the real servers: command, outbox, relay, exchange, queue, effect."""

import json

from hanoiwork_shared.envelope import decode
from tests.faults.kit import ProbeSuite
from tests.faults.orders import order_notes
from tests.live.queues import Queues
from tests.polling import until

SEEN_ONCE = 700_030
"""A note that no other test orders: the replay stream remembers those of every test of this run."""


def test_a_command_has_its_effect_in_another_service(probes: ProbeSuite):
    assert order_notes(probes.uri, [1, 2, 3]) == [1, 2, 3]
    until(lambda: {1, 2, 3} <= set(probes.books.heard()), what="the effect")
    assert probes.books.count([1, 2, 3], [1, 2, 3]).clean


def test_what_was_carried_is_marked_and_remembered_by_its_listener(probes: ProbeSuite):
    order_notes(probes.uri, [10])
    until(lambda: 10 in probes.books.heard(), what="the effect")
    waiting = "select count(*) from outbox where sent is null"
    until(lambda: probes.books.ask("probe_teller", waiting) == 0, what="marking it sent")
    remembered = (
        "select count(*) from inbox where consumer = 'probe_hearer.hear' and source = '/hanoiwork/probe_teller'"
    )
    assert probes.books.ask("probe_hearer", remembered) == len(probes.books.heard())


def test_an_event_is_a_cloudevent_that_anybody_may_hear(probes: ProbeSuite, queues: Queues):
    channel = queues.channel
    queue = channel.queue_declare("", exclusive=True).queue
    channel.queue_bind(queue, "hanoiwork.events", "probe_teller.#")
    order_notes(probes.uri, [20])
    message = until(lambda: queues.take(queue), what="hearing of it")
    assert message.properties["content_type"] == "application/cloudevents+json"
    event = decode(message.body)
    assert (event.type, event.source, event.data["n"]) == ("probe_teller.note.taken.v1", "/hanoiwork/probe_teller", 20)
    assert json.loads(message.body)["correlationid"]


def test_every_event_can_be_read_again_also_one_that_nobody_heard(probes: ProbeSuite, queues: Queues):
    queues.publish("{}", key="nobody.wants.this.v1")
    order_notes(probes.uri, [SEEN_ONCE])
    again = queues.replayed(until_key="probe_teller.note.taken.v1", containing=f'"n":{SEEN_ONCE}')
    assert [message.delivery_info["routing_key"] for message in again][-2:] == [
        "nobody.wants.this.v1",
        "probe_teller.note.taken.v1",
    ]
