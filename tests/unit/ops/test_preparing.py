"""What must be there before the suite runs is waited for, with a message; a stop ends the waiting."""

import logging
import threading
from pathlib import Path

import pytest

from hanoiwork_ops.composition import Suite, compose
from hanoiwork_ops.preparing import declare, declare_patiently, wait_for_databases
from hanoiwork_shared.errors import Unavailable

NOWHERE = "amqp://guest:guest@127.0.0.1:1//"
STRANGER = "amqp://nobody:wrong@127.0.0.1:5672//"


class StopAfter(threading.Event):
    """Asks to stop once it has been waited on so often; waits without waiting."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times
        self.pauses: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.pauses.append(timeout or 0)
        if len(self.pauses) >= self.left:
            self.set()
        return self.is_set()


def suite(tmp_path: Path, **more: str) -> Suite:
    environ = {"HANOIWORK_SECRET": "a secret for tests, long enough for HS256", "HANOIWORK_DATA_DIR": str(tmp_path)}
    return compose({**environ, **{f"HANOIWORK_{name}": value for name, value in more.items()}}, names=("directory",))


def test_waiting_for_a_broker_says_so_with_growing_pauses(tmp_path, caplog):
    stopping = StopAfter(7)
    with caplog.at_level(logging.WARNING):
        declare_patiently(suite(tmp_path, AMQP_URI=NOWHERE), stopping=stopping)
    assert stopping.pauses == [0.5, 1, 2, 4, 8, 10, 10]
    assert "waiting for the broker" in caplog.text


@pytest.mark.live
def test_a_broker_that_does_not_let_us_in_is_waited_for_as_well(amqp_uri, tmp_path, caplog):
    stopping = StopAfter(1)
    with caplog.at_level(logging.WARNING):
        declare_patiently(suite(tmp_path, AMQP_URI=STRANGER), stopping=stopping)
    assert "waiting for the broker" in caplog.text


def test_waiting_for_a_database_that_is_not_migrated_names_the_command(tmp_path, caplog):
    prepared = suite(tmp_path)
    with caplog.at_level(logging.WARNING):
        wait_for_databases(prepared, stopping=StopAfter(2))
    assert "database of directory" in caplog.text
    assert "hanoiwork migrate" in caplog.text
    prepared.migrate()
    wait_for_databases(prepared)
    prepared.runtimes["directory"].database.close()


def test_waiting_for_a_database_that_is_away_says_so(tmp_path, caplog):
    away = suite(tmp_path, DATABASE_URL="postgresql+psycopg2://nobody@127.0.0.1:1/{service}")
    with caplog.at_level(logging.WARNING):
        wait_for_databases(away, stopping=StopAfter(2))
    assert "database does not answer" in caplog.text


def test_declaring_without_a_broker_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(Unavailable, match="RabbitMQ"):
        declare(suite(tmp_path, AMQP_URI=NOWHERE))
