"""Facts about tasks. Each carries the whole public state of its task: identifiers only, never names or free text."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSnapshot(Fact):
    """What the rest of the city may know of a task.

    `group` is okr_kpi, routine or arising; `person_id` is the lead; `objective_ids` is the objective served and
    every objective above it at that time; `points` is the weight of the whole task; `due` is the deadline after
    extensions; `late_days` are calendar days, of which `waived_days` are not counted; `quality_failures` counts
    returns for a major content error; `broken_down` says that the work is done in parts, which tell of themselves,
    so that a sum over tasks leaves the whole out; `recorded` that the work was done elsewhere and only loaded here,
    so that nobody is notified of it; `follower_ids` are those who follow it or its list, its own people among them.
    """

    about: ClassVar[str] = "task_id"

    task_id: str
    code: str
    group: str
    unit_id: str
    person_id: str | None
    assigner_id: str | None
    collaborator_ids: tuple[str, ...]
    objective_id: str | None
    measure_id: str | None
    objective_ids: tuple[str, ...]
    points: Decimal
    quantity: Decimal
    accepted_quantity: Decimal
    quality_failures: int
    late_days: int
    starts: date | None
    due: date | None
    submitted_on: date | None
    delivered_on: date | None
    status: str
    percent: int
    broken_down: bool = False
    recorded: bool = False
    waived_days: int = 0
    follower_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCreated(TaskSnapshot):
    """A task was written down; it may still be a draft."""

    type: ClassVar[str] = "tasks.task.created.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChanged(TaskSnapshot):
    """A draft says something else."""

    type: ClassVar[str] = "tasks.task.changed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned(TaskSnapshot):
    """A task with its six clears was given to its one lead, or handed over to another."""

    type: ClassVar[str] = "tasks.task.assigned.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAccepted(TaskSnapshot):
    """The lead took the task on (the product's acceptance is `completed`)."""

    type: ClassVar[str] = "tasks.task.accepted.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskHandedOver(TaskSnapshot):
    """The lead keeps only a share of the task; the rest is another task with a lead of its own."""

    type: ClassVar[str] = "tasks.task.handed_over.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskProgressed(TaskSnapshot):
    """The lead said how far the work is, or it came to be done in parts, or the last of its parts was given up."""

    type: ClassVar[str] = "tasks.task.progressed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSubmitted(TaskSnapshot):
    """The lead handed in the product."""

    type: ClassVar[str] = "tasks.task.submitted.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReturned(TaskSnapshot):
    """The reviewer sent the product back; `major` says whether the content was at fault (a quality failure)."""

    type: ClassVar[str] = "tasks.task.returned.v1"

    major: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCompleted(TaskSnapshot):
    """The reviewer accepted the product, or a part of it."""

    type: ClassVar[str] = "tasks.task.completed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCancelled(TaskSnapshot):
    """The task is not to be done any more."""

    type: ClassVar[str] = "tasks.task.cancelled.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskExtended(TaskSnapshot):
    """The deadline was moved before it had passed."""

    type: ClassVar[str] = "tasks.task.extended.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWaived(TaskSnapshot):
    """Some of the task's late days are not counted: their cause was objective."""

    type: ClassVar[str] = "tasks.task.waived.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDueSoon(TaskSnapshot):
    """The deadline of a task under way draws near; told once for each deadline, the task itself is unchanged."""

    type: ClassVar[str] = "tasks.task.due_soon.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOverdue(TaskSnapshot):
    """The deadline passed and nothing was handed in; told once for each deadline, the task itself is unchanged."""

    type: ClassVar[str] = "tasks.task.overdue.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMoved(TaskSnapshot):
    """The task stands in another list, or under another whole, from now on."""

    type: ClassVar[str] = "tasks.task.moved.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilledIn(TaskSnapshot):
    """Something was said or emptied in the fields of the task's list; what it says stays inside the service."""

    type: ClassVar[str] = "tasks.task.filled_in.v1"
