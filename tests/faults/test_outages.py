"""The broker or the database goes away in the middle of work: everything finishes, and no operator is needed."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.faults.kit import ProbeSuite
from tests.faults.orders import order_notes
from tests.faults.proxy import Proxy
from tests.polling import until

ROLES = ("probe_teller", "probe_hearer", "relay")
OUR_VHOSTS = "hanoiwork_test_"
AWAY_SECONDS = 20
CAUGHT_UP_SECONDS = 30
OLDEST_SECONDS = 5


@pytest.fixture
def proxy(amqp_uri: str) -> Iterator[Proxy]:
    """A proxy before the broker."""
    broker = urlsplit(amqp_uri)
    with Proxy(broker.hostname or "127.0.0.1", broker.port or 5672) as proxy:
        yield proxy


@pytest.fixture
def behind(amqp_uri: str, proxy: Proxy) -> dict[str, str]:
    """What sends a process through the proxy."""
    parts = urlsplit(amqp_uri)
    who = f"{parts.username}:{parts.password}@" if parts.username else ""
    address = parts._replace(netloc=f"{who}127.0.0.1:{proxy.port}")
    return {"HANOIWORK_AMQP_URI": urlunsplit(address)}


def close_by_force(uri: str, proxy: Proxy) -> None:
    """Let the broker throw everybody out of our virtual host; where it is not ours, let the proxy do it."""
    vhost = urlsplit(uri).path.lstrip("/")
    if vhost.startswith(OUR_VHOSTS) and shutil.which("rabbitmqctl"):
        command = ["rabbitmqctl", "--quiet", "close_all_connections", "--vhost", vhost, "a fault test"]
        subprocess.run(command, capture_output=True, timeout=60, check=True)
    proxy.reset()


def test_connections_to_the_broker_closed_by_force_mid_handler(
    probes: ProbeSuite, proxy: Proxy, behind: dict[str, str], tell_count: Callable[..., None]
):
    notes = range(150)
    slow = {"HANOIWORK_PROBE_HEARER_PAUSE_MS": "100", "HANOIWORK_PROBE_TELLER_PAUSE_MS": "50"}
    for role in ROLES:
        probes.start(role, **behind, **slow)
    probes.wait_until_serving(*ROLES)
    with ThreadPoolExecutor(1) as client:
        acknowledged = client.submit(order_notes, probes.uri, notes)
        for heard in (10, 40, 80, 110):
            until(lambda heard=heard: len(set(probes.books.heard())) >= heard, what=f"{heard} heard")  # type: ignore[misc]
            close_by_force(probes.uri, proxy)
        answered = acknowledged.result(180)
    probes.settled(notes)
    tell_count("RabbitMQ connections closed by force", probes.books.count(notes, answered))
    assert not any(probes.children.died(role) for role in ROLES), probes.children.troubles()


def test_postgresql_sessions_terminated_mid_handler(probes: ProbeSuite, tell_count: Callable[..., None]):
    notes = range(150)
    slow = {"HANOIWORK_PROBE_HEARER_PAUSE_MS": "50"}
    for role in ROLES:
        probes.start(role, **slow)
    probes.wait_until_serving(*ROLES)
    ended = 0
    with ThreadPoolExecutor(1) as client:
        acknowledged = client.submit(order_notes, probes.uri, notes)
        for heard in range(5, 120, 5):
            until(lambda heard=heard: len(set(probes.books.heard())) >= heard, what=f"{heard} heard")  # type: ignore[misc]
            ended += probes.books.terminate_backends()
        answered = acknowledged.result(180)
    probes.settled(notes)
    tell_count(f"{ended} PostgreSQL sessions terminated", probes.books.count(notes, answered))
    assert not any(probes.children.died(role) for role in ROLES), probes.children.troubles()


def test_while_the_broker_is_away_every_write_is_accepted_and_its_events_arrive_after(
    probes: ProbeSuite, proxy: Proxy, behind: dict[str, str], tell_count: Callable[..., None]
):
    """The way of the events is cut (first silence, then refusal); the way of the calls is not."""
    pace = 0.15
    notes = range(int(AWAY_SECONDS / pace))
    probes.start("probe_teller")
    for role in ("probe_hearer", "relay"):
        probes.start(role, **behind)
    probes.wait_until_serving(*ROLES)
    with ThreadPoolExecutor(1) as client:
        away = monotonic()
        proxy.blackhole()
        acknowledged = client.submit(order_notes, probes.uri, notes, pace=pace)
        sleep(AWAY_SECONDS / 2)
        proxy.refuse()
        answered = acknowledged.result(120)
        sleep(max(0.0, AWAY_SECONDS - (monotonic() - away)))
    assert len(answered) == len(notes)
    assert probes.books.heard() == []
    proxy.forward()
    back = monotonic()
    until(lambda: probes.books.oldest_waiting() < OLDEST_SECONDS, seconds=CAUGHT_UP_SECONDS, what="catching up")
    print(f"\noldest event in the outbox under {OLDEST_SECONDS} s after {monotonic() - back:.1f} s")
    probes.settled(notes)
    tell_count(f"broker away for {AWAY_SECONDS} s under writes", probes.books.count(notes, answered))
