"""Files of tasks: attached, read, removed."""

from collections.abc import Sequence
from dataclasses import dataclass

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Forbidden
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Actor, Resource, demand, may
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.attaching import attachment as files
from hanoiwork_tasks.domain.attaching.attachment import MOST_FILES, Attachment
from hanoiwork_tasks.domain.attaching.kinds import media_type_of
from hanoiwork_tasks.domain.attaching.names import file_name
from hanoiwork_tasks.domain.attaching.refusals import AttachmentUnknown, NotTheAttacher, TooManyFiles
from hanoiwork_tasks.domain.flow import stands
from hanoiwork_tasks.domain.task import UNDER_WAY, Status, Task
from hanoiwork_tasks.service.attaching_port import BeginFiles, Contents, FileSession, ReadFiles
from hanoiwork_tasks.service.saving import activity
from hanoiwork_tasks.service.taking_part import PartLook, demand_part


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a file may be, in bytes, and with which endings."""

    size: int
    endings: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file with its content."""

    name: str
    media_type: str
    content: bytes


class Attaching:
    """Files of tasks; those who take part in a task attach and read them, auditors and operators read them too."""

    def __init__(self, *, begin: BeginFiles, read: ReadFiles, contents: Contents, limits: Limits, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._contents = contents
        self._limits = limits
        self._clock = clock

    def keep(self, identity: Identity, *, task: str, name: str, content: bytes) -> Attachment:
        """Look at a file and keep its content, in transactions of its own; to be attached by `attach`.

        Content is remembered before it is kept, so that none is kept of which nobody knows.
        """
        size, called = files.sized(content, most=self._limits.size), file_name(name)
        media_type = media_type_of(called, content, allowed=self._limits.endings)
        digest = files.digest_of(content)
        with self._begin() as session:
            found = session.task(task)
            self._demand_attachable(session, self._actor(session, identity), found)
            session.files.expect(digest, at=self._clock.now())
        self._contents.put(digest, content)
        return Attachment(
            id=new_id(),
            task_id=found.id,
            name=called,
            media_type=media_type,
            size=size,
            digest=digest,
            attached_by=identity.person_id,
            attached_at=self._clock.now(),
        )

    def attach(self, identity: Identity, *, new: Attachment) -> Attachment:
        """Attach a file whose content is kept; the same one twice is there once."""
        with self._begin() as session:
            task = session.held(new.task_id)
            self._demand_attachable(session, self._actor(session, identity), task)
            standing = [one for one in session.files.of_tasks([task.id])[0] if one.removed_at is None]
            for one in standing:
                if (one.name, one.digest, one.attached_by) == (new.name, new.digest, new.attached_by):
                    return one
            if len(standing) >= MOST_FILES:
                raise TooManyFiles(field="task", most=MOST_FILES)
            session.files.expect(new.digest, at=self._clock.now())
            session.files.add(new)
            self._remember(session, task, new, by=identity.person_id, what="attached")
            return new

    def remove(self, identity: Identity, *, attachment: str) -> Attachment:
        """Take a file away: whoever attached it, or those who lead the task's unit or one above."""
        by = identity.person_id
        with self._begin() as session:
            found = session.files.held(attachment)
            task = session.task(found.task_id)
            if by != found.attached_by:
                line = session.places.line(task.unit_id)
                demand(self._actor(session, identity), authority.MODERATE, Resource(line=line), otherwise=_NOT_THEIRS)
            session.spaces.demand_open(task.list_id)
            after = files.removed(found, by=by, at=self._clock.now())
            session.files.put(after)
            self._remember(session, task, after, by=by, what="file_removed")
            return after

    def file(self, identity: Identity, *, attachment: str) -> File:
        """A file with its content; for who may not read it there is none."""
        with self._read() as store:
            found = store.files.attachment(attachment)
            self._demand_readable(store, self._actor(store, identity), store.task(found.task_id), key=attachment)
        files.standing(found)
        return File(name=found.name, media_type=found.media_type, content=self._contents.get(found.digest))

    def of_tasks(self, keys: Sequence[str]) -> list[list[Attachment]]:
        """What is attached to tasks, and what was, in its order."""
        with self._read() as store:
            return store.files.of_tasks(keys)

    def _actor(self, store: PartLook, identity: Identity) -> Actor:
        return store.places.actor(identity.person_id, self._clock.today())

    def _demand_attachable(self, session: FileSession, actor: Actor, task: Task) -> None:
        demand_part(session, actor, task)
        stands(task, UNDER_WAY | {Status.DRAFT})
        session.spaces.demand_open(task.list_id)

    def _demand_readable(self, store: PartLook, actor: Actor, task: Task, *, key: str) -> None:
        line = store.places.line(task.unit_id)
        if may(actor, authority.LOOK_INTO, Resource(line=line, people=authority.own_people(task))):
            return
        try:
            demand_part(store, actor, task)
        except Forbidden as error:
            raise AttachmentUnknown(field="attachment", key=key) from error

    def _remember(self, session: FileSession, task: Task, one: Attachment, *, by: str, what: str) -> None:
        session.write([activity(task, what=what, by=by, at=self._clock.now(), note=one.name)])


_NOT_THEIRS = NotTheAttacher(field="attachment")
