"""The doctor says what is reachable and what is wrong, in lines, and by its exit code."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from hanoiwork_ops.composition import Suite, compose
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.outbox import outbox
from hanoiwork_shared.parking import park

SECRET = "a secret for tests, long enough for HS256"
Examine = Callable[..., tuple[int, str]]


@pytest.fixture
def examine(tmp_path: Path) -> Examine:
    """Run `hanoiwork doctor` on a folder of databases; its exit code and what it said."""

    def run(*arguments: str, **environ: str) -> tuple[int, str]:
        whole = {**os.environ, "HANOIWORK_DATA_DIR": str(tmp_path), **environ}
        command = [sys.executable, "-W", "ignore", "-m", "hanoiwork_ops.cli", "doctor", *arguments]
        done = subprocess.run(command, env=whole, capture_output=True, text=True, timeout=90, check=False)
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.fixture
def suite(tmp_path: Path):
    """The suite's databases, migrated."""
    suite = compose({"HANOIWORK_SECRET": SECRET, "HANOIWORK_DATA_DIR": str(tmp_path)})
    suite.migrate()
    yield suite
    for runtime in suite.runtimes.values():
        runtime.database.close()


def wait_in_outbox(suite: Suite, *, since: timedelta, refused: str | None = None) -> None:
    event = {"id": new_id(), "aggregatetype": "a.b", "aggregateid": "x", "type": "a.b.c.v1", "sequence": 1}
    with suite.runtimes["directory"].database.begin() as connection:
        created = datetime.now(UTC) - since
        connection.execute(insert(outbox).values(**event, payload="{}", created=created, refused=refused))


def test_a_healthy_suite_is_said_to_be_so(suite, examine):
    code, said = examine()
    assert (code, said.count("WRONG")) == (0, 0)
    assert "plug-ins: directory" in said
    assert said.count("ok ") == len(suite.served())


def test_databases_that_are_not_migrated_are_named_with_the_remedy(examine):
    code, said = examine()
    assert code == 1
    assert "directory: database is not migrated; run `hanoiwork migrate`" in said


def test_an_event_that_waits_too_long_is_pointed_out(suite, examine):
    wait_in_outbox(suite, since=timedelta(seconds=1))
    assert examine()[0] == 0
    wait_in_outbox(suite, since=timedelta(minutes=5))
    code, said = examine()
    assert code == 1
    assert "directory: 2 events wait in the outbox, is a relay running?" in said


def test_refused_and_parked_events_are_pointed_out(suite, examine):
    wait_in_outbox(suite, since=timedelta(), refused="too large")
    runtime = suite.runtimes["tasks"]
    event = Envelope(id="e", source="/s", type="t", subject="a", sequence=1, time=datetime.now(UTC), data={})
    with runtime.database.begin() as connection:
        park(connection, event, consumer="tasks", reason="bad", attempts=1, clock=runtime.clock)
    code, said = examine()
    assert code == 1
    assert "directory: 1 events were refused by the broker" in said
    assert "tasks: 1 events are parked" in said


@pytest.mark.parametrize(
    "uri",
    ["amqp://guest:guest@127.0.0.1:1//", pytest.param("amqp://nobody:wrong@127.0.0.1:5672//", marks=pytest.mark.live)],
    ids=["away", "not letting us in"],
)
def test_a_broker_that_does_not_serve_us_is_pointed_out(suite, examine, uri):
    code, said = examine(HANOIWORK_SECRET=SECRET, HANOIWORK_AMQP_URI=uri)
    assert code == 1
    assert "RabbitMQ does not answer" in said


@pytest.mark.live
def test_a_broker_without_queues_is_pointed_out_with_the_remedy(suite, examine, amqp_uri):
    code, said = examine(HANOIWORK_SECRET=SECRET, HANOIWORK_AMQP_URI=amqp_uri)
    assert "ok     RabbitMQ answers" in said
    if code:
        assert "run `hanoiwork topology apply`" in said


def test_a_gateway_that_is_away_is_pointed_out(suite, examine):
    code, said = examine("--url", "http://127.0.0.1:1")
    assert code == 1
    assert "gateway at http://127.0.0.1:1 is not ready or does not answer" in said


def test_a_malformed_setting_is_one_line(examine):
    code, said = examine(HANOIWORK_SECRET=SECRET, HANOIWORK_PORT="eight")
    assert code == 1
    assert "HANOIWORK_PORT" in said


def test_a_doctor_without_a_patient_says_where_it_looked_and_makes_nothing(examine: Examine, tmp_path: Path):
    code, said = examine(HANOIWORK_DATA_DIR=str(tmp_path / "nowhere"))

    assert code == 1
    assert "nowhere" in said
    assert not (tmp_path / "nowhere").exists()
