"""What every test may ask for: a broker and a database of its own, on the real servers where they answer.

`HANOIWORK_TEST_AMQP_URI` and `HANOIWORK_TEST_DATABASE_URL` point elsewhere. Where nothing answers the test is skipped
with the reason; under CI=true that is a failure.
"""

import fcntl
import itertools
import os
import random
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
from kombu.connection import Connection as Broker
from kombu.exceptions import KombuError
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from tests.missing import missing

BROKER = "amqp://guest:guest@127.0.0.1:5672//"
SERVERS = (
    "postgresql+psycopg2://postgres@127.0.0.1:5432/postgres",
    "postgresql+psycopg2://hanoiwork_test:hanoiwork_test@127.0.0.1:5432/postgres",
)
"""Where PostgreSQL is looked for: a server that trusts this machine, or the login `make test` makes on a fresh one."""

hypothesis.settings.register_profile("hanoiwork", deadline=None, derandomize=False, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make redraw` write the drawn files instead of comparing them."""
    parser.addoption("--redraw", action="store_true", help="write what is drawn from the code (schema, events)")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose Hypothesis's seed ourselves, so that it can be printed before anything fails."""
    if config.getoption("--hypothesis-profile", default=None) is None:
        hypothesis.settings.load_profile("hanoiwork")
    if config.getoption("--hypothesis-seed", default=None) is None:
        config.option.hypothesis_seed = str(random.SystemRandom().randrange(2**32))


def pytest_report_header(config: pytest.Config) -> str:
    """How to run the same examples again."""
    return f"hypothesis: --hypothesis-seed={config.option.hypothesis_seed} runs the same examples again"


@pytest.fixture(scope="session")
def amqp_uri() -> Iterator[str]:
    """A RabbitMQ with a virtual host for our tests, emptied; or the one given by the environment."""
    uri = os.environ.get("HANOIWORK_TEST_AMQP_URI", BROKER)
    try:
        with Broker(uri, connect_timeout=5) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0.2)
    except (OSError, KombuError) as error:
        missing(f"RabbitMQ does not answer at {uri} ({error})")
    if "HANOIWORK_TEST_AMQP_URI" in os.environ:
        yield uri
        return
    with _own_vhost() as vhost:
        yield f"{BROKER.rstrip('/')}/{vhost}"


@contextmanager
def _own_vhost() -> Iterator[str]:
    """A virtual host that no other run uses now, empty.

    It is kept and emptied rather than deleted: deleting virtual hosts can block RabbitMQ 3.10 for many minutes while
    their message stores are stopped, for everybody on that broker.
    """
    for number in itertools.count(1):
        vhost = f"hanoiwork_test_{number}"
        with (Path(tempfile.gettempdir()) / f"{vhost}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            if shutil.which("rabbitmqctl") is None or not _rabbitmqctl("add_vhost", vhost):
                yield "/"  # the default one: the tests' queues carry names of their own
                return
            _rabbitmqctl("set_permissions", "-p", vhost, "guest", ".*", ".*", ".*")
            _empty(vhost)
            yield vhost
            _empty(vhost)  # a quorum queue holds file handles of the broker even when nobody uses it
            return


def _empty(vhost: str) -> None:
    listed = subprocess.run(
        ["rabbitmqctl", "--quiet", "list_queues", "-p", vhost, "name", "--no-table-headers"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    with Broker(f"{BROKER.rstrip('/')}/{vhost}", connect_timeout=5) as broker:
        channel = broker.channel()
        for queue in listed.stdout.split():
            channel.queue_delete(queue)


def _rabbitmqctl(*arguments: str) -> bool:
    done = subprocess.run(["rabbitmqctl", "--quiet", *arguments], capture_output=True, timeout=60, check=False)
    return done.returncode == 0


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
