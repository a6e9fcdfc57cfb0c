"""A service without a business: migrated shared tables on each database, a fixed clock, one kind of fact."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest

from hanoiwork_shared.facts import Fact
from hanoiwork_shared.plugins import Plugin
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock, stand
from tests.databases import TablesOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Fact):
    """Somebody counted something."""

    type: ClassVar[str] = "counter.thing.counted.v1"
    about: ClassVar[str] = "thing_id"

    thing_id: str


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def runtime(tables: TablesOf, clock: FixedClock) -> Iterator[Runtime]:
    """The runtime of a service with nothing but the shared tables, on SQLite and on PostgreSQL."""
    plugin = Plugin(name="counter")
    runtime = stand(plugin, tables(plugin), clock=clock)
    yield runtime
    runtime.database.close()


@pytest.fixture
def tell(runtime: Runtime) -> Callable[..., None]:
    """Tell facts about things, each fact of a thing with the next version: tell("a", "a", "b")."""
    versions: dict[str, int] = {}

    def tell_of(*things: str) -> None:
        with runtime.database.begin() as connection:
            for thing in things:
                versions[thing] = versions.get(thing, 0) + 1
                runtime.outbox.tell(connection, Counted(thing_id=thing, version=versions[thing]))

    return tell_of
