"""Both ways to run, for every story."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from tests.journeys.refusing import City
from tests.journeys.suites import SERVICES, DistributedSuite, EmbeddedSuite

Suite = EmbeddedSuite | DistributedSuite


@pytest.fixture(scope="module")
def service_databases(postgres_server: Engine) -> Iterator[Callable[[str], str]]:
    """Five empty databases whose names end in the service's."""
    stem = f"hanoiwork_test_{secrets.token_hex(4)}"
    names = [f"{stem}_{service}" for service in SERVICES]
    with postgres_server.connect() as connection:
        for name in names:
            connection.execute(text(f'create database "{name}"'))
    server = postgres_server.url
    yield lambda service: server.set(database=f"{stem}_{service}").render_as_string(hide_password=False)
    with postgres_server.connect() as connection:
        for name in names:
            connection.execute(text(f'drop database if exists "{name}" with (force)'))


@pytest.fixture(scope="module", params=["embedded", pytest.param("distributed", marks=pytest.mark.live)])
def suite(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Suite]:
    """A running suite with nothing in it but the operator."""
    folder: Path = tmp_path_factory.mktemp(request.param)
    if request.param == "embedded":
        made: Suite = EmbeddedSuite(folder)
    else:
        made = DistributedSuite(
            folder,
            amqp_uri=request.getfixturevalue("amqp_uri"),
            database_of=request.getfixturevalue("service_databases"),
        )
    try:
        made.start()
        yield made
    finally:
        made.stop()
        print(made.processes.logs())  # shown with a failure


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The embedded suite in which the whole story was told once, for tests that add to it or leave it as it is."""
    made = EmbeddedSuite(tmp_path_factory.mktemp("city"))
    told = City(made)
    try:
        made.start()
        told.story.load_the_city()
        told.story.add_measures()
        told.story.break_down_the_plan()
        told.story.give_out_the_rest()
        told.story.do_the_work()
        told.story.check_in()
        told.story.score_the_month()
        yield told
    finally:
        told.close()
        made.stop()
        print(made.processes.logs())  # shown with a failure
