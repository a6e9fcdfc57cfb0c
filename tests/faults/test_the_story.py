"""The whole story, with the ground shaking: it ends with the same score, and no operator has to help."""

import random
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.journeys.conftest import service_databases
from tests.journeys.story import Story
from tests.journeys.suites import DistributedSuite, EmbeddedSuite

__all__ = ["service_databases"]

pytestmark = pytest.mark.fault

SHORTEST_PAUSE, LONGEST_PAUSE = 0.8, 2.0
TOLD = ("load_the_city", "add_measures", "break_down_the_plan", "give_out_the_rest", "do_the_work", "check_in")


@pytest.mark.live
def test_connections_to_broker_and_database_break_all_the_time(
    tmp_path: Path, amqp_uri: str, service_databases: Callable[[str], str], postgres_server: Engine, chance
):
    suite = DistributedSuite(tmp_path, amqp_uri=amqp_uri, database_of=service_databases)
    stem = service_databases("").rsplit("/", 1)[1]
    troubles = (lambda: _close_connections(amqp_uri), lambda: _end_backends(postgres_server, stem))
    try:
        suite.start()
        with _shaking(troubles, chance) as count:
            sheet = _told(suite.url)
        print(f"broker connections closed or backends ended {count()} times")
    finally:
        suite.stop()

    assert (sheet["total"], sheet["quality"]["points"]) == ("83.9", "97")
    assert count() > 0


def test_the_embedded_suite_is_killed_in_the_middle_and_started_again(tmp_path: Path, chance):
    suite = EmbeddedSuite(tmp_path)

    def kill_and_start() -> None:
        suite.kill()
        suite.start()

    try:
        suite.start()
        with _shaking((kill_and_start,), chance) as count:
            sheet = _told(suite.url)
        print(f"killed with -9 {count()} times")
    finally:
        suite.stop()

    assert (sheet["total"], sheet["assigned"]) == ("83.9", {"tasks": 12, "points": "132"})
    assert count() > 0


def _told(url: str) -> dict[str, Any]:
    story = Story(url)
    try:
        for step in TOLD:
            getattr(story, step)()
        story.score_the_month()
        return story.sheet("nva")
    finally:
        story.close()


@contextmanager
def _shaking(troubles: tuple[Callable[[], None], ...], chance: random.Random) -> Iterator[Callable[[], int]]:
    """Make trouble again and again, at moments and of kinds drawn from the printed seed, until the block ends."""
    over = threading.Event()
    made: list[float] = []

    def shake() -> None:
        while not over.wait(chance.uniform(SHORTEST_PAUSE, LONGEST_PAUSE)):
            chance.choice(troubles)()
            made.append(time.monotonic())

    shaker = threading.Thread(target=shake)
    shaker.start()
    try:
        yield lambda: len(made)
    finally:
        over.set()
        shaker.join()


def _close_connections(amqp_uri: str) -> None:
    vhost = amqp_uri.rsplit("/", 1)[1] or "/"
    command = ["rabbitmqctl", "--quiet", "close_all_connections", "--vhost", vhost, "a fault test"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def _end_backends(server: Engine, stem: str) -> None:
    query = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE :stem")
    with server.connect() as connection:
        connection.execute(query, {"stem": f"{stem}%"})
