"""`hanoiwork dead-letters` on the broker: what is parked is listed, and given again without being lost or changed."""

import subprocess
import sys

import pytest

from hanoiwork_ops.parked import PAGE
from hanoiwork_shared.envelope import decode
from tests.faults.kit import ProbeSuite
from tests.live.queues import Queues
from tests.live.test_failures import PARKED, TYPE, event
from tests.polling import until

QUEUE = "hanoiwork.probe_hearer"


@pytest.fixture
def queues_alone(prepared: ProbeSuite, queues: Queues) -> Queues:
    """The queues with no hearer on them, empty."""
    queues.take_all(PARKED)
    queues.take_all(QUEUE)
    return queues


def run(prepared: ProbeSuite, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-m", "hanoiwork_ops.cli", "dead-letters", *arguments]
    environ = prepared.children.environ
    return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=90, check=False)


def park(queues: Queues, body: str | bytes, **headers: object) -> None:
    depth = queues.depth(PARKED)
    told = {"sequence": "1", "x-hanoiwork-attempts": 6, "x-hanoiwork-reason": "Conflict: bad", **headers}
    queues.publish(body, key=PARKED, exchange="", application_headers=told)
    until(lambda: queues.depth(PARKED) == depth + 1, what="parking")


def test_listing_takes_nothing_out(prepared: ProbeSuite, queues_alone: Queues):
    body = event(1)
    park(queues_alone, body, **{"x-hanoiwork-since": "2026-06-15T03:00:00+00:00"})
    park(queues_alone, b"no event")
    lines = run(prepared, "list", "probe_hearer").stdout.splitlines()
    assert lines == [
        f"2026-06-15T03:00:00+00:00  {decode(body).id}  {TYPE}  Conflict: bad",
        "-  -  -  Conflict: bad",
        "2 events are parked for probe_hearer",
    ]
    until(lambda: queues_alone.depth(PARKED) == 2, what="both being there still")


def test_looking_again_and_again_counts_no_deliveries_and_keeps_the_order(prepared: ProbeSuite, queues_alone: Queues):
    bodies = [event(number) for number in range(PAGE + 3)]
    for body in bodies:
        queues_alone.publish(body, key=PARKED, exchange="", application_headers={"x-hanoiwork-attempts": 6})
    until(lambda: queues_alone.depth(PARKED) == len(bodies), what="parking")
    for _ in range(3):
        lines = run(prepared, "list", "probe_hearer").stdout.splitlines()
        assert [line.split()[1] for line in lines[:-1]] == [decode(body).id for body in bodies]
    left = queues_alone.take_all(PARKED)
    assert [message.body for message in left] == bodies
    assert {message.headers.get("x-delivery-count", 0) for message in left} <= {0, 1}
    assert {message.headers["x-hanoiwork-attempts"] for message in left} == {6}


def test_what_is_given_again_is_the_same_message_at_the_foot_of_the_ladder(prepared: ProbeSuite, queues_alone: Queues):
    first, second = event(1), event(2)
    park(queues_alone, first)
    park(queues_alone, second)
    done = run(prepared, "requeue", "probe_hearer", "--id", decode(second).id)
    assert done.returncode == 0, done.stderr
    until(lambda: queues_alone.depth(QUEUE) == 1, what="being given again")
    (again,) = queues_alone.take_all(QUEUE)
    assert again.body == second
    assert set(again.headers) == {"sequence", "x-delivery-count"}  # the latter is the broker's own, of its giving out
    assert again.properties["content_type"] == "application/cloudevents+json"
    until(lambda: queues_alone.depth(PARKED) == 1, what="the other one being parked still")
    assert [message.body for message in queues_alone.take_all(PARKED)] == [first]


def test_an_event_that_is_not_parked_is_refused(prepared: ProbeSuite, queues_alone: Queues):
    done = run(prepared, "requeue", "probe_hearer", "--id", "nothing")
    assert done.returncode == 1
    assert "There is no parked event “nothing”" in done.stderr


def test_a_queue_that_is_missing_is_one_line(prepared: ProbeSuite, queues_alone: Queues):
    queues_alone.delete(PARKED)
    done = run(prepared, "list", "probe_hearer")
    prepared.prepare()
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"hanoiwork: shared.not_found: There is no queue “{PARKED}”."]
