"""Checklists: lines added, ticked, moved, removed by the task's people; every step is in its history."""

from collections.abc import Sequence

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.flow import stands
from hanoiwork_tasks.domain.talking import checklist
from hanoiwork_tasks.domain.talking.checklist import MOST_LINES, CheckItem
from hanoiwork_tasks.domain.talking.comment import said
from hanoiwork_tasks.domain.talking.refusals import ChecklistFull
from hanoiwork_tasks.domain.task import UNDER_WAY, Status, Task
from hanoiwork_tasks.service.resolving import current
from hanoiwork_tasks.service.saving import activity
from hanoiwork_tasks.service.talking_port import BeginTalk, ReadTalk, TalkSession


class Checklists:
    """What is to be ticked off on the way; it weighs nothing and decides nothing."""

    def __init__(self, *, begin: BeginTalk, read: ReadTalk, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def add(self, identity: Identity, *, task: str, text: str) -> CheckItem:
        """Add a line at the end."""
        with self._begin() as session:
            found = session.held(task)
            self._demand(session, identity, found)
            lines = session.talk.checklist(found.id)
            if len(lines) >= MOST_LINES:
                raise ChecklistFull(most=MOST_LINES)
            position = lines[-1].position + 1 if lines else 0
            item = CheckItem(id=new_id(), task_id=found.id, position=position, text=said(text))
            session.talk.put_check_item(item)
            self._write(session, identity, found, what="check_added", note=item.text)
            return item

    def change(
        self,
        identity: Identity,
        *,
        item: str,
        text: str | None = None,
        done: bool | None = None,
        position: int | None = None,
        version: int | None = None,
    ) -> CheckItem:
        """Say a line otherwise, tick it or not, or move it."""
        with self._begin() as session:
            found, task = self._current(session, identity, item, version)
            by, at = identity.person_id, self._clock.now()
            after = checklist.changed(found, text=text, done=done, position=position, by=by, at=at)
            session.talk.put_check_item(after)
            what = "check_changed" if after.done_at == found.done_at else "checked" if after.done_at else "unchecked"
            self._write(session, identity, task, what=what, note=after.text)
            return after

    def remove(self, identity: Identity, *, item: str, version: int | None = None) -> CheckItem:
        """Take a line off."""
        with self._begin() as session:
            found, task = self._current(session, identity, item, version)
            session.talk.drop_check_item(found)
            self._write(session, identity, task, what="check_removed", note=found.text)
            return found

    def of_tasks(self, keys: Sequence[str]) -> list[list[CheckItem]]:
        """The lines of tasks, in their order."""
        with self._read() as store:
            return store.talk.checklists(keys)

    def _current(
        self, session: TalkSession, identity: Identity, key: str, version: int | None
    ) -> tuple[CheckItem, Task]:
        found = session.talk.check_item(key)
        task = session.task(found.task_id)
        self._demand(session, identity, task)
        current(found, version)
        return found, task

    def _demand(self, session: TalkSession, identity: Identity, task: Task) -> None:
        actor = session.places.actor(identity.person_id, self._clock.today())
        authority.demand_speaking(task, actor=actor, line=session.places.line(task.unit_id))
        stands(task, UNDER_WAY | {Status.DRAFT})
        session.spaces.demand_open(task.list_id)

    def _write(self, session: TalkSession, identity: Identity, task: Task, *, what: str, note: str) -> None:
        session.write([activity(task, what=what, by=identity.person_id, at=self._clock.now(), note=note)])
