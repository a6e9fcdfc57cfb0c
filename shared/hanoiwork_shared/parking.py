"""Parking in the embedded suite: events that could not be handled, kept with the reason for an operator.

The distributed suite parks in a queue of the broker instead (see `bus`), because there the database may be the trouble.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Integer, String, Table, Text, delete, select

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.columns import Moment
from hanoiwork_shared.database import insert_once
from hanoiwork_shared.envelope import Envelope, decode, encode
from hanoiwork_shared.outbox import metadata, tell_again

parked = Table(
    "parked",
    metadata,
    Column("event_id", String(80), primary_key=True),
    Column("consumer", String(120), primary_key=True),
    Column("type", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("parked", Moment, nullable=False),
)


def park(
    connection: Connection, envelope: Envelope, *, consumer: str, reason: str, attempts: int, clock: Clock
) -> None:
    """Keep an event that cannot be handled, once."""
    row = {
        "event_id": envelope.id,
        "consumer": consumer,
        "type": envelope.type,
        "reason": reason,
        "attempts": attempts,
        "payload": encode(envelope),
        "parked": clock.now(),
    }
    insert_once(connection, parked, row)


def parked_events(connection: Connection) -> Sequence[Any]:
    """The parked rows, oldest first."""
    return connection.execute(select(parked).order_by(parked.c.parked, parked.c.event_id)).all()


def put_back(connection: Connection, event_id: str, *, clock: Clock) -> None:
    """Park an event no longer: it is told again, from this service's own outbox, when the transaction commits."""
    rows = connection.execute(delete(parked).where(parked.c.event_id == event_id).returning(parked.c.payload)).all()
    for row in rows:
        tell_again(connection, decode(row.payload), clock=clock)
