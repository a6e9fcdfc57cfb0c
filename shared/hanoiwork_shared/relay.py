"""The relay: takes events from the outbox to the bus, in order per aggregate, until the bus answers for each.

Nothing is marked sent before the bus has confirmed it, so a crash anywhere repeats events and never loses one; the
inbox of each consumer discards the repetitions.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select, update

from hanoiwork_shared.bus import Bus
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.columns import Moment
from hanoiwork_shared.database import Database
from hanoiwork_shared.envelope import decode
from hanoiwork_shared.outbox import outbox

log = logging.getLogger(__name__)

CLAIM_LOCK = 1_214_803_211
BATCH = 200


class Relay:
    """Carries the outbox of one service; any number may run, `owner` tells them apart.

    `answered` is called whenever the bus has answered for an event, so that a waiting loop writes it down at once.
    """

    def __init__(
        self,
        *,
        database: Database,
        bus: Bus,
        clock: Clock,
        owner: str,
        lease: timedelta,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._bus = bus
        self._clock = clock
        self._owner = owner
        self._lease = lease
        self._answered = answered
        self._told: list[str] = []
        self._refused: list[tuple[str, str]] = []

    def run_once(self) -> int:
        """Carry one batch; returns how many events were claimed. Raises Unavailable when the bus is away."""
        self.settle()
        rows = self._claim()
        if rows:
            try:
                self._bus.publish(
                    [decode(row.payload) for row in rows],
                    told=self._note_told,
                    refused=self._note_refused,
                )
            except Exception:
                self.settle()
                self._let_go([row.position for row in rows])
                raise
            self.settle()
        return len(rows)

    def settle(self) -> None:
        """Write down what the bus has answered since."""
        if not (self._told or self._refused):
            return
        told, self._told = self._told, []
        refused, self._refused = self._refused, []
        try:
            self._write_down(told, refused)
        except Exception:
            self._told += told
            self._refused += refused
            raise

    def reclaim(self) -> None:
        """Free every claim: for the start of a process that is alone with its database."""
        with self._database.begin() as connection:
            connection.execute(update(outbox).where(outbox.c.sent.is_(None)).values(lease_until=None))

    def _note_told(self, event_id: str) -> None:
        self._told.append(event_id)
        self._answered()

    def _note_refused(self, event_id: str, why: str) -> None:
        self._refused.append((event_id, why))

    def _write_down(self, told: Sequence[str], refused: Sequence[tuple[str, str]]) -> None:
        with self._database.begin() as connection:
            if told:
                connection.execute(update(outbox).where(outbox.c.id.in_(told)).values(sent=self._clock.now()))
            for event_id, why in refused:
                log.error("event %s refused by the bus: %s", event_id, why)
                connection.execute(update(outbox).where(outbox.c.id == event_id).values(refused=why))

    def _let_go(self, positions: Sequence[int]) -> None:
        with self._database.begin() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.position.in_(positions), outbox.c.claimed_by == self._owner)
                .values(lease_until=None)
            )

    def _claim(self) -> Sequence[Any]:
        with self._database.read() as connection:
            if connection.execute(ONE_FREE, {"now": self._clock.now()}).first() is None:
                return []
        with self._database.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(CLAIM_LOCK)))
            rows = connection.execute(FREE_BATCH, {"now": self._clock.now()}).all()
            if rows:
                connection.execute(
                    update(outbox)
                    .where(outbox.c.position.in_([row.position for row in rows]))
                    .values(claimed_by=self._owner, lease_until=self._clock.now() + self._lease)
                )
            return rows


def _free_events() -> Select[Any]:
    """Waiting events that nobody holds, and none of an aggregate whose earlier events somebody holds."""
    now = bindparam("now", type_=Moment)
    earlier = outbox.alias("earlier")
    held = exists().where(
        earlier.c.aggregateid == outbox.c.aggregateid,
        earlier.c.position < outbox.c.position,
        earlier.c.sent.is_(None),
        earlier.c.refused.is_(None),
        earlier.c.lease_until >= now,
    )
    return (
        select(outbox.c.position, outbox.c.payload)
        .where(
            outbox.c.sent.is_(None),
            outbox.c.refused.is_(None),
            or_(outbox.c.lease_until.is_(None), outbox.c.lease_until < now),
            ~held,
        )
        .order_by(outbox.c.position)
    )


FREE = _free_events()
ONE_FREE = FREE.limit(1)
FREE_BATCH = FREE.limit(BATCH)
