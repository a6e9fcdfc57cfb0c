"""What every test may ask for: a broker and a database of its own, on the real servers where they answer.

`HANOIWORK_TEST_AMQP_URI` and `HANOIWORK_TEST_DATABASE_URL` point elsewhere. Where nothing answers the test is skipped
with the reason; under CI=true that is a failure.
"""

import os
import random
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from kombu.connection import Connection as Broker
from kombu.exceptions import KombuError
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from tests.databases import PostgresTables, SqliteTables, TablesOf
from tests.missing import missing
from tests.vhosts import can_make_vhosts, own_vhost

GIVEN_BROKER = "HANOIWORK_TEST_AMQP_URI"
BROKER = "amqp://guest:guest@127.0.0.1:5672//"
SERVERS = (
    "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres",
    "postgresql+psycopg2://hanoiwork_test:hanoiwork_test@127.0.0.1:5432/postgres",
)
"""Where PostgreSQL is looked for: a server that trusts this machine, or the login `make test` makes on a fresh one."""

FAULT_SEED = "HANOIWORK_FAULT_SEED"
MOST_PROCESSES = 6

hypothesis.settings.register_profile("hanoiwork", deadline=None, derandomize=False, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make redraw` write the drawn files instead of comparing them."""
    parser.addoption("--redraw", action="store_true", help="write what is drawn from the code (schema, events)")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the seeds ourselves, so that they can be printed before anything fails, and every process has the same."""
    os.environ.setdefault(FAULT_SEED, str(random.SystemRandom().randrange(2**32)))
    if config.getoption("--hypothesis-profile", default=None) is None:
        hypothesis.settings.load_profile("hanoiwork")
    if config.getoption("--hypothesis-seed", default=None) is None:
        config.option.hypothesis_seed = str(random.SystemRandom().randrange(2**32))


def pytest_xdist_auto_num_workers() -> int:
    """Two processes for each processor, as tests wait as long as they work; a few are all that the servers can bear.

    Where virtual hosts cannot be made, one: the probes' queues have the same names in every process.
    """
    apart = GIVEN_BROKER not in os.environ and can_make_vhosts()
    return min(2 * (os.cpu_count() or 1), MOST_PROCESSES) if apart else 1


def pytest_report_header(config: pytest.Config) -> list[str]:
    """How to run the same examples and break things at the same places again."""
    return [
        f"hypothesis: --hypothesis-seed={config.option.hypothesis_seed} runs the same examples again",
        f"faults: {FAULT_SEED}={os.environ[FAULT_SEED]} breaks things at the same places again",
    ]


@pytest.fixture(scope="session")
def amqp_uri() -> Iterator[str]:
    """A RabbitMQ with a virtual host for our tests, emptied; or the one given by the environment."""
    uri = os.environ.get(GIVEN_BROKER, BROKER)
    try:
        with Broker(uri, connect_timeout=5) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0.2)
    except (OSError, KombuError) as error:
        missing(f"RabbitMQ does not answer at {uri} ({error})")
    if GIVEN_BROKER in os.environ:
        yield uri
        return
    with own_vhost(BROKER) as own:
        yield own


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Engine]:
    """A PostgreSQL server on which databases may be made."""
    given = os.environ.get("HANOIWORK_TEST_DATABASE_URL")
    failures: list[str] = []
    for url in (given,) if given else SERVERS:
        engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 5})
        try:
            with engine.connect() as connection:
                connection.execute(text("select 1"))
        except SQLAlchemyError as error:
            failures.append(str(error).splitlines()[0])
            engine.dispose()
            continue
        yield engine
        engine.dispose()
        return
    missing(f"PostgreSQL does not answer ({'; '.join(failures)})")


@pytest.fixture(scope="session")
def postgres_url(postgres_server: Engine) -> Iterator[Callable[[str], str]]:
    """Make an empty database for a service and answer its address; all are dropped when the run ends."""
    made: list[str] = []

    def make(service: str) -> str:
        name = f"hanoiwork_test_{secrets.token_hex(4)}_{service}"
        with postgres_server.connect() as connection:
            connection.execute(text(f'create database "{name}"'))
        made.append(name)
        return _in_database(postgres_server.url, name)

    yield make
    with postgres_server.connect() as connection:
        for name in made:
            connection.execute(text(f'drop database if exists "{name}" with (force)'))


@pytest.fixture(scope="session")
def kept_sqlite(tmp_path_factory: pytest.TempPathFactory) -> SqliteTables:
    """The services' tables on SQLite."""
    return SqliteTables(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="session")
def kept_postgres(postgres_url: Callable[[str], str]) -> Iterator[PostgresTables]:
    """The services' tables on PostgreSQL."""
    kept = PostgresTables(postgres_url)
    yield kept
    kept.close()


@pytest.fixture
def sqlite_tables(kept_sqlite: SqliteTables, tmp_path: Path) -> TablesOf:
    """Answers the address of a service's migrated tables with nothing in them, on SQLite."""
    return lambda plugin: kept_sqlite.copy(plugin, to=tmp_path)


@pytest.fixture
def postgres_tables(kept_postgres: PostgresTables) -> TablesOf:
    """The same on PostgreSQL; within one test it is the same database again, emptied."""
    return kept_postgres.emptied


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.live)])
def tables(request: pytest.FixtureRequest) -> TablesOf:
    """The same on each kind in turn."""
    found: TablesOf = request.getfixturevalue(
        {"sqlite": "sqlite_tables", "postgresql": "postgres_tables"}[request.param]
    )
    return found


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.live)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/test.db"
    make: Callable[[str], str] = request.getfixturevalue("postgres_url")
    return make("store")


def _in_database(server: URL, name: str) -> str:
    url = make_url(server).set(database=name)
    return url.render_as_string(hide_password=False)
