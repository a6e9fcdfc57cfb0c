"""What the gateway's tests stand on: a city of two plug-ins, services that answer from a table, a fixed clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette

from hanoiwork_gateway.app import make_app
from hanoiwork_gateway.auth import Tokens
from hanoiwork_gateway.testing import FakeCalls
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.plugins import Plugin
from hanoiwork_shared.settings import Settings
from tests.unit.gateway.city import SECRET


class MovingClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 6, 25, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def today(self):
        return self.moment.date()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def plugins() -> tuple[Plugin, ...]:
    return (
        Plugin(name="directory", graph="tests.unit.gateway.city:directory"),
        Plugin(name="silent"),
        Plugin(name="tasks", graph="tests.unit.gateway.city:tasks"),
    )


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def settings() -> Settings:
    return Settings(secret=SECRET)


@pytest.fixture
def make(plugins, settings, clock) -> Callable[..., Starlette]:
    def build(calls: FakeCalls, **changed: object) -> Starlette:
        given = {"settings": settings, "plugins": plugins, "clock": clock, **changed}
        return make_app(given.pop("settings"), calls=calls, **given)

    return build


@pytest.fixture
def tokens(clock) -> Tokens:
    return Tokens(secret=SECRET, lifetime=timedelta(hours=8), clock=clock)


@pytest.fixture
def token(tokens) -> str:
    return tokens.issue(Identity(person_id="p-1", account="nva"))
