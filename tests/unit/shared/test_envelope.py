"""The envelope: CloudEvents 1.0 as others read it, and nothing else accepted."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_structured_event
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_shared.envelope import CONTENT_TYPE, REQUIRED, Envelope, decode, encode
from hanoiwork_shared.facts import Malformed

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.text(alphabet="abcdefghij-0123456789", min_size=1, max_size=20)
ENVELOPES = st.builds(
    Envelope,
    id=NAMES,
    source=NAMES.map(lambda name: f"/hanoiwork/{name}"),
    type=NAMES,
    subject=NAMES,
    sequence=st.integers(0, 2**40),
    time=st.datetimes(timezones=st.just(UTC)),
    data=st.dictionaries(st.text(max_size=5), JSON, max_size=4),
    correlation_id=st.none() | NAMES,
    causation_id=st.none() | NAMES,
    actor_id=st.none() | NAMES,
    on_behalf_of=st.none() | NAMES,
)

EVENT = Envelope(
    id="0190-1",
    source="/hanoiwork/tasks",
    type="tasks.task.completed.v1",
    subject="t-1",
    sequence=4,
    time=datetime(2026, 6, 15, 3, tzinfo=UTC),
    data={"task_id": "t-1", "points": "12.5"},
    correlation_id="c-1",
)


@given(ENVELOPES)
def test_what_is_encoded_is_decoded_the_same(envelope: Envelope):
    assert decode(encode(envelope)) == envelope
    assert decode(encode(envelope).encode()) == envelope


@given(ENVELOPES)
def test_the_cloudevents_library_reads_what_we_write(envelope: Envelope):
    message = HTTPMessage({"content-type": CONTENT_TYPE}, encode(envelope).encode())
    read = from_structured_event(message, JSONFormat())
    assert (read.get_id(), read.get_source(), read.get_type(), read.get_subject()) == (
        envelope.id,
        envelope.source,
        envelope.type,
        envelope.subject,
    )
    assert read.get_specversion() == "1.0"
    assert read.get_time() == envelope.time
    assert read.get_extension("sequence") == str(envelope.sequence)
    assert read.get_extension("partitionkey") == envelope.subject
    assert read.get_data() == envelope.data


def test_we_read_what_the_cloudevents_library_writes():
    attributes = {
        "id": EVENT.id,
        "source": EVENT.source,
        "type": EVENT.type,
        "subject": EVENT.subject,
        "time": EVENT.time,
        "datacontenttype": "application/json",
        "sequence": str(EVENT.sequence),
        "correlationid": "c-1",
    }
    written = JSONFormat().write(CloudEvent(attributes=attributes, data=dict(EVENT.data)))
    assert decode(written) == EVENT


def changed(**changes: Any) -> str:
    document = {**json.loads(encode(EVENT)), **changes}
    return json.dumps({name: value for name, value in document.items() if value is not ...})


def test_who_acted_and_for_whom_are_extensions_that_may_be_missing():
    document = json.loads(encode(replace(EVENT, actor_id="p-1", on_behalf_of="p-2")))
    assert (document["actorid"], document["onbehalfof"]) == ("p-1", "p-2")
    assert not {"actorid", "onbehalfof"} & set(json.loads(encode(EVENT)))


@pytest.mark.parametrize("name", REQUIRED)
def test_an_event_without_a_required_attribute_is_malformed_and_the_attribute_named(name: str):
    with pytest.raises(Malformed, match=name):
        decode(changed(**{name: ...}))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        "[]",
        "null",
        "7",
        '"text"',
        "[" * 100_000,
        changed(specversion="0.3"),
        changed(data=[1]),
        changed(data="text"),
        changed(sequence="first"),
        changed(sequence=None),
        changed(time="yesterday"),
        changed(time=7),
    ],
    ids=lambda body: str(body)[:24],
)
def test_whatever_is_not_one_of_our_events_is_malformed(body: bytes | str):
    with pytest.raises(Malformed):
        decode(body)
