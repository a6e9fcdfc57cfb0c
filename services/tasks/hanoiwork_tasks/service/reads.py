"""What asking needs of a store."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from hanoiwork_shared.pages import Page
from hanoiwork_shared.policy import Actor
from hanoiwork_tasks.domain.plan import PlacedGroup, PlacedItem, Plan, TaskList, Workspace
from hanoiwork_tasks.domain.statistics import Counts
from hanoiwork_tasks.domain.task import Activity, Task
from hanoiwork_tasks.service.ports import LinkBook, PlaceBook


class Reads(Protocol):
    """One reading of the store."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def links(self) -> LinkBook:
        """Objectives and measures."""
        ...

    def task(self, key: str) -> Task:
        """The task with this id or code."""
        ...

    def tasks_by_objectives(self, ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Task]]:
        """A page for each objective and everything under it, in one query; one without tasks is absent."""
        ...

    def tasks_by_lists(self, ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Task]]:
        """A page for each list, in one query; one without tasks is absent."""
        ...

    def tasks_by_ids(self, ids: Sequence[str]) -> list[Task | None]:
        """Tasks aligned with the ids."""
        ...

    def looked_into(self, actor: Actor, ids: Sequence[str]) -> frozenset[str]:
        """Those of these tasks that somebody may look into (`authority.LOOK_INTO`)."""
        ...

    def children(self, ids: Sequence[str]) -> list[list[Task]]:
        """The parts of tasks, aligned with the ids."""
        ...

    def of_items(self, ids: Sequence[str]) -> list[list[Task]]:
        """The tasks that came out of plan items, aligned with the ids."""
        ...

    def histories(self, ids: Sequence[str]) -> list[list[Activity]]:
        """The histories of tasks, oldest first, aligned with the ids."""
        ...

    def lists(self, ids: Sequence[str]) -> list[TaskList | None]:
        """Lists aligned with the ids."""
        ...

    def lists_of(self, workspace_ids: Sequence[str]) -> list[list[TaskList]]:
        """The lists of workspaces, aligned with the ids."""
        ...

    def lists_under(self, plan_ids: Sequence[str]) -> list[list[TaskList]]:
        """The lists under plans, aligned with the ids."""
        ...

    def workspaces_by_ids(self, ids: Sequence[str]) -> list[Workspace | None]:
        """Workspaces aligned with the ids."""
        ...

    def workspaces_of(self, unit_ids: Sequence[str]) -> list[list[Workspace]]:
        """The workspaces of units, aligned with the ids."""
        ...

    def plans_by_ids(self, ids: Sequence[str]) -> list[Plan | None]:
        """Plans aligned with the ids."""
        ...

    def plans_in(self, workspace_ids: Sequence[str]) -> list[list[Plan]]:
        """The plans of workspaces, aligned with the ids."""
        ...

    def groups_by_ids(self, ids: Sequence[str]) -> list[PlacedGroup | None]:
        """Groups of plan items, aligned with the ids."""
        ...

    def items_by_ids(self, ids: Sequence[str]) -> list[PlacedItem | None]:
        """Plan items aligned with the ids."""
        ...

    def workspaces(self, unit_id: str | None, *, archived: bool) -> list[Workspace]:
        """The workspaces of a unit, or of all; those that are archived too if asked for."""
        ...

    def plans(self, unit_id: str | None) -> list[Plan]:
        """The plans that a unit, or one under it, owns or leads an item of; or all."""
        ...

    def count_by_objectives(self, ids: Sequence[str], *, today: date) -> dict[str, Counts]:
        """Count over each objective and everything under it, in one query."""
        ...

    def count_by_measures(self, ids: Sequence[str], *, today: date) -> dict[str, Counts]:
        """Count over each measure and everything under it, in one query."""
        ...


Read = Callable[[], AbstractContextManager[Reads]]
