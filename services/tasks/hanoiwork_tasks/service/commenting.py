"""Comments: said, answered, changed, taken back, read."""

from collections.abc import Sequence

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import FIRST, Page
from hanoiwork_shared.policy import Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.talking import comment as talk
from hanoiwork_tasks.domain.talking.comment import Comment
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.events import CommentAdded
from hanoiwork_tasks.service.resolving import current
from hanoiwork_tasks.service.saving import activity
from hanoiwork_tasks.service.taking_part import demand_part
from hanoiwork_tasks.service.talking_port import BeginTalk, ReadTalk, TalkSession

_NOTHING: Page[Comment] = Page(items=(), cursors=(), has_next=False)


class Commenting:
    """What people say on tasks.

    Everybody who sees a task reads its comments. Those who may look into it write them, those who lead or work in the
    office of a unit that co-ordinates, and whoever was mentioned there.
    """

    def __init__(self, *, begin: BeginTalk, read: ReadTalk, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def add(self, identity: Identity, *, task: str, text: str, answers: str | None = None) -> Comment:
        """Say something on a task, or answer a comment; people behind an @ are told, an unknown name stays text."""
        with self._begin() as session:
            found = session.task(task)
            self._demand(session, identity, found)
            if answers is not None:
                talk.answerable(session.talk.comment(answers))
            new = Comment(
                id=new_id(),
                task_id=found.id,
                answers_id=answers,
                author_id=identity.person_id,
                at=self._clock.now(),
                text=talk.said(text),
                mentioned_ids=_mentioned(session, text),
            )
            session.talk.add_comment(new)
            self._remember(session, found, new, what="commented")
            self._tell(session, found, new, called=new.mentioned_ids)
            return new

    def edit(self, identity: Identity, *, comment: str, text: str, version: int | None = None) -> Comment:
        """The author says it otherwise; what it said before is kept, and those newly mentioned are told."""
        with self._begin() as session:
            found = self._current(session, comment, version)
            mentioned = _mentioned(session, text)
            after = talk.edited(found, text=text, mentioned_ids=mentioned, by=identity.person_id, at=self._clock.now())
            session.talk.put_comment(after, before=found)
            task = session.task(found.task_id)
            self._remember(session, task, after, what="comment_changed", by=identity.person_id)
            called = tuple(one for one in mentioned if one not in found.mentioned_ids)
            if called:
                self._tell(session, task, after, called=called, edited=True)
            return after

    def remove(self, identity: Identity, *, comment: str, reason: str = "", version: int | None = None) -> Comment:
        """The author takes it back, or those who lead the task's unit or one above, with a reason."""
        by = identity.person_id
        with self._begin() as session:
            found = self._current(session, comment, version)
            task = session.task(found.task_id)
            if by != found.author_id:
                line = session.places.line(task.unit_id)
                demand(session.places.actor(by, self._clock.today()), authority.MODERATE, Resource(line=line))
            after = talk.removed(found, by=by, reason=reason, at=self._clock.now())
            session.talk.put_comment(after, before=found)
            self._remember(session, task, after, what="comment_removed", by=by)
            return after

    def of_tasks(self, *, keys: Sequence[str], first: int = FIRST, after: str | None = None) -> list[Page[Comment]]:
        """A page of the comments of each task, oldest first."""
        with self._read() as store:
            pages = store.talk.comments_of(keys, first=first, after=after)
            return [pages.get(key, _NOTHING) for key in keys]

    def counts(self, keys: Sequence[str]) -> list[int]:
        """How many comments stand on each task."""
        with self._read() as store:
            found = store.talk.counts(keys)
            return [found.get(key, 0) for key in keys]

    def earlier(self, keys: Sequence[str]) -> list[list[str]]:
        """What comments said before they were changed, oldest first."""
        with self._read() as store:
            return store.talk.earlier(keys)

    def _remember(
        self, session: TalkSession, task: Task, comment: Comment, *, what: str, by: str | None = None
    ) -> None:
        """That something was said stands in the task's history; what was said stands in the comment alone."""
        who = by or comment.author_id
        session.write([activity(task, what=what, by=who, at=self._clock.now(), after=comment.id)])

    def _tell(
        self, session: TalkSession, task: Task, comment: Comment, *, called: tuple[str, ...], edited: bool = False
    ) -> None:
        followers = () if edited else session.followers.of(task)
        session.tell(
            CommentAdded(
                comment_id=comment.id,
                task_id=task.id,
                code=task.code,
                unit_id=task.unit_id,
                person_id=comment.author_id,
                mentioned_ids=called,
                follower_ids=tuple(one for one in followers if one not in called),
                version=comment.version,
            )
        )

    def _current(self, session: TalkSession, key: str, version: int | None) -> Comment:
        found = session.talk.comment(key)
        current(found, version)
        return found

    def _demand(self, session: TalkSession, identity: Identity, task: Task) -> None:
        demand_part(session, session.places.actor(identity.person_id, self._clock.today()), task)


def _mentioned(session: TalkSession, text: str) -> tuple[str, ...]:
    found = (session.places.person(code) or session.places.person(code.upper()) for code in talk.mentions(text))
    return tuple(dict.fromkeys(person.id for person in found if person is not None and person.active))
