"""Teller, hearer and relay as processes on the real broker and database, shared by the tests of a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu import Connection
from sqlalchemy import Engine

from tests.faults.kit import ProbeSuite, probe_databases, probe_suite
from tests.live.queues import Queues


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder needs the real servers."""
    for item in items:
        if "tests/live/" in item.nodeid:
            item.add_marker(pytest.mark.live)


@pytest.fixture(scope="module")
def prepared(amqp_uri: str, postgres_server: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProbeSuite]:
    """Both probes with their databases migrated and their queues declared; nothing runs yet."""
    folder: Path = tmp_path_factory.mktemp("probes")
    with probe_databases(postgres_server) as urls, probe_suite(folder, uri=amqp_uri, urls=urls) as suite:
        yield suite


@pytest.fixture(scope="module")
def probes(prepared: ProbeSuite) -> ProbeSuite:
    """Both probes and a relay, serving."""
    roles = ("probe_teller", "probe_hearer", "relay")
    for role in roles:
        prepared.start(role)
    prepared.wait_until_serving(*roles)
    return prepared


@pytest.fixture
def queues(amqp_uri: str) -> Iterator[Queues]:
    """The broker's queues, looked into from beside."""
    with Connection(amqp_uri) as connection:
        yield Queues(connection)
