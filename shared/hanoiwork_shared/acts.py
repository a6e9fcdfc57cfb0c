"""Who did what, and on whose behalf: one row for each command that took effect, kept for good."""

from sqlalchemy import Column, Connection, Index, String, Table, Text, insert

from hanoiwork_shared.answers import LONGEST_KEY
from hanoiwork_shared.causes import Act, correlation_id
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.columns import Moment
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.outbox import metadata

acts = Table(
    "act",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("person_id", String(36), nullable=False),
    Column("acts_for", String(36)),
    Column("method", String(80), nullable=False),
    Column("correlation_id", Text),
    Column("key", String(LONGEST_KEY)),
    Index("act_person", "person_id", "at"),
)


class Acts:
    """The record of one service."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def record(self, connection: Connection, act: Act, *, method: str, key: str | None) -> None:
        """Keep a command (`service.method`, and the idempotency key it came with) in the transaction of its effect."""
        connection.execute(
            insert(acts).values(
                id=new_id(),
                at=self._clock.now(),
                person_id=act.person_id,
                acts_for=act.acts_for,
                method=method,
                correlation_id=correlation_id(),
                key=key,
            )
        )
