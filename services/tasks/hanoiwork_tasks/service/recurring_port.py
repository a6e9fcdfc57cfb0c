"""What the use cases around recurring tasks need of a store."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from hanoiwork_shared.pages import Page
from hanoiwork_tasks.domain.recurring.recurrence import Recurrence
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.ports import PlaceBook, TaskSession


class RecurrenceBook(Protocol):
    """Recurring tasks, to be written in."""

    def recurrence(self, recurrence_id: str) -> Recurrence:
        """The one with this id, kept from every other writer; refuses an unknown one."""
        ...

    def due(self, today: date, *, most: int) -> list[Recurrence]:
        """Some of which an occurrence is to be made, and that no other replica is looking at."""
        ...

    def add(self, recurrence: Recurrence) -> None:
        """Save a new one."""
        ...

    def put(self, recurrence: Recurrence, *, seen: int) -> None:
        """Save one that had version `seen`; refuses when another change came first."""
        ...

    def days_left_out(self, recurrence_id: str) -> frozenset[date]:
        """The days to be left out."""
        ...

    def leave_out(self, recurrence_id: str, day: date) -> None:
        """Remember a day to be left out; a second time changes nothing."""
        ...

    def remember(self, recurrence_id: str, day: date, task_id: str) -> None:
        """Remember which task was made for a day; refuses a second one."""
        ...


class RecurringSession(TaskSession, Protocol):
    """One transaction over tasks and what makes them recur."""

    @property
    def recurring(self) -> RecurrenceBook:
        """The recurring tasks."""
        ...


class RecurrenceReads(Protocol):
    """Recurring tasks, to be read."""

    def of_unit(self, unit_id: str, *, first: int, after: str | None) -> Page[Recurrence]:
        """A page of those of a unit, by the day they start."""
        ...

    def by_tasks(self, task_ids: Sequence[str]) -> list[Recurrence | None]:
        """What made tasks, aligned with the ids."""
        ...

    def tasks_of(self, ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Task]]:
        """A page of the tasks made by each, in one query; one that made none is absent."""
        ...

    def all_left_out(self, ids: Sequence[str]) -> dict[str, frozenset[date]]:
        """The days to be left out of each."""
        ...


class RecurringLook(Protocol):
    """One reading of the store."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def recurring(self) -> RecurrenceReads:
        """The recurring tasks."""
        ...


BeginRecurring = Callable[[], AbstractContextManager[RecurringSession]]
ReadRecurring = Callable[[], AbstractContextManager[RecurringLook]]
