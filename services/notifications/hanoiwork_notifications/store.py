"""Tables of notices and deliveries, and the rows through one connection (SQLAlchemy Core)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
    UniqueConstraint,
    or_,
    select,
    update,
)

from hanoiwork_notifications.domain import Delivery, Kind, Notice, State
from hanoiwork_shared.columns import Moment
from hanoiwork_shared.database import Database, insert_once
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.outbox import Outbox
from hanoiwork_shared.pages import Page, after_values, page_of
from hanoiwork_shared.places import Places
from hanoiwork_shared.places import people as place_people
from hanoiwork_shared.policy import Role

LEADER = "leader"
"""What the directory calls people who are leaders by post."""

metadata = MetaData()

notices = Table(
    "notice",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("recipient_id", String(36), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("cause_id", String(80), nullable=False),
    Column("occasion", String(80), nullable=False),
    Column("subject_id", String(36), nullable=False),
    Column("reference", String(80), nullable=False),
    Column("person_id", String(36)),
    Column("created_at", Moment, nullable=False),
    Column("read_at", Moment),
    Column("version", Integer, nullable=False),
    UniqueConstraint("recipient_id", "occasion", "kind", name="notice_once"),
    Index("notice_inbox", "recipient_id", "id"),
)

deliveries = Table(
    "delivery",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("notice_id", String(36), ForeignKey("notice.id"), nullable=False),
    Column("channel", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Moment, nullable=False),
    Column("reason", Text),
    Column("claimed_by", String(36)),
    Column("lease_until", Moment),
    UniqueConstraint("notice_id", "channel", name="delivery_once"),
    Index("delivery_due", "state", "due"),
)


class Rows:
    """One open connection as the use cases see it."""

    def __init__(self, connection: Connection, outbox: Outbox) -> None:
        self._connection = connection
        self._outbox = outbox
        self._places = Places(connection)

    def notice(self, notice_id: str) -> Notice | None:
        """One notice."""
        return self.notices([notice_id]).get(notice_id)

    def notices(self, ids: Sequence[str]) -> dict[str, Notice]:
        """Notices by identifier."""
        rows = self._connection.execute(select(notices).where(notices.c.id.in_(ids))).mappings()
        return {row["id"]: _notice(row) for row in rows}

    def inbox(self, recipient_id: str, *, unread: bool, first: int, after: str | None) -> Page[Notice]:
        """A person's notices, the newest first; identifiers grow with time, so they are the order."""
        query = select(notices).where(notices.c.recipient_id == recipient_id)
        if unread:
            query = query.where(notices.c.read_at.is_(None))
        if after is not None:
            query = query.where(notices.c.id < after_values(after, (str,))[0])
        rows = self._connection.execute(query.order_by(notices.c.id.desc()).limit(first + 1)).mappings().all()
        return page_of(rows, first=first, item=_notice, place=lambda row: [row["id"]])

    def codes(self, person_ids: Sequence[str]) -> dict[str, str]:
        """Staff codes by person id, of those that are known here."""
        if not person_ids:
            return {}
        known = select(place_people.c.person_id, place_people.c.code).where(place_people.c.person_id.in_(person_ids))
        return {row.person_id: row.code for row in self._connection.execute(known)}

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root; empty while it is not known here."""
        return self._places.line(unit_id)

    def whole(self, line: Sequence[str]) -> bool:
        """Whether a line leads to a root; otherwise a unit in it is not known here yet."""
        top = self._places.unit(line[-1])
        return top is not None and top.parent_id is None

    def leads(self, person_id: str) -> bool | None:
        """Whether somebody is a leader by post; None while they are not known here."""
        person = self._places.person(person_id)
        return None if person is None else person.person_type == LEADER

    def holders(self, unit_id: str, roles: frozenset[Role], on: date) -> tuple[str, ...]:
        """Who holds one of these roles exactly on this unit."""
        return self._places.holders(unit_id, roles, on)

    def add(self, notice: Notice) -> bool:
        """Save a notice unless its recipient was told the same on the same occasion; says whether it was new."""
        return insert_once(self._connection, notices, {**asdict(notice), "kind": notice.kind.value})

    def put(self, notice: Notice) -> None:
        """Save a changed notice."""
        self._connection.execute(
            update(notices).where(notices.c.id == notice.id).values(read_at=notice.read_at, version=notice.version)
        )

    def add_delivery(self, delivery: Delivery) -> None:
        """Save a new delivery."""
        insert_once(self._connection, deliveries, {**asdict(delivery), "state": delivery.state.value})

    def claim(
        self, channels: Sequence[str], *, at: datetime, until: datetime, claimer: str, most: int
    ) -> tuple[Delivery, ...]:
        """Take due deliveries of these channels for `claimer`; nobody else gets them before `until`."""
        due = (
            select(deliveries)
            .where(
                deliveries.c.state == State.WAITING.value,
                deliveries.c.due <= at,
                deliveries.c.channel.in_(channels),
                or_(deliveries.c.lease_until.is_(None), deliveries.c.lease_until <= at),
            )
            .order_by(deliveries.c.due, deliveries.c.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        taken = tuple(_delivery(row) for row in self._connection.execute(due).mappings())
        self._connection.execute(
            update(deliveries)
            .where(deliveries.c.id.in_([delivery.id for delivery in taken]))
            .values(claimed_by=claimer, lease_until=until)
        )
        return taken

    def settle(self, delivery: Delivery, *, claimer: str) -> bool:
        """Save the outcome, unless the delivery has since been claimed by another; says whether it was saved."""
        outcome = (
            update(deliveries)
            .where(deliveries.c.id == delivery.id, deliveries.c.claimed_by == claimer)
            .values(
                state=delivery.state.value,
                tries=delivery.tries,
                due=delivery.due,
                reason=delivery.reason,
                claimed_by=None,
                lease_until=None,
            )
        )
        return bool(self._connection.execute(outcome).rowcount == 1)

    def tell(self, fact: Fact) -> None:
        """Save a fact to be told."""
        self._outbox.tell(self._connection, fact)


class Store:
    """Opens sessions over the service's database."""

    def __init__(self, database: Database, outbox: Outbox) -> None:
        self._database = database
        self._outbox = outbox

    @contextmanager
    def begin(self) -> Iterator[Rows]:
        """One transaction."""
        with self._database.begin() as connection:
            yield Rows(connection, self._outbox)

    @contextmanager
    def read(self) -> Iterator[Rows]:
        """A reading of the rows."""
        with self._database.read() as connection:
            yield Rows(connection, self._outbox)


def _notice(row: RowMapping) -> Notice:
    return Notice(**{**_values(row), "kind": Kind(row["kind"])})


def _delivery(row: RowMapping) -> Delivery:
    lease = {"claimed_by", "lease_until"}
    values = {name: value for name, value in _values(row).items() if name not in lease}
    return Delivery(**{**values, "state": State(row["state"])})


def _values(row: RowMapping) -> dict[str, Any]:
    return {str(name): value for name, value in row.items()}
