"""Difficulties: raised by a task's people, asked of a unit, answered by it or above it, escalated in time."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Actor, Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.difficulties import difficulty as difficult
from hanoiwork_tasks.domain.difficulties.difficulty import Change, Difficulty
from hanoiwork_tasks.domain.difficulties.refusals import NobodyAbove
from hanoiwork_tasks.domain.difficulties.reports import Step
from hanoiwork_tasks.domain.telling import difficulty_told
from hanoiwork_tasks.events import (
    DifficultyAnswered,
    DifficultyEscalated,
    DifficultyFact,
    DifficultyRaised,
    DifficultySettled,
)
from hanoiwork_tasks.service.ports import TaskSession
from hanoiwork_tasks.service.resolving import current, unit_for
from hanoiwork_tasks.service.saving import activity
from hanoiwork_tasks.service.subjects import code_of, demand_speaking, spoken_for

MOST_AT_ONCE = 100
"""Difficulties that one transaction escalates (our choice)."""
TOLD: dict[str, type[DifficultyFact]] = {
    "raised": DifficultyRaised,
    "reopened": DifficultyRaised,
    "passed_on": DifficultyRaised,
    "answered": DifficultyAnswered,
    "escalated": DifficultyEscalated,
    "solved": DifficultySettled,
    "withdrawn": DifficultySettled,
}
"""The fact that tells of each step; a unit that is asked anew hears of it as of one raised."""


class DifficultyBook(Protocol):
    """Difficulties, to be written in."""

    def difficulty(self, difficulty_id: str) -> Difficulty:
        """The difficulty with this id, kept from every other writer; refuses an unknown one."""
        ...

    def due(self, day: date, *, most: int) -> list[Difficulty]:
        """Some open ones that go up by themselves on a day, and that no other replica is looking at."""
        ...

    def add(self, difficulty: Difficulty) -> None:
        """Save a new difficulty."""
        ...

    def put(self, difficulty: Difficulty) -> None:
        """Save a changed one; refuses when another change came first."""
        ...

    def write(self, step: Step) -> None:
        """Append to a history."""
        ...


class DifficultSession(TaskSession, Protocol):
    """One transaction over tasks and their difficulties."""

    @property
    def difficult(self) -> DifficultyBook:
        """The difficulties."""
        ...


class Difficulties:
    """Everything that may happen to a difficulty; each step is a line of its history and is told."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[DifficultSession]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def raise_on(
        self,
        identity: Identity,
        *,
        text: str,
        task: str | None = None,
        measure: str | None = None,
        owed_by_unit: str | None = None,
        respond_by: date | None = None,
    ) -> Difficulty:
        """Who may speak for a task or measure says what stands in its way; the unit above is asked by default."""
        by, at = identity.person_id, self._clock.now()
        with self._begin() as session:
            found = spoken_for(session, self._actor(session, identity), task=task, measure=measure)
            line = session.places.line(found.unit_id)
            owes = unit_for(session.places, owed_by_unit, field="owed_by_unit").id if owed_by_unit else _above(line)
            top = len(session.places.line(owes)) <= 1
            raised = difficult.raised(found, text=text, owed_by=owes, respond_by=respond_by, at_top=top, by=by, at=at)
            session.difficult.add(raised)
            if found.task_id is not None:
                session.write(
                    [activity(session.task(found.task_id), what="difficulty", by=by, at=at, note=raised.text)]
                )
            self._note(session, Change(difficulty=raised, what="raised", note=raised.text, by=by))
            return raised

    def answer(self, identity: Identity, *, difficulty: str, answer: str, version: int | None = None) -> Difficulty:
        """Those who lead the owing unit or one above it, or its office, answer."""
        with self._begin() as session:
            found = self._owed(session, identity, difficulty, version)
            change = difficult.answer(found, text=answer, by=identity.person_id, at=self._clock.now())
            return self._keep(session, change)

    def pass_on(
        self, identity: Identity, *, difficulty: str, unit: str, reason: str, version: int | None = None
    ) -> Difficulty:
        """The owing unit shows which other unit owes the answer."""
        with self._begin() as session:
            found = self._owed(session, identity, difficulty, version)
            to = unit_for(session.places, unit).id
            top, today = len(session.places.line(to)) <= 1, self._clock.today()
            by = identity.person_id
            return self._keep(session, difficult.pass_on(found, to=to, reason=reason, by=by, today=today, at_top=top))

    def escalate(self, identity: Identity, *, difficulty: str, reason: str, version: int | None = None) -> Difficulty:
        """Whoever may speak for it asks the unit above the one asked last."""
        with self._begin() as session:
            found = _current(session, difficulty, version)
            demand_speaking(session, self._actor(session, identity), found)
            return self._keep(
                session,
                difficult.escalate(
                    found,
                    line=session.places.line(found.owed_by_unit_id),
                    reason=reason,
                    by=identity.person_id,
                    today=self._clock.today(),
                ),
            )

    def settle(self, identity: Identity, *, difficulty: str, version: int | None = None) -> Difficulty:
        """Whoever raised it says that it is solved."""
        with self._begin() as session:
            found = _current(session, difficulty, version)
            return self._keep(session, difficult.settle(found, by=identity.person_id))

    def reopen(self, identity: Identity, *, difficulty: str, reason: str, version: int | None = None) -> Difficulty:
        """Whoever raised it says that the answer did not solve it."""
        with self._begin() as session:
            found = _current(session, difficulty, version)
            top, today = len(session.places.line(found.asked_unit_id)) <= 1, self._clock.today()
            change = difficult.reopen(found, reason=reason, by=identity.person_id, today=today, at_top=top)
            return self._keep(session, change)

    def withdraw(self, identity: Identity, *, difficulty: str, reason: str, version: int | None = None) -> Difficulty:
        """Whoever raised it needs no answer any more."""
        with self._begin() as session:
            found = _current(session, difficulty, version)
            return self._keep(session, difficult.withdraw(found, reason=reason, by=identity.person_id))

    def escalate_due(self) -> int:
        """Ask one level higher where no answer came in time; says how many were looked at, 0 when none was due.

        Any number of replicas may do so at once: each takes what no other holds, so nothing goes up twice.
        """
        today = self._clock.today()
        with self._begin() as session:
            due = session.difficult.due(today, most=MOST_AT_ONCE)
            for found in due:
                self._go_up(session, found, line=session.places.line(found.owed_by_unit_id), today=today)
        return len(due)

    def _go_up(self, session: DifficultSession, found: Difficulty, *, line: Sequence[str], today: date) -> None:
        try:
            self._keep(session, difficult.escalate(found, line=line, reason="", by=None, today=today))
        except NobodyAbove:
            session.difficult.put(difficult.left_at_top(found))

    def _owed(self, session: DifficultSession, identity: Identity, key: str, version: int | None) -> Difficulty:
        found = _current(session, key, version)
        line = session.places.line(found.owed_by_unit_id)
        demand(self._actor(session, identity), authority.ANSWER, Resource(line=line))
        return found

    def _keep(self, session: DifficultSession, change: Change) -> Difficulty:
        session.difficult.put(change.difficulty)
        self._note(session, change)
        return change.difficulty

    def _note(self, session: DifficultSession, change: Change) -> None:
        found = change.difficulty
        session.difficult.write(
            Step(
                id=new_id(),
                difficulty_id=found.id,
                at=self._clock.now(),
                person_id=change.by,
                asked_unit_id=found.asked_unit_id,
                what=change.what,
                note=change.note,
                version=found.version,
            )
        )
        session.tell(difficulty_told(TOLD[change.what], found, code=code_of(session, found)))

    def _actor(self, session: DifficultSession, identity: Identity) -> Actor:
        return session.places.actor(identity.person_id, self._clock.today())


def _current(session: DifficultSession, key: str, version: int | None) -> Difficulty:
    found = session.difficult.difficulty(key)
    current(found, version)
    return found


def _above(line: Sequence[str]) -> str:
    """The unit above a unit, or the unit itself at the top."""
    return line[1] if len(line) > 1 else line[0]
