"""RabbitMQ is broken as a whole, a node of our own: everything finishes, and no operator is needed."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic

import pytest

from tests.faults.broker import OwnBroker
from tests.faults.kit import ProbeSuite
from tests.faults.orders import order_notes
from tests.polling import until

ROLES = ("probe_teller", "probe_hearer", "relay")
SLOW = {"HANOIWORK_PROBE_HEARER_PAUSE_MS": "100", "HANOIWORK_PROBE_TELLER_PAUSE_MS": "50"}
SHORT_AWAY, LONG_AWAY = 20, 60
SHORT_PACE, LONG_PACE = 20, 50
CAUGHT_UP_SECONDS = 30
OLDEST_SECONDS = 5
ALARM_SECONDS = 20
"""Longer than a relay waits for a confirmation (5 s) and than the gateway keeps asking (3 s), several times over."""


@pytest.fixture
def amqp_uri(own_broker: OwnBroker) -> str:
    """Here the broker is ours alone; whatever an earlier test did to it, it runs."""
    if not own_broker.running:
        own_broker.start()
    return own_broker.uri


def all_alive(probes: ProbeSuite) -> bool:
    """Whether no process of the suite has ended."""
    return not any(probes.children.died(role) for role in ROLES)


def test_rabbitmq_restarted_as_a_whole_mid_handler(
    probes: ProbeSuite, own_broker: OwnBroker, tell_count: Callable[..., None], long_form
):
    def cut_the_power() -> None:
        own_broker.kill()
        own_broker.start()

    restarts = (own_broker.restart, cut_the_power, own_broker.restart, cut_the_power)[: None if long_form else 1]
    notes = range(150 * len(restarts))
    for role in ROLES:
        probes.start(role, **SLOW)
    probes.wait_until_serving(*ROLES)
    with ThreadPoolExecutor(1) as client:
        acknowledged = client.submit(order_notes, probes.uri, notes, seconds=300)
        for number, restart in enumerate(restarts):
            enough = 150 * number + 40
            until(lambda enough=enough: len(set(probes.books.heard())) >= enough, what=f"{enough} heard")  # type: ignore[misc]
            restart()
        answered = acknowledged.result(300)
    probes.settled(notes)
    tell_count(f"RabbitMQ restarted mid-handler, {len(restarts)} times", probes.books.count(notes, answered))
    assert all_alive(probes), probes.children.troubles()


def test_while_rabbitmq_is_stopped_every_write_is_accepted_and_its_events_arrive_after(
    probes: ProbeSuite, own_broker: OwnBroker, tell_count: Callable[..., None], long_form
):
    """Calls travel over the broker too, so the writes come from a process that takes notes by itself."""
    away, pace = (LONG_AWAY, LONG_PACE) if long_form else (SHORT_AWAY, SHORT_PACE)
    notes = range(away * pace)
    for role in ROLES:
        probes.start(role)
    probes.wait_until_serving(*ROLES)
    own_broker.stop()
    accepted = probes.write(notes, per_second=pace)
    assert accepted == list(notes)
    assert probes.books.heard() == []
    own_broker.start()
    back = monotonic()
    until(probes.books.heard, seconds=CAUGHT_UP_SECONDS, what="hearing again")
    print(f"first event heard after {monotonic() - back:.1f} s")
    until(lambda: probes.books.oldest_waiting() < OLDEST_SECONDS, seconds=CAUGHT_UP_SECONDS, what="catching up")
    print(f"oldest event in the outbox under {OLDEST_SECONDS} s after {monotonic() - back:.1f} s")
    probes.settled(notes)
    tell_count(f"RabbitMQ stopped for {away} s, {pace} writes/s", probes.books.count(notes, accepted))
    assert all_alive(probes), probes.children.troubles()


def test_processes_asked_to_stop_while_rabbitmq_is_away_need_not_wait_for_it(probes: ProbeSuite, own_broker: OwnBroker):
    for role in ROLES:
        probes.start(role)
    probes.wait_until_serving(*ROLES)
    own_broker.stop()
    for role in ("probe_teller", "probe_hearer"):
        until(lambda role=role: "broker away" in probes.children.logged(role), what=f"{role} missing the broker")  # type: ignore[misc]
    assert [probes.children.end(role) for role in ROLES] == [0, 0, 0]


def test_a_memory_alarm_of_rabbitmq_delays_and_breaks_nothing(
    probes: ProbeSuite, own_broker: OwnBroker, tell_count: Callable[..., None], long_form
):
    """While it lasts the broker reads nothing from who publishes, and says nothing: only deadlines of one's own end."""
    alarms = 3 if long_form else 1
    for role in ROLES:
        probes.start(role)
    probes.wait_until_serving(*ROLES)
    answered: list[int] = []
    for number in range(alarms):
        written, called = range(number * 400, number * 400 + 300), range(number * 400 + 300, number * 400 + 400)
        heard = len(probes.books.heard())
        with ThreadPoolExecutor(1) as client, alarmed(own_broker):
            acknowledged = client.submit(order_notes, probes.uri, called, seconds=180)
            answered += probes.write(written, per_second=len(written) // ALARM_SECONDS)
            assert given_up(probes) > number, "no relay that gave up for a while"
            assert len(probes.books.heard()) == heard
        answered += acknowledged.result()
        probes.settled([*written, *called])
    notes = range(alarms * 400)
    tell_count(f"{alarms} memory alarms of {ALARM_SECONDS} s", probes.books.count(notes, answered))
    assert all_alive(probes), probes.children.troubles()


@contextmanager
def alarmed(broker: OwnBroker) -> Iterator[None]:
    """A memory alarm as long as the block."""
    broker.alarm()
    try:
        yield
    finally:
        broker.calm()


def given_up(probes: ProbeSuite) -> int:
    """How often the relay has ended its waiting for the broker by itself."""
    return probes.children.logged("relay").count("shared.bus_away")
