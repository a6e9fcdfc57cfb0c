"""Facts that this service tells, and the slice of the tasks' facts that it reads."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """A unit that works on an objective beside its own unit, and how much it weighs among those that do."""

    unit_id: str
    weight: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveSnapshot(Fact):
    """The public state of an objective; `parent_objective_id` also names the objective above a parent key result.

    Whatever happened to it, the fact carries this whole state under the name of what happened: whoever keeps a copy
    listens to every type alike.
    """

    about: ClassVar[str] = "objective_id"

    objective_id: str
    code: str
    cycle: str
    unit_id: str
    owner_id: str | None
    parent_objective_id: str | None
    parent_measure_id: str | None
    status: str
    starts: date
    ends: date
    reviewer_id: str | None = None
    contributors: tuple[Contributor, ...] = ()
    tags: tuple[str, ...] = ()
    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveCreated(ObjectiveSnapshot):
    """An objective was drafted, cloned, or came in by import."""

    type: ClassVar[str] = "objectives.objective.created.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveChanged(ObjectiveSnapshot):
    """An objective was activated, or defined anew."""

    type: ClassVar[str] = "objectives.objective.changed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveMoved(ObjectiveSnapshot):
    """An objective was hung elsewhere in the tree, with everything under it."""

    type: ClassVar[str] = "objectives.objective.moved.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveSubmitted(ObjectiveSnapshot):
    """An objective was handed in for approval, or went on to the next in its route.

    It awaits `awaits_id`, or, when no person is named, whoever leads `awaits_unit_id`.
    """

    type: ClassVar[str] = "objectives.objective.submitted.v1"

    awaits_id: str | None = None
    awaits_unit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveApproved(ObjectiveSnapshot):
    """The last in the route approved an objective; it may now be activated."""

    type: ClassVar[str] = "objectives.objective.approved.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveReturned(ObjectiveSnapshot):
    """An objective was sent back: it is a draft again."""

    type: ClassVar[str] = "objectives.objective.returned.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveClosed(ObjectiveSnapshot):
    """An objective ended with a `result`; its progress stays as it was and goes on counting."""

    type: ClassVar[str] = "objectives.objective.closed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveArchived(ObjectiveSnapshot):
    """An objective was put away: it counts nowhere and stays readable."""

    type: ClassVar[str] = "objectives.objective.archived.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRestored(ObjectiveSnapshot):
    """An objective came back from the archive, in the status that it had before."""

    type: ClassVar[str] = "objectives.objective.restored.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveProgressChanged(Fact):
    """The percentage of an objective moved; `percent` is null when nothing under it counts.

    `status` is as of the day of the change: it goes on changing with time alone.
    """

    type: ClassVar[str] = "objectives.objective.progress_changed.v1"
    about: ClassVar[str] = "objective_id"

    objective_id: str
    percent: Decimal | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSnapshot(Fact):
    """The public state of a key result or KPI; its status follows its objective's.

    A standing KPI has no objective and no cycle: it belongs to `unit_id`, and the objectives in `used_by` count it.
    `parent_measure_id` is the KPI above a KPI.
    """

    about: ClassVar[str] = "measure_id"

    measure_id: str
    code: str
    kind: str
    objective_id: str | None
    direction: str
    source: str
    status: str
    parent_measure_id: str | None = None
    unit_id: str | None = None
    cycle: str = ""
    used_by: tuple[str, ...] = ()
    owner_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCreated(MeasureSnapshot):
    """An objective got a measure."""

    type: ClassVar[str] = "objectives.measure.created.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureChanged(MeasureSnapshot):
    """A measure was defined anew, or its objective's status moved it along."""

    type: ClassVar[str] = "objectives.measure.changed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCheckedIn(Fact):
    """Somebody reported a measure's value; `corrects` names the check-in that this one replaces."""

    type: ClassVar[str] = "objectives.measure.checked_in.v1"
    about: ClassVar[str] = "measure_id"

    measure_id: str
    objective_id: str | None
    check_in_id: str
    value: Decimal
    on: date
    confidence: int | None
    corrects: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCheckInAcknowledged(Fact):
    """The reviewer took note of a check-in; `version` is the measure's at that moment."""

    type: ClassVar[str] = "objectives.measure.check_in_acknowledged.v1"
    about: ClassVar[str] = "measure_id"

    measure_id: str
    objective_id: str | None
    check_in_id: str
    person_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveStatusChanged(Fact):
    """What an active objective's progress is called changed, by a report or by time alone.

    `on` is the day it was seen; time alone moves no version, so among facts of one version the later day is the newer.
    """

    type: ClassVar[str] = "objectives.objective.status_changed.v1"
    about: ClassVar[str] = "objective_id"

    objective_id: str
    before: str
    status: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureGoneStale(Fact):
    """An active measure was silent for longer than its frequency allows; `fresh_until` was its last good day."""

    type: ClassVar[str] = "objectives.measure.gone_stale.v1"
    about: ClassVar[str] = "measure_id"

    measure_id: str
    objective_id: str | None
    fresh_until: date
    on: date


TELLS: tuple[type[Fact], ...] = (
    ObjectiveCreated,
    ObjectiveChanged,
    ObjectiveMoved,
    ObjectiveSubmitted,
    ObjectiveApproved,
    ObjectiveReturned,
    ObjectiveClosed,
    ObjectiveArchived,
    ObjectiveRestored,
    ObjectiveProgressChanged,
    MeasureCreated,
    MeasureChanged,
    MeasureCheckedIn,
    MeasureCheckInAcknowledged,
    ObjectiveStatusChanged,
    MeasureGoneStale,
)
"""Every fact this service tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSlice:
    """What a key result fed by tasks needs of any fact about a task.

    A task that was broken down is done in its parts, which tell of themselves.
    """

    task_id: str
    measure_id: str | None
    points: Decimal
    quantity: Decimal
    accepted_quantity: Decimal
    status: str
    version: int
    broken_down: bool = False


TASK_TYPES = (
    "tasks.task.created.v1",
    "tasks.task.assigned.v1",
    "tasks.task.progressed.v1",
    "tasks.task.submitted.v1",
    "tasks.task.returned.v1",
    "tasks.task.completed.v1",
    "tasks.task.cancelled.v1",
    "tasks.task.extended.v1",
    "tasks.task.accepted.v1",
    "tasks.task.handed_over.v1",
    "tasks.task.waived.v1",
)
"""Every fact about a task carries its whole state, so all of them are read alike."""
