"""Linking tasks, and moving them into other lists and under other wholes."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Protocol

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.linking import link as linking
from hanoiwork_tasks.domain.linking.link import Link, LinkKind, SeenLink
from hanoiwork_tasks.domain.linking.refusals import BlocksInCircle, LinkTaken, LinkUnknown, MovesNowhere
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.service.filling import carry
from hanoiwork_tasks.service.ports import TaskSession
from hanoiwork_tasks.service.resolving import current
from hanoiwork_tasks.service.saving import activity, keep
from hanoiwork_tasks.service.wholes import came_out, given_up, room_for

DEEPEST = 100
"""Wholes above a task (our choice): a line that is longer is wrong."""


class LinkedBook(Protocol):
    """Links between tasks, to be written in."""

    def has(self, link: Link) -> bool:
        """Whether two tasks are linked so."""
        ...

    def add(self, link: Link) -> None:
        """Save a link."""
        ...

    def drop(self, link: Link) -> bool:
        """Delete a link; says whether there was one."""
        ...

    def blocks(self, first_id: str, last_id: str) -> bool:
        """Whether a task blocks another, perhaps by way of others."""
        ...


class LinkedReads(Protocol):
    """Links between tasks, to be read."""

    def seen_from(self, task_ids: Sequence[str]) -> Mapping[str, list[SeenLink]]:
        """The links of tasks as these see them, in one query."""
        ...


class LinkingSession(TaskSession, Protocol):
    """One transaction over tasks and their links."""

    @property
    def linked(self) -> LinkedBook:
        """The links."""
        ...


class LinkingLook(Protocol):
    """One reading of the store."""

    @property
    def linked(self) -> LinkedReads:
        """The links."""
        ...


class Linking:
    """How tasks hang together: a task's own people and the line above decide, both ends' histories tell of it."""

    def __init__(
        self,
        *,
        begin: Callable[[], AbstractContextManager[LinkingSession]],
        read: Callable[[], AbstractContextManager[LinkingLook]],
        clock: Clock,
    ) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def link(self, identity: Identity, *, task: str, other: str, kind: LinkKind) -> Task:
        """Link a task to another; what waits for something, perhaps by way of others, cannot block it."""
        with self._begin() as session:
            one, two = self._ends(session, identity, task, other)
            link = linking.linked(one, two, kind=kind)
            if session.linked.has(link):
                raise LinkTaken
            if kind is LinkKind.BLOCKS and session.linked.blocks(two.id, one.id):
                raise BlocksInCircle(other=two.code)
            session.linked.add(link)
            self._write(session, identity, one, two, kind, what="linked")
            return one

    def unlink(self, identity: Identity, *, task: str, other: str, kind: LinkKind) -> Task:
        """Take a link away."""
        with self._begin() as session:
            one, two = self._ends(session, identity, task, other)
            if not session.linked.drop(linking.linked(one, two, kind=kind)):
                raise LinkUnknown(what="link", key=two.code)
            self._write(session, identity, one, two, kind, what="unlinked")
            return one

    def move(
        self,
        identity: Identity,
        *,
        task: str,
        list: str | None = None,  # noqa: A002 - the word of the field
        parent: str | None = None,
        to_top: bool = False,
        version: int | None = None,
    ) -> Task:
        """Move a task into another list, under another whole, or out of its whole.

        Its own row is held first, then the wholes above the new place: of two moves that would close a circle between
        them, the second sees the first.
        """
        if list is None and parent is None and not to_top:
            raise MovesNowhere(field="list")
        by, at = identity.person_id, self._clock.now()
        with self._begin() as session:
            found = session.held(task)
            current(found, version)
            self._plans(session, identity, found.unit_id)
            session.spaces.demand_open(found.list_id)
            whole = self._new_whole(session, identity, found, parent)
            parent_id = whole.id if whole is not None else None if to_top else found.parent_id
            list_id = session.task_list(list).id if list is not None else found.list_id
            already = whole is not None and session.has_parts(whole.id)
            after = keep(session, linking.moved(found, list_id=list_id, parent_id=parent_id), by=by, at=at)
            carry(session, found, after, by=by, at=at)
            if whole is not None and whole.id != found.parent_id:
                came_out(session, whole, parts=1, already=already, by=by, at=at)
            if found.parent_id is not None and found.parent_id != parent_id:
                given_up(session, session.held(found.parent_id), by=by, at=at)
            return after

    def links(self, keys: Sequence[str]) -> list[list[SeenLink]]:
        """The links of tasks, as these see them."""
        with self._read() as store:
            found = store.linked.seen_from(keys)
            return [found.get(key, []) for key in keys]

    def _new_whole(self, session: LinkingSession, identity: Identity, task: Task, parent: str | None) -> Task | None:
        if parent is None:
            return None
        whole = session.held(parent)
        self._plans(session, identity, whole.unit_id)
        line, above = [whole.id], whole.parent_id
        while above is not None and above not in line and len(line) < DEEPEST:
            line.append(above)
            above = session.held(above).parent_id if above != task.id else None
        linking.not_under(task, line)
        if whole.id != task.parent_id:
            room_for(session, whole, parts=[Wanted(points=task.points)])
        return whole

    def _ends(self, session: LinkingSession, identity: Identity, task: str, other: str) -> tuple[Task, Task]:
        one, two = session.task(task), session.task(other)
        actor = session.places.actor(identity.person_id, self._clock.today())
        authority.demand_speaking(one, actor=actor, line=session.places.line(one.unit_id))
        for key in sorted({one.id, two.id}):
            session.held(key)
        return one, two

    def _plans(self, session: LinkingSession, identity: Identity, unit_id: str) -> None:
        actor = session.places.actor(identity.person_id, self._clock.today())
        demand(actor, authority.PLAN, Resource(line=session.places.line(unit_id)))

    def _write(
        self, session: LinkingSession, identity: Identity, one: Task, two: Task, kind: LinkKind, *, what: str
    ) -> None:
        by, at = identity.person_id, self._clock.now()
        names = ((one, two, kind.value), (two, one, linking.BACKWARDS[kind]))
        lines = [activity(here, what=what, by=by, at=at, note=name, after=there.code) for here, there, name in names]
        session.write([replace(line, after=line.after[:80]) for line in lines])
