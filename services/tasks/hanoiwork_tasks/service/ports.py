"""What the use cases that change something need of a store, as narrow as each needs it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import Protocol

from hanoiwork_shared.facts import Fact
from hanoiwork_shared.places import PersonPlace, UnitPlace
from hanoiwork_shared.policy import Actor
from hanoiwork_tasks.domain.catalogue.entry import Entry
from hanoiwork_tasks.domain.links import KnownMeasure, KnownObjective
from hanoiwork_tasks.domain.plan import Plan, PlanItem, TaskList, Workspace, WorkspaceKind
from hanoiwork_tasks.domain.task import Activity, Task
from hanoiwork_tasks.service.said_port import SaidInFields


class PlaceBook(Protocol):
    """Units, people and grants as the directory tells of them."""

    def unit(self, key: str) -> UnitPlace | None:
        """The unit with this code or id."""
        ...

    def person(self, key: str) -> PersonPlace | None:
        """The person with this code or id."""
        ...

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root, itself first."""
        ...

    def below(self, unit_id: str) -> tuple[str, ...]:
        """This unit and every unit under it."""
        ...

    def actor(self, person_id: str, on: date) -> Actor:
        """A person with the grants in force on a day."""
        ...


class LinkBook(Protocol):
    """Objectives and measures as the objectives service tells of them."""

    def objective(self, key: str) -> KnownObjective | None:
        """The objective with this code or id; of several cycles, the latest."""
        ...

    def measure(self, key: str) -> KnownMeasure | None:
        """The measure with this code or id."""
        ...

    def above(self, objective_id: str | None) -> tuple[str, ...]:
        """This objective and every one above it; nothing for none."""
        ...


class EntriesInForce(Protocol):
    """What tasks are weighed by."""

    def in_force(self, key: str, line: Sequence[str], day: date) -> Entry | None:
        """The entry with this code, or id of a revision, that is in force on a day in the nearest unit of a line."""
        ...


class Followers(Protocol):
    """Who follows tasks."""

    def of(self, task: Task) -> tuple[str, ...]:
        """Those who follow a task or its list, and its own people, but for those who do not want to."""
        ...


class OpenPlaces(Protocol):
    """Which places work goes on in, and who of other units takes part."""

    def demand_open(self, list_id: str | None) -> None:
        """Refuse a change in an archived list, or in a list of an archived plan or workspace."""
        ...

    def demand_open_workspace(self, workspace_id: str, plan_id: str | None = None) -> None:
        """Refuse a change in an archived workspace or plan."""
        ...

    def writers(self, found: TaskList) -> frozenset[str]:
        """The members of a list's workspace who may write tasks down in it."""
        ...

    def managers(self, workspace_id: str) -> frozenset[str]:
        """The members of a workspace who may open lists in it."""
        ...


class ListBook(Protocol):
    """Where the tasks of plan items stand."""

    def list_for(self, item_id: str, unit_id: str) -> str | None:
        """The unit's list under the item's plan, when it has exactly one."""
        ...

    def plan_of_item(self, item_id: str) -> str:
        """The plan that an item is a line of."""
        ...


class LookUp(Protocol):
    """What a new task is looked up in."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def links(self) -> LinkBook:
        """Objectives and measures."""
        ...

    @property
    def spaces(self) -> OpenPlaces:
        """Which places work goes on in."""
        ...

    @property
    def catalogue(self) -> EntriesInForce:
        """What tasks are weighed by."""
        ...

    @property
    def broken(self) -> ListBook:
        """Where the tasks of plan items stand."""
        ...

    def next_code(self, owner_id: str) -> str:
        """A code nobody has used in this unit yet."""
        ...

    def has_code(self, owner_id: str, code: str) -> bool:
        """Whether a code is in use in this unit."""
        ...

    def task_list(self, list_id: str) -> TaskList:
        """The list with this id; refuses an unknown one."""
        ...

    def owner_of(self, found: TaskList) -> str:
        """The unit whose workspace a list stands in."""
        ...


class TaskSession(LookUp, Protocol):
    """One transaction over tasks, their histories and the outbox."""

    @property
    def followers(self) -> Followers:
        """Who follows tasks."""
        ...

    @property
    def fields(self) -> SaidInFields:
        """What tasks say in the fields of their lists."""
        ...

    def task(self, key: str) -> Task:
        """The task with this id or code; refuses an unknown or ambiguous one."""
        ...

    def held(self, key: str) -> Task:
        """The same, kept from every other writer until the transaction ends."""
        ...

    def add(self, tasks: Sequence[Task]) -> None:
        """Save new tasks."""
        ...

    def put(self, task: Task) -> None:
        """Save a changed task; refuses when another change came first."""
        ...

    def write(self, activities: Sequence[Activity]) -> None:
        """Append to the histories."""
        ...

    def points_of_parts(self, task_id: str) -> Decimal:
        """What the parts of a task weigh together; cancelled ones weigh nothing."""
        ...

    def has_parts(self, task_id: str) -> bool:
        """Whether a task has parts that are not cancelled."""
        ...

    def records(self, person_id: str) -> dict[str, str]:
        """The fingerprints of a person's imported records, by code."""
        ...

    def plan_item(self, key: str) -> tuple[PlanItem, str]:
        """The plan item with this id or plan/item code, and its plan's id."""
        ...

    def put_item(self, item: PlanItem, *, seen: int) -> None:
        """Save a plan item that had version `seen`; refuses when another change came first."""
        ...

    def tell(self, fact: Fact) -> None:
        """Put a fact into the outbox."""
        ...


class PlanSession(Protocol):
    """One transaction over workspaces, plans and lists."""

    @property
    def spaces(self) -> OpenPlaces:
        """Which places work goes on in."""
        ...

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    def workspace(self, workspace_id: str) -> Workspace:
        """The workspace with this id; refuses an unknown one."""
        ...

    def workspace_of(self, unit_id: str, kind: WorkspaceKind) -> Workspace | None:
        """The unit's first workspace of a kind."""
        ...

    def has_workspace(self, workspace: Workspace) -> bool:
        """Whether the unit has one of this kind and title already."""
        ...

    def add_workspace(self, workspace: Workspace) -> None:
        """Save a new workspace."""
        ...

    def has_list(self, new: TaskList) -> bool:
        """Whether the workspace has a list of this plan and title already."""
        ...

    def add_list(self, new: TaskList) -> None:
        """Save a new list."""
        ...

    def plan(self, key: str) -> Plan:
        """The plan with this id or code; refuses an unknown or ambiguous one."""
        ...

    def plan_of(self, unit_id: str, code: str) -> Plan | None:
        """The unit's plan with this code."""
        ...

    def put_plan(self, plan: Plan, *, known: Plan | None) -> None:
        """Save a plan that is new or was `known`; refuses when another change came first."""
        ...


class LearningSession(Protocol):
    """One transaction over what is known of objectives and measures."""

    def know_objective(self, objective: KnownObjective, *, sequence: int) -> None:
        """Keep an objective unless something newer is known."""
        ...

    def know_measure(self, measure: KnownMeasure, *, sequence: int) -> None:
        """Keep a measure unless something newer is known."""
        ...


BeginTasks = Callable[[], AbstractContextManager[TaskSession]]
BeginPlans = Callable[[], AbstractContextManager[PlanSession]]
BeginLearning = Callable[[], AbstractContextManager[LearningSession]]
