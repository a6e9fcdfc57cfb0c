"""Each fault test has the probes on real servers, in processes that end with it."""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.conftest import FAULT_SEED
from tests.faults.books import HEADING, Count
from tests.faults.broker import OwnBroker, scripts
from tests.faults.kit import ProbeSuite, probe_databases, probe_suite
from tests.missing import missing

POINTS = 6
SHORT = 3


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a fault test."""
    for item in items:
        if "tests/faults/" in item.nodeid:
            item.add_marker(pytest.mark.fault)


@pytest.fixture(scope="session")
def runs_per_point() -> int:
    """How often each kill point is tried: 3, or its share of HANOIWORK_FAULT_RUNS in all."""
    whole = os.environ.get("HANOIWORK_FAULT_RUNS")
    return SHORT if whole is None else -(-int(whole) // POINTS)


@pytest.fixture(scope="session")
def long_form() -> bool:
    """Whether the long runs are wanted: HANOIWORK_FAULT_RUNS is set."""
    return "HANOIWORK_FAULT_RUNS" in os.environ


@pytest.fixture(scope="session")
def own_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnBroker]:
    """A RabbitMQ that nobody else is on, running; it ends with the run."""
    folder = scripts()
    if folder is None:
        missing("RabbitMQ is not installed here, so none of our own can be broken")
    broker = OwnBroker(tmp_path_factory.mktemp("broker"), scripts=folder)
    try:
        broker.start()
        yield broker
    finally:
        broker.kill()


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """The chance of one test, the same in whichever process and order it runs: drawn from the seed and its name."""
    seed = f"{os.environ[FAULT_SEED]} {request.node.name}"
    return random.Random(seed)  # noqa: S311 - chooses where to break things, guards nothing


@pytest.fixture
def probes(amqp_uri: str, postgres_server: Engine, tmp_path: Path) -> Iterator[ProbeSuite]:
    """Both probes, prepared and not yet started."""
    with probe_databases(postgres_server) as urls, probe_suite(tmp_path, uri=amqp_uri, urls=urls) as suite:
        yield suite


@pytest.fixture
def tell_count(probes: ProbeSuite) -> Callable[..., None]:
    """Print a row of the table, and fail unless it is clean."""
    print(f"\n{HEADING}")

    def tell(title: str, count: Count) -> None:
        print(count.row(title))
        assert count.clean, f"{HEADING}\n{count.row(title)}\n{probes.books.twice()}\n{probes.children.troubles()}"
        assert count.acknowledged == count.attempted, count.row(title)

    return tell
