"""The inbox: everybody reads their own notices, and nobody else's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hanoiwork_notifications import domain
from hanoiwork_notifications.domain import Notice
from hanoiwork_notifications.service.access import READ
from hanoiwork_notifications.service.ports import Begin, Read
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import Page
from hanoiwork_shared.policy import Actor, Resource, demand


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


class Inbox:
    """Shows people what they were told."""

    def __init__(self, *, begin: Begin, read: Read, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def notices(self, identity: Identity, *, unread: bool, first: int, after: str | None, locale: str) -> Page[Shown]:
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
            unknown = domain.NoticeUnknown(field="key", key=key)
            if notice is None:
                raise unknown
            reader = Actor(person_id=identity.person_id, grants=())
            demand(reader, READ, Resource(people=frozenset({notice.recipient_id})), otherwise=unknown)
            read = domain.mark_read(notice, at=self._clock.now(), version=version)
            if read != notice:
                session.put(read)
            return _show(read, session.codes([read.person_id] if read.person_id else []), locale=locale)


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
