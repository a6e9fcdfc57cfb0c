"""What the use cases around workspaces in their life need of a store."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from hanoiwork_tasks.domain.plan import TaskList, Workspace
from hanoiwork_tasks.domain.spaces.blueprint import Template
from hanoiwork_tasks.domain.spaces.member import Member
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.ports import OpenPlaces, PlaceBook, TaskSession


class PlaceKind(StrEnum):
    """What can be archived."""

    WORKSPACE = "workspace"
    PLAN = "plan"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A workspace, plan or list, as far as archiving needs it."""

    id: str
    kind: PlaceKind
    unit_id: str
    title: str
    version: int


class SpaceBook(OpenPlaces, Protocol):
    """Workspaces in their life, to be written in."""

    def place(self, kind: PlaceKind, key: str) -> Place:
        """A workspace, plan or list, kept from every other writer; refuses an unknown one."""
        ...

    def is_archived(self, place_id: str) -> bool:
        """Whether it was archived itself."""
        ...

    def archive(self, place: Place, *, by: str, at: datetime) -> None:
        """Remember that it is archived."""
        ...

    def restore(self, place_id: str) -> None:
        """Forget that."""
        ...

    def put_member(self, member: Member) -> None:
        """Save somebody's role in a workspace."""
        ...

    def drop_member(self, workspace_id: str, person_id: str) -> None:
        """Take somebody's role away."""
        ...

    def tasks_of_lists(self, list_ids: Sequence[str]) -> dict[str, list[Task]]:
        """All tasks of lists, by list, in the order of their deadlines."""
        ...

    def put_template(self, template: Template) -> None:
        """Save a new template."""
        ...

    def template(self, template_id: str) -> Template | None:
        """The template with this id."""
        ...

    def drop_template(self, template_id: str) -> None:
        """Delete a template."""
        ...


class SpaceSession(TaskSession, Protocol):
    """One transaction over tasks and where they are kept."""

    @property
    def spaces(self) -> SpaceBook:
        """Workspaces in their life."""
        ...

    def next_codes(self, owner_id: str, count: int) -> list[str]:
        """So many codes that nobody has used in this unit yet."""
        ...

    def workspace(self, workspace_id: str) -> Workspace:
        """The workspace with this id; refuses an unknown one."""
        ...

    def add_workspace(self, workspace: Workspace) -> None:
        """Save a new workspace."""
        ...

    def has_workspace(self, workspace: Workspace) -> bool:
        """Whether the unit has one of this kind and title already."""
        ...

    def add_list(self, new: TaskList) -> None:
        """Save a new list."""
        ...

    def has_list(self, new: TaskList) -> bool:
        """Whether the workspace has a list of this plan and title already."""
        ...

    def lists_of(self, workspace_ids: Sequence[str]) -> list[list[TaskList]]:
        """The lists of workspaces, aligned with the ids."""
        ...


class SpaceReads(Protocol):
    """Workspaces in their life, to be read."""

    def archived_at(self, place_ids: Sequence[str]) -> Mapping[str, datetime]:
        """When places were archived themselves; those that were not are absent."""
        ...

    def members_of(self, workspace_ids: Sequence[str]) -> list[list[Member]]:
        """The members of workspaces, aligned with the ids."""
        ...

    def templates_for(self, line: Sequence[str]) -> list[Template]:
        """The templates of the units of a line, by title."""
        ...


class SpaceLook(Protocol):
    """One reading of the store."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def spaces(self) -> SpaceReads:
        """Workspaces in their life."""
        ...


BeginSpaces = Callable[[], AbstractContextManager[SpaceSession]]
ReadSpaces = Callable[[], AbstractContextManager[SpaceLook]]
