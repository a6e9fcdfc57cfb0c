"""The outbox: events saved in the transaction of the rows they tell of, so that both exist or neither.

Column names are those of Debezium's outbox router, so that change-data capture may replace our relay one day.
"""

from collections.abc import Iterable

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, String, Table, Text, insert, text

from hanoiwork_shared import database
from hanoiwork_shared.causes import causation_id, correlation_id, current_act
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.columns import Moment
from hanoiwork_shared.envelope import Envelope, encode, seal
from hanoiwork_shared.facts import Fact

metadata = MetaData()
CHANNEL = "hanoiwork_outbox"

outbox = Table(
    "outbox",
    metadata,
    Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", String(36), nullable=False, unique=True),
    Column("aggregatetype", String(80), nullable=False),
    Column("aggregateid", String(80), nullable=False),
    Column("type", String(120), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("payload", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("sent", Moment),
    Column("claimed_by", String(80)),
    Column("lease_until", Moment),
    Column("refused", Text),
    Index(
        "outbox_waiting",
        "position",
        sqlite_where=text("sent IS NULL AND refused IS NULL"),
        postgresql_where=text("sent IS NULL AND refused IS NULL"),
    ),
    Index(
        "outbox_waiting_aggregate",
        "aggregateid",
        "position",
        sqlite_where=text("sent IS NULL AND refused IS NULL"),
        postgresql_where=text("sent IS NULL AND refused IS NULL"),
    ),
)


class Outbox:
    """Writes facts into the outbox of one service; `source` is the service's address in CloudEvents terms."""

    def __init__(self, *, source: str, clock: Clock) -> None:
        self._source = source
        self._clock = clock

    def tell(self, connection: Connection, fact: Fact) -> None:
        """Save a fact with the rows that it tells of; PostgreSQL wakes the relay when they commit."""
        self.tell_all(connection, (fact,))

    def tell_all(self, connection: Connection, facts: Iterable[Fact]) -> None:
        """Save many facts in one go, in their order."""
        envelopes = [self._sealed(fact) for fact in facts]
        if not envelopes:
            return
        connection.execute(insert(outbox), [{**_row(one), "created": one.time} for one in envelopes])
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"NOTIFY {CHANNEL}"))

    def _sealed(self, fact: Fact) -> Envelope:
        act = current_act()
        return seal(
            fact,
            source=self._source,
            time=self._clock.now(),
            correlation_id=correlation_id(),
            causation_id=causation_id(),
            actor_id=act.person_id if act else None,
            on_behalf_of=act.acts_for if act else None,
        )


def tell_again(connection: Connection, envelope: Envelope, *, clock: Clock) -> None:
    """Let the relay carry an event of whatever source once more; who has handled it discards it by the inbox."""
    unsent = {"sent": None, "refused": None, "lease_until": None}
    statement = database.insert(connection, outbox).values(**_row(envelope), created=clock.now())
    connection.execute(statement.on_conflict_do_update(index_elements=[outbox.c.id], set_=unsent))


def _row(envelope: Envelope) -> dict[str, object]:
    return {
        "id": envelope.id,
        "aggregatetype": ".".join(envelope.type.split(".")[:2]),
        "aggregateid": envelope.subject,
        "type": envelope.type,
        "sequence": envelope.sequence,
        "payload": encode(envelope),
    }
