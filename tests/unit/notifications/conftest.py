"""Notifications standing alone: a database, a fixed clock, channels that keep what they are given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from hanoiwork_notifications.domain import Letter
from hanoiwork_notifications.plugin import plugin
from hanoiwork_notifications.service import Channel, Delivering, Inbox, Notifications, Noting
from hanoiwork_notifications.store import Store
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock, stand
from tests.databases import TablesOf


@dataclass
class Pigeon:
    """A channel that keeps its letters; it fails with `error` while it has one."""

    name: str = "pigeon"
    error: Exception | None = None
    letters: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        self.letters.append(letter)
        if self.error is not None:
            raise self.error


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def runtime(sqlite_tables: TablesOf, clock: FixedClock) -> Iterator[Runtime]:
    runtime = stand(plugin, sqlite_tables(plugin), clock=clock)
    yield runtime
    runtime.database.close()


@pytest.fixture
def pigeon() -> Pigeon:
    return Pigeon()


@pytest.fixture
def notifications(runtime: Runtime, clock: FixedClock, pigeon: Pigeon) -> Notifications:
    return over(runtime, clock, pigeon)


@pytest.fixture(scope="session")
def make_over() -> Callable[..., Notifications]:
    """Make the service anew over the same rows, as another process would, with other channels."""
    return over


def over(runtime: Runtime, clock: FixedClock, *channels: Channel) -> Notifications:
    store = Store(runtime.database, runtime.outbox)
    by_name = {channel.name: channel for channel in channels}
    return Notifications(
        noting=Noting(begin=store.begin, clock=clock, channels=by_name),
        delivering=Delivering(begin=store.begin, clock=clock, channels=by_name),
        inbox=Inbox(begin=store.begin, read=store.read, clock=clock),
    )
