"""Facts this service tells, and the slice of other services' facts it reads.

Scores are personal data, and public events carry none: a sheet's events say that something happened, never how many
points.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFact(Fact):
    """What every fact about a period carries: its month code (2026-06), first and last day."""

    about: ClassVar[str] = "period_id"

    period_id: str
    code: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodOpened(PeriodFact):
    """A scoring month was opened."""

    type: ClassVar[str] = "evaluation.period.opened.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodClosed(PeriodFact):
    """A scoring month was closed: its sheets are locked."""

    type: ClassVar[str] = "evaluation.period.closed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFact(Fact):
    """What every fact about a sheet carries: whose it is, of which month (its code), and its status now."""

    about: ClassVar[str] = "sheet_id"

    sheet_id: str
    person_id: str
    unit_id: str
    period: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetGenerated(SheetFact):
    """A person has a draft sheet to score."""

    type: ClassVar[str] = "evaluation.sheet.generated.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSubmitted(SheetFact):
    """The person scored themselves and handed the sheet in; its task lines are frozen."""

    type: ClassVar[str] = "evaluation.sheet.submitted.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReturned(SheetFact):
    """The leader gave the sheet back; it is a draft again."""

    type: ClassVar[str] = "evaluation.sheet.returned.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReviewed(SheetFact):
    """The leader scored every row."""

    type: ClassVar[str] = "evaluation.sheet.reviewed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetApproved(SheetFact):
    """The sheet is final."""

    type: ClassVar[str] = "evaluation.sheet.approved.v1"


TELLS: tuple[type[Fact], ...] = (
    PeriodOpened,
    PeriodClosed,
    SheetGenerated,
    SheetSubmitted,
    SheetReturned,
    SheetReviewed,
    SheetApproved,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTold:
    """What scoring needs of a task's snapshot (any `tasks.task.*` event).

    `person_id` is the lead, who alone is scored; `objective_id` the objective that the task serves itself; `due` the
    deadline after extensions; `late_days` every calendar day after it, of which `waived_days` do not
    count.
    """

    task_id: str
    code: str
    group: str
    unit_id: str
    person_id: str | None
    objective_id: str | None
    points: Decimal
    quantity: Decimal
    accepted_quantity: Decimal
    quality_failures: int
    late_days: int
    due: date | None
    status: str
    waived_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveTold:
    """What counting by objective needs of an objective's snapshot: what it hangs under, also through a key result."""

    objective_id: str
    parent_objective_id: str | None


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
