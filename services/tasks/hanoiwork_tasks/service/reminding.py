"""Telling of deadlines: once that one draws near, once that it has passed, for each deadline a task has had."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.facts import Fact
from hanoiwork_tasks.domain.finding.urgency import SOON
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.domain.telling import snapshot
from hanoiwork_tasks.events import TaskDueSoon, TaskOverdue
from hanoiwork_tasks.service.ports import LinkBook

MOST_AT_ONCE = 200
"""Tasks that one transaction tells of (our choice)."""


class Deadlines(Protocol):
    """Deadlines that nobody was told of."""

    def near(self, today: date, *, until: date, most: int) -> list[Task]:
        """Some tasks under way that fall due by a day and that no other replica is looking at; marked as told of."""
        ...

    def passed(self, today: date, *, most: int) -> list[Task]:
        """Some tasks under way whose deadline has passed, likewise."""
        ...


class ReminderSession(Protocol):
    """One transaction over deadlines and the outbox."""

    @property
    def links(self) -> LinkBook:
        """Objectives and measures."""
        ...

    @property
    def deadlines(self) -> Deadlines:
        """Deadlines that nobody was told of."""
        ...

    def has_parts(self, task_id: str) -> bool:
        """Whether a task has parts that are not cancelled."""
        ...

    def tell(self, fact: Fact) -> None:
        """Put a fact into the outbox."""
        ...


class Reminding:
    """One use case for a timer; any number of replicas may do it at once, and everything is told once."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[ReminderSession]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def remind(self) -> int:
        """Tell of some deadlines that draw near or have passed; says of how many, 0 when nothing is left to tell."""
        today = self._clock.today()
        with self._begin() as session:
            near = session.deadlines.near(today, until=today + SOON, most=MOST_AT_ONCE)
            passed = session.deadlines.passed(today, most=MOST_AT_ONCE)
            _tell(session, TaskDueSoon, near)
            _tell(session, TaskOverdue, passed)
            return len(near) + len(passed)


def _tell(session: ReminderSession, kind: type[TaskDueSoon | TaskOverdue], tasks: Sequence[Task]) -> None:
    for task in tasks:
        above, divided = session.links.above(task.objective_id), session.has_parts(task.id)
        session.tell(snapshot(kind, task, objective_ids=above, broken_down=divided))
