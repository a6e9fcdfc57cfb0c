"""The facts this service tells, and the slices of other services' facts it reads.

Every fact about a task carries the whole public state of the task: identifiers only, never names or free text.
"""

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
    so that nobody is notified of it.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCreated(TaskSnapshot):
    """A task was written down; it may still be a draft."""

    type: ClassVar[str] = "tasks.task.created.v1"


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
class ExtensionFact(Fact):
    """A request for a later deadline: `code` is the task's, `person_id` asked, `awaits_id` is the task's assigner."""

    about: ClassVar[str] = "extension_id"

    extension_id: str
    task_id: str
    code: str
    unit_id: str
    person_id: str
    awaits_id: str | None
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRequested(ExtensionFact):
    """The lead asks for a later deadline; granting it is told as the task's `extended`."""

    type: ClassVar[str] = "tasks.extension.requested.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRefused(ExtensionFact):
    """The deadline stands."""

    type: ClassVar[str] = "tasks.extension.refused.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverProposed(Fact):
    """A task (its `code`) is to go on in other hands; those in `awaits_ids` have still to agree."""

    type: ClassVar[str] = "tasks.hand_over.proposed.v1"
    about: ClassVar[str] = "hand_over_id"

    hand_over_id: str
    task_id: str
    code: str
    unit_id: str
    from_id: str
    to_id: str
    awaits_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyFact(Fact):
    """A difficulty: `code` and `unit_id` are the task's, `person_id` raised it; `asked_unit_id` is asked now."""

    about: ClassVar[str] = "difficulty_id"

    difficulty_id: str
    task_id: str
    unit_id: str
    person_id: str
    owed_by_unit_id: str | None
    code: str = ""
    asked_unit_id: str | None = None
    state: str = "open"
    respond_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyRaised(DifficultyFact):
    """Something stands in the way of a task, and a unit is asked; also when it is asked anew, or another one is."""

    type: ClassVar[str] = "tasks.difficulty.raised.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyAnswered(DifficultyFact):
    """The unit that owes the answer gave one, or one above it did."""

    type: ClassVar[str] = "tasks.difficulty.answered.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyEscalated(DifficultyFact):
    """No answer came in time, or the task's people would not wait: the unit above is asked."""

    type: ClassVar[str] = "tasks.difficulty.escalated.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultySettled(DifficultyFact):
    """It is solved, or needs no answer any more."""

    type: ClassVar[str] = "tasks.difficulty.settled.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanItemBrokenDown(Fact):
    """A task came out of a plan item; one fact for each task."""

    type: ClassVar[str] = "tasks.plan_item.broken_down.v1"
    about: ClassVar[str] = "item_id"

    item_id: str
    plan_id: str
    task_id: str
    unit_id: str


TELLS: tuple[type[Fact], ...] = (
    TaskCreated,
    TaskAssigned,
    TaskProgressed,
    TaskSubmitted,
    TaskReturned,
    TaskCompleted,
    TaskCancelled,
    TaskExtended,
    TaskAccepted,
    TaskHandedOver,
    TaskWaived,
    ExtensionRequested,
    ExtensionRefused,
    HandOverProposed,
    DifficultyRaised,
    DifficultyAnswered,
    DifficultyEscalated,
    DifficultySettled,
    PlanItemBrokenDown,
)
"""Every fact this service tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveSlice:
    """What tasks need to know of an objective, whichever of its facts brings it."""

    objective_id: str
    code: str
    cycle: str
    unit_id: str
    parent_objective_id: str | None
    parent_measure_id: str | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSlice:
    """What tasks need to know of a key result or KPI; a standing KPI counts in the objectives `used_by` names."""

    measure_id: str
    code: str
    objective_id: str | None
    status: str
    parent_measure_id: str | None = None
    used_by: tuple[str, ...] = ()


OBJECTIVE_TYPES = (
    "objectives.objective.created.v1",
    "objectives.objective.changed.v1",
    "objectives.objective.moved.v1",
    "objectives.objective.submitted.v1",
    "objectives.objective.approved.v1",
    "objectives.objective.returned.v1",
    "objectives.objective.closed.v1",
    "objectives.objective.archived.v1",
    "objectives.objective.restored.v1",
)
"""Every fact about an objective but its progress carries its whole state, so all of them are read alike."""
