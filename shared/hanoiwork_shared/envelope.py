"""The envelope of every event: CloudEvents 1.0 in its structured JSON form.

`type` is also the routing key; `subject` is the aggregate and `sequence` its version, which orders its events.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hanoiwork_shared.facts import Fact, Malformed, plain
from hanoiwork_shared.identifiers import new_id

CONTENT_TYPE = "application/cloudevents+json"
REQUIRED = ("specversion", "id", "source", "type", "subject", "time", "sequence", "data")
EXTENSIONS = ("partitionkey", "correlationid", "causationid", "actorid", "onbehalfof")
"""What an envelope may say besides: where it is known, who acted (`actorid`) and on whose behalf (`onbehalfof`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One event on its way; `data` is plain JSON and holds identifiers, never people's names.

    `actor_id` is the person whose command it came of, if one ordered it, and `on_behalf_of` the leader they acted for.
    """

    id: str
    source: str
    type: str
    subject: str
    sequence: int
    time: datetime
    data: Mapping[str, Any]
    correlation_id: str | None = None
    causation_id: str | None = None
    actor_id: str | None = None
    on_behalf_of: str | None = None


def seal(
    fact: Fact,
    *,
    source: str,
    time: datetime,
    correlation_id: str | None = None,
    causation_id: str | None = None,
    actor_id: str | None = None,
    on_behalf_of: str | None = None,
) -> Envelope:
    """Put a fact into a new envelope."""
    return Envelope(
        id=new_id(),
        source=source,
        type=fact.type,
        subject=fact.subject(),
        sequence=fact.version,
        time=time,
        data=plain(fact),
        correlation_id=correlation_id,
        causation_id=causation_id,
        actor_id=actor_id,
        on_behalf_of=on_behalf_of,
    )


def encode(envelope: Envelope) -> str:
    """The structured JSON form. `sequence` is text, as the CloudEvents sequence extension has it."""
    document: dict[str, Any] = {
        "specversion": "1.0",
        "id": envelope.id,
        "source": envelope.source,
        "type": envelope.type,
        "subject": envelope.subject,
        "time": envelope.time.isoformat(),
        "datacontenttype": "application/json",
        "dataschema": f"/asyncapi.json#/components/schemas/{envelope.type}",
        "sequence": str(envelope.sequence),
        "partitionkey": envelope.subject,
        "correlationid": envelope.correlation_id,
        "causationid": envelope.causation_id,
        "actorid": envelope.actor_id,
        "onbehalfof": envelope.on_behalf_of,
        "data": envelope.data,
    }
    kept = {name: value for name, value in document.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def decode(body: bytes | str) -> Envelope:
    """Read an event back; raises Malformed for anything that is not one of ours."""
    document = _object(body)
    missing = [name for name in REQUIRED if name not in document]
    if missing:
        raise Malformed(where="envelope", reason=f"missing {', '.join(missing)}")
    if document["specversion"] != "1.0" or not isinstance(document["data"], dict):
        raise Malformed(where="envelope", reason="not a CloudEvents 1.0 event with an object as data")
    try:
        return _envelope(document)
    except (TypeError, ValueError) as error:
        raise Malformed(where="envelope", reason=str(error)) from error


def _object(body: bytes | str) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed(where="envelope", reason=f"not JSON ({error})") from error
    if not isinstance(document, dict):
        raise Malformed(where="envelope", reason="not a JSON object")
    return document


def _envelope(document: Mapping[str, Any]) -> Envelope:
    return Envelope(
        id=str(document["id"]),
        source=str(document["source"]),
        type=str(document["type"]),
        subject=str(document["subject"]),
        sequence=int(document["sequence"]),
        time=datetime.fromisoformat(document["time"]),
        data=document["data"],
        correlation_id=document.get("correlationid"),
        causation_id=document.get("causationid"),
        actor_id=document.get("actorid"),
        on_behalf_of=document.get("onbehalfof"),
    )
