"""What loading tables, taking them back and giving them out need of a store."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from hanoiwork_shared.facts import Fact
from hanoiwork_shared.places import PersonPlace
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.finding.order import Order
from hanoiwork_tasks.domain.plan import Plan, TaskList
from hanoiwork_tasks.domain.sheets.batch import Batch, Touched
from hanoiwork_tasks.domain.sheets.task_line import Codes
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.naming import Books
from hanoiwork_tasks.service.plan_writing import ItemBook, PlanWritingSession
from hanoiwork_tasks.service.ports import Followers, ListBook, PlaceBook, TaskSession


class SheetReads(Protocol):
    """Tasks by the thousand, and what was loaded."""

    def codes(self, tasks: Sequence[Task]) -> Codes:
        """What people write for all that these tasks name."""
        ...

    def batches(self, unit_ids: Sequence[str], *, most: int) -> list[Batch]:
        """The files that were loaded for units, the latest first."""
        ...


class SheetBook(SheetReads, Protocol):
    """The same, to be written in."""

    def known(self, unit_id: str, codes: Sequence[str]) -> list[Task]:
        """The tasks of a unit with these codes, kept from every other writer."""
        ...

    def held(self, ids: Sequence[str]) -> list[Task]:
        """The tasks with these ids, kept from every other writer."""
        ...

    def lists_in(self, unit_ids: Sequence[str]) -> list[TaskList]:
        """The lists in the workspaces of units."""
        ...

    def wholes(self, ids: Sequence[str]) -> frozenset[str]:
        """Which of these tasks have parts that are not cancelled."""
        ...

    def put(self, tasks: Sequence[Task]) -> None:
        """Save changed tasks that are held."""
        ...

    def add_batch(self, batch: Batch, rows: Sequence[Touched]) -> None:
        """Remember a file that was loaded."""
        ...

    def batch(self, batch_id: str) -> Batch:
        """The file that was loaded under this id, kept from every other writer; refuses an unknown one."""
        ...

    def rows(self, batch_id: str) -> list[Touched]:
        """What it made and changed."""
        ...

    def undone(self, batch: Batch) -> None:
        """Remember that it was taken back."""
        ...

    def stands(self, unit_id: str, digest: str) -> bool:
        """Whether the same file was loaded for a unit and not taken back."""
        ...


class ManyPeople(PlaceBook, Protocol):
    """Units and grants, and people by the thousand."""

    def people_with(self, codes: Sequence[str]) -> list[PersonPlace]:
        """The people with these codes."""
        ...


class ManyFollowers(Followers, Protocol):
    """Who follows tasks by the thousand."""

    def of_all(self, task_ids: Sequence[str]) -> list[tuple[str, ...]]:
        """Those who follow each task or its list, and its own people, aligned with the ids."""
        ...


class TaskSheetSession(TaskSession, Protocol):
    """One transaction over tasks and the files that were loaded."""

    @property
    def places(self) -> ManyPeople:
        """Units, people and grants."""
        ...

    @property
    def followers(self) -> ManyFollowers:
        """Who follows tasks."""
        ...

    @property
    def sheets(self) -> SheetBook:
        """Tasks by the thousand, and what was loaded."""
        ...

    def next_codes(self, owner_id: str, count: int) -> list[str]:
        """So many codes that nobody has used in this unit yet."""
        ...

    def tell_all(self, facts: Iterable[Fact]) -> None:
        """Put facts into the outbox, in their order."""
        ...


class PlanSheetSession(PlanWritingSession, Protocol):
    """One transaction over plans and the files that were loaded."""

    @property
    def sheets(self) -> SheetBook:
        """What was loaded."""
        ...

    def drop_plan(self, plan_id: str) -> bool:
        """Delete a plan without items; says whether nothing stands under it, so that it could be."""
        ...


class UndoneItems(ListBook, ItemBook, Protocol):
    """Plan items, where their tasks stand, and what is done to those a plan loses."""


class UndoSession(TaskSheetSession, PlanSheetSession, Protocol):
    """One transaction in which a table of either kind is taken back."""

    @property
    def places(self) -> ManyPeople:
        """Units, people and grants."""
        ...

    @property
    def broken(self) -> UndoneItems:
        """What became of plan items."""
        ...


class FoundForExport(Protocol):
    """Tasks that somebody takes home."""

    def all_tasks(self, wanted: TaskFilter, *, order: Order, most: int) -> list[Task]:
        """The tasks that match, `most` of them."""
        ...


class SheetLook(Books, Protocol):
    """One reading of the store."""

    @property
    def sheets(self) -> SheetReads:
        """Tasks by the thousand."""
        ...

    @property
    def found(self) -> FoundForExport:
        """Tasks."""
        ...

    def plan(self, key: str) -> Plan:
        """The plan with this id or code; refuses an unknown or ambiguous one."""
        ...


BeginTaskSheets = Callable[[], AbstractContextManager[TaskSheetSession]]
BeginPlanSheets = Callable[[], AbstractContextManager[PlanSheetSession]]
BeginUndoing = Callable[[], AbstractContextManager[UndoSession]]
ReadSheets = Callable[[], AbstractContextManager[SheetLook]]
