"""What notifications does: note what people are to be told, carry it by every channel, show it to its reader."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from hanoiwork_notifications import domain
from hanoiwork_notifications.domain import Delivery, Kind, Letter, Notice
from hanoiwork_notifications.events import SheetSlice, TaskSlice
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import Page
from hanoiwork_shared.policy import Role

log = logging.getLogger(__name__)

REVIEWERS = frozenset({Role.DIVISION_HEAD, Role.UNIT_LEADER})
LEASE = timedelta(seconds=120)
"""How long a claimed delivery is left to its claimer: longer than a batch of sends usually takes (our choice)."""
BATCH = 20
ROUNDS = 25
"""How many batches one call of `deliver` carries at most, so that it ends in time (our choice)."""


class Channel(Protocol):
    """A way to reach people: a strategy plug-in, found in the entry-point group `hanoiwork.channels`."""

    @property
    def name(self) -> str:
        """Its name, unique among the channels."""
        ...

    def send(self, letter: Letter) -> None:
        """Carry one letter; raises Undeliverable when no further try can help, anything else to be tried again."""
        ...


class Reading(Protocol):
    """What the store answers."""

    def notice(self, notice_id: str) -> Notice | None:
        """One notice."""
        ...

    def notices(self, ids: Sequence[str]) -> dict[str, Notice]:
        """Notices by identifier."""
        ...

    def inbox(self, recipient_id: str, *, unread: bool, first: int, after: str | None) -> Page[Notice]:
        """A person's notices, the newest first."""
        ...

    def codes(self, person_ids: Sequence[str]) -> dict[str, str]:
        """Staff codes by person id, of those that are known here."""
        ...

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root; empty while it is not known here."""
        ...

    def holders(self, unit_id: str, roles: frozenset[Role], on: date) -> tuple[str, ...]:
        """Who holds one of these roles exactly on this unit."""
        ...


class Session(Reading, Protocol):
    """One transaction over notices, deliveries and the outbox."""

    def add(self, notice: Notice) -> bool:
        """Save a notice unless its recipient was told the same of the same event; says whether it was new."""
        ...

    def put(self, notice: Notice) -> None:
        """Save a changed notice."""
        ...

    def add_delivery(self, delivery: Delivery) -> None:
        """Save a new delivery."""
        ...

    def claim(
        self, channels: Sequence[str], *, at: datetime, until: datetime, claimer: str, most: int
    ) -> tuple[Delivery, ...]:
        """Take due deliveries of these channels for `claimer`; nobody else gets them before `until`."""
        ...

    def settle(self, delivery: Delivery, *, claimer: str) -> bool:
        """Save the outcome, unless the delivery has since been claimed by another; says whether it was saved."""
        ...

    def tell(self, fact: Fact) -> None:
        """Save a fact to be told."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A notice as its reader sees it, in the reader's language."""

    id: str
    kind: str
    title: str
    message: str
    reference: str
    task_id: str | None
    person_id: str | None
    created_at: datetime
    read_at: datetime | None
    version: int


class Notifications:
    """The use cases; `begin` opens a transaction, `read` a reading of the store, `channels` are those in force."""

    def __init__(
        self,
        *,
        begin: Callable[[], AbstractContextManager[Session]],
        read: Callable[[], AbstractContextManager[Reading]],
        clock: Clock,
        channels: Mapping[str, Channel],
    ) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock
        self._channels = channels

    def task_moved(self, kind: Kind, told: TaskSlice, *, cause_id: str) -> None:
        """Note whom a task's step concerns."""
        with self._begin() as session:
            self._note(session, domain.notices_of_task(kind, told, cause_id=cause_id, at=self._clock.now()))

    def sheet_moved(self, kind: Kind, told: SheetSlice, *, cause_id: str) -> None:
        """Note whom a score sheet's step concerns; raises Unavailable while its unit is not known here yet."""
        with self._begin() as session:
            reviewers = self._reviewers(session, told) if kind is Kind.SHEET_SUBMITTED else ()
            now = self._clock.now()
            self._note(session, domain.notices_of_sheet(kind, told, reviewers=reviewers, cause_id=cause_id, at=now))

    def deliver(self) -> int:
        """Carry what is due, outside any transaction; returns how many deliveries were tried.

        A letter whose sender dies before noting the outcome is carried again after the lease, under the same id.
        """
        tried = 0
        for _ in range(ROUNDS):
            batch = self._deliver_batch()
            tried += batch
            if batch < BATCH:
                break
        return tried

    def inbox(self, identity: Identity, *, unread: bool, first: int, after: str | None, locale: str) -> Page[Shown]:
        """The caller's own notices, the newest first."""
        with self._read() as reading:
            page = reading.inbox(identity.person_id, unread=unread, first=first, after=after)
            codes = reading.codes([notice.person_id for notice in page.items if notice.person_id])
        shown = tuple(_show(notice, codes, locale=locale) for notice in page.items)
        return Page(items=shown, cursors=page.cursors, has_next=page.has_next)

    def mark_read(self, identity: Identity, *, key: str, version: int | None, locale: str) -> Shown:
        """Note that the caller has read a notice; raises NoticeUnknown for anybody else's."""
        with self._begin() as session:
            notice = session.notice(key)
            if notice is None or notice.recipient_id != identity.person_id:
                raise domain.NoticeUnknown(field="key", key=key)
            read = domain.mark_read(notice, at=self._clock.now(), version=version)
            if read != notice:
                session.put(read)
            return _show(read, session.codes([read.person_id] if read.person_id else []), locale=locale)

    def _note(self, session: Session, notices: Sequence[Notice]) -> None:
        for notice in notices:
            if session.add(notice):
                for channel in self._channels:
                    session.add_delivery(domain.delivery_of(notice, channel=channel))
                session.tell(domain.notice_told(notice))

    def _reviewers(self, session: Session, told: SheetSlice) -> tuple[str, ...]:
        """The heads and leaders nearest above the person: those of the first unit up the line that has any other."""
        line = session.line(told.unit_id)
        if not line:
            raise Unavailable(what=f"unit {told.unit_id}")
        for unit_id in line:
            held = session.holders(unit_id, REVIEWERS, on=self._clock.today())
            if others := tuple(person for person in held if person != told.person_id):
                return others
        return ()

    def _deliver_batch(self) -> int:
        claimer = new_id()
        now = self._clock.now()
        with self._begin() as session:
            due = session.claim(tuple(self._channels), at=now, until=now + LEASE, claimer=claimer, most=BATCH)
            letters = _letters(session, due)
        if not due:
            return 0
        outcomes = [self._carry(delivery, letter) for delivery, letter in zip(due, letters, strict=True)]
        with self._begin() as session:
            for outcome in outcomes:
                if not session.settle(outcome, claimer=claimer):
                    log.warning("delivery %s outlasted its lease; its next claimer settles it", outcome.id)
        return len(due)

    def _carry(self, delivery: Delivery, letter: Letter) -> Delivery:
        try:
            self._channels[delivery.channel].send(letter)
        except Exception as error:  # noqa: BLE001 - a channel is a plug-in: whatever it raises is one failed try
            outcome = domain.failed(delivery, error=error, at=self._clock.now())
            log.warning("delivery %s by %s failed: %s", delivery.id, delivery.channel, outcome.reason)
            return outcome
        return domain.sent(delivery)


def _letters(reading: Reading, deliveries: Sequence[Delivery]) -> list[Letter]:
    notices = reading.notices([delivery.notice_id for delivery in deliveries])
    people = {person for notice in notices.values() for person in (notice.recipient_id, notice.person_id) if person}
    codes = reading.codes(sorted(people))
    return [domain.letter(notices[delivery.notice_id], delivery_id=delivery.id, codes=codes) for delivery in deliveries]


def _show(notice: Notice, codes: Mapping[str, str], *, locale: str) -> Shown:
    said = domain.words(notice, locale=locale, person_code=codes.get(notice.person_id or ""))
    return Shown(
        id=notice.id,
        kind=notice.kind.value,
        title=said.title,
        message=said.message,
        reference=notice.reference,
        task_id=notice.task_id,
        person_id=notice.person_id,
        created_at=notice.created_at,
        read_at=notice.read_at,
        version=notice.version,
    )
