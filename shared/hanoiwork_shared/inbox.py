"""The inbox: every event has its effect once, because its id is remembered in the transaction of the effect."""

from sqlalchemy import Column, Connection, String, Table

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.columns import Moment
from hanoiwork_shared.database import insert_once
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.outbox import metadata

inbox = Table(
    "inbox",
    metadata,
    Column("consumer", String(120), primary_key=True),
    Column("source", String(80), primary_key=True),
    Column("event_id", String(80), primary_key=True),
    Column("heard", Moment, nullable=False),
)


class Inbox:
    """Remembers what the consumers of one service have already done."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def first_time(self, connection: Connection, envelope: Envelope, *, consumer: str) -> bool:
        """Remember an event for a consumer; says whether it is new to it. A concurrent twin waits here, then is not."""
        row = {"consumer": consumer, "source": envelope.source, "event_id": envelope.id, "heard": self._clock.now()}
        return insert_once(connection, inbox, row)
