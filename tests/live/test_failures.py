"""What cannot be handled is parked with its reason, what passes by itself is tried again, and the rest flows."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hanoiwork_shared.envelope import Envelope, encode
from hanoiwork_shared.identifiers import new_id
from tests.faults.kit import ProbeSuite
from tests.faults.orders import order_notes
from tests.faults.probe.hearer import PASSING, PERMANENT
from tests.live.queues import Queues
from tests.polling import until

TYPE = "probe_teller.note.taken.v1"
PARKED = "hanoiwork.probe_hearer.parked"
FIRST_RUNG = "hanoiwork.probe_hearer.retry.5s"


def event(n: Any, **changes: Any) -> str:
    note_id = new_id()
    data = {"note_id": note_id, "n": n, "version": 1}
    now = datetime.now(UTC)
    return encode(
        Envelope(id=new_id(), source="/a/stranger", type=TYPE, subject=note_id, sequence=1, time=now, data=data)
    )


def parked(queues: Queues, count: int = 1) -> list[Any]:
    """Take this many messages out of the parking queue."""
    found: list[Any] = []

    def enough() -> bool:
        found.extend(queues.take_all(PARKED))
        return len(found) >= count

    until(enough, what=f"{count} parked messages")
    assert len(found) == count
    return found


def reason(message: Any) -> str:
    return str(message.headers["x-hanoiwork-reason"])


@pytest.fixture(autouse=True)
def the_rest_flows(probes: ProbeSuite):
    """After every bad message a good one still has its effect."""
    yield
    n = 1000 + len(probes.books.notes())
    assert order_notes(probes.uri, [n]) == [n]
    until(lambda: n in probes.books.heard(), what="the rest flowing")
    assert not probes.children.died("probe_hearer"), probes.children.troubles()


@pytest.mark.parametrize(
    ("body", "content_type", "why"),
    [
        (b"{ not json", "application/cloudevents+json", "not JSON"),
        (b"\xff\xfe\x00\x01", "application/cloudevents+json", "not JSON"),
        (b"", "application/cloudevents+json", "not JSON"),
        (b"[]", "application/cloudevents+json", "not a JSON object"),
        (b'{"specversion": "1.0"}', "application/cloudevents+json", "missing id"),
        (event(1).encode(), "application/x-python-serialize", "application/x-python-serialize"),
        (event(1).encode(), "text/html", "text/html"),
        (event(1).encode(), None, "None"),
        (event("one").encode(), "application/cloudevents+json", "int is expected"),
        (event(2**40).encode(), "application/cloudevents+json", "integer out of range"),
        (event(1).replace(TYPE, TYPE + "\\u0000").encode(), "application/cloudevents+json", None),
    ],
    ids=[
        "broken JSON",
        "no text",
        "nothing",
        "a list",
        "half an envelope",
        "a pickle's content type",
        "a page",
        "no content type",
        "data of another shape",
        "a number the database does not take",
        "a type that nobody listens to",
    ],
)
def test_what_can_never_be_handled_is_parked_with_its_reason(
    probes: ProbeSuite, queues: Queues, body: bytes, content_type: str | None, why: str | None
):
    queues.publish(body, key=TYPE, content_type=content_type)
    if why is None:
        return
    (message,) = parked(queues)
    assert bytes(message.body.encode() if isinstance(message.body, str) else message.body) == body
    assert why in reason(message)


def test_a_permanent_error_of_a_handler_is_parked_after_one_try(probes: ProbeSuite, queues: Queues):
    order_notes(probes.uri, [PERMANENT])
    (message,) = parked(queues)
    assert reason(message).startswith("Conflict: shared.conflict")
    assert json.loads(message.body)["data"]["n"] == PERMANENT
    assert probes.starts("hear")[str(PERMANENT)] == 1


def test_a_passing_error_climbs_the_ladder_and_succeeds(probes: ProbeSuite, queues: Queues):
    order_notes(probes.uri, [PASSING])
    until(lambda: queues.depth(FIRST_RUNG) == 1 or PASSING in probes.books.heard(), what="waiting on the first rung")
    until(lambda: PASSING in probes.books.heard(), seconds=30, what="the second try")
    assert probes.books.heard().count(PASSING) == 1
    assert probes.starts("hear")[str(PASSING)] == 2


def test_many_bad_events_at_once_are_all_parked(probes: ProbeSuite, queues: Queues):
    for number in range(60):
        queues.publish(f"bad {number}", key=TYPE)
    assert {message.body for message in parked(queues, 60)} == {f"bad {number}" for number in range(60)}
    assert queues.depth("hanoiwork.probe_hearer") == 0


def test_an_attempts_header_that_somebody_has_spoilt_harms_nobody(probes: ProbeSuite, queues: Queues):
    queues.publish("bad", key=TYPE, application_headers={"x-hanoiwork-attempts": "many"})
    (message,) = parked(queues)
    assert message.headers["x-hanoiwork-attempts"] == 1


def test_an_event_with_a_content_type_of_plain_json_is_heard(probes: ProbeSuite, queues: Queues):
    queues.publish(event(77), key=TYPE, content_type="application/json; charset=utf-8")
    until(lambda: 77 in probes.books.heard(), what="hearing it")
