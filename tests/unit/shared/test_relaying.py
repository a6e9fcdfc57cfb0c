"""Keeping a relay going: woken by a bell, patient, and never silently dead."""

import threading
import time

import pytest

from hanoiwork_shared import relaying
from hanoiwork_shared.database import Database
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.outbox import CHANNEL
from hanoiwork_shared.relaying import Clapper, NotifyBell, keep_relaying


class Scripted:
    """A relay that does what it is told, in turn; the last word stops it."""

    def __init__(self, *outcomes: int | Exception) -> None:
        self.left = list(outcomes)
        self.settled = 0

    def run_once(self) -> int:
        outcome = self.left.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def settle(self) -> None:
        self.settled += 1

    def done(self) -> bool:
        return not self.left


class Pauses:
    """A bell that counts how long it was asked to wait."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)


def keep(relay: Scripted) -> list[float]:
    bell = Pauses()
    keep_relaying(relay, name="counter", bell=bell, stopping=relay.done)  # type: ignore[arg-type]
    return bell.waited


def test_it_rests_only_when_there_is_nothing_to_carry():
    assert keep(Scripted(200, 3, 0, 5)) == [relaying.POLL_SECONDS]


def test_while_the_bus_is_away_the_pauses_grow_to_a_limit_and_start_again_after():
    away = [Unavailable(what="bus")] * 6
    waited = keep(Scripted(*away, 1, Unavailable(what="bus")))
    assert waited == [0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 0.5]


def test_a_surprise_does_not_end_it():
    relay = Scripted(RuntimeError("a bug"), 1)
    assert keep(relay) == [relaying.LONGEST_PAUSE]


def test_what_was_answered_is_written_down_at_the_end():
    relay = Scripted(1)
    keep(relay)
    assert relay.settled == 1


def test_a_clapper_rings_through_at_once_and_once():
    bell = Clapper()
    bell.ring()
    started = time.monotonic()
    bell.wait(30)
    bell.wait(0.01)
    assert time.monotonic() - started < 20


def rings(bell: NotifyBell, database: Database) -> bool:
    """Whether a wait of a minute ends soon after a commit that notifies (again, should it come too early)."""
    rung = threading.Event()

    def wait() -> None:
        bell.wait(60)
        rung.set()

    waiter = threading.Thread(target=wait)
    waiter.start()
    for _ in range(100):
        with database.begin() as connection:
            connection.exec_driver_sql(f"NOTIFY {CHANNEL}")
        if rung.wait(0.2):
            break
    heard = rung.is_set()
    waiter.join(60)
    return heard


@pytest.mark.live
def test_postgresql_rings_when_events_are_committed(postgres_url):
    database = Database(postgres_url("bell"))
    bell = NotifyBell(database)
    bell.wait(0.01)
    assert rings(bell, database)
    bell.close()
    database.close()


@pytest.mark.live
def test_a_bell_whose_connection_is_terminated_is_a_plain_pause_and_rings_again(postgres_url):
    database = Database(postgres_url("bell"))
    bell = NotifyBell(database)
    bell.wait(0.01)
    with database.begin() as connection:
        connection.exec_driver_sql(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
    bell.wait(0.05)
    bell.wait(0.05)
    assert rings(bell, database)
    bell.close()
    database.close()
