"""Task lines: what one person's task brings to their score, and the ledger entry it is kept in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from hanoiwork_evaluation.events import ObjectiveTold, TaskTold

NOT_COUNTED = frozenset({"draft", "cancelled"})
COMPLETED = "completed"


class Group(StrEnum):
    """The three groups of work on the city's score table (deck)."""

    OKR_KPI = "okr_kpi"
    ROUTINE = "routine"
    ARISING = "arising"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One task on one person's sheet.

    `points` is its weight; quantities are in units of its product, if counted; `waived_days` of the `late_days` cost
    nothing.
    """

    task_id: str
    code: str
    group: Group
    points: Decimal
    completed: bool
    quantity: Decimal | None = None
    accepted_quantity: Decimal | None = None
    quality_failures: int = 0
    late_days: int = 0
    waived_days: int = 0

    @property
    def done(self) -> Fraction:
        """The part done, 0 to 1: accepted ÷ assigned quantity where both are counted, otherwise all or nothing."""
        if self.quantity is None or self.accepted_quantity is None:
            return Fraction(int(self.completed))
        return min(Fraction(1), Fraction(self.accepted_quantity) / Fraction(self.quantity))


@dataclass(frozen=True, slots=True, kw_only=True)
class LineScore:
    """What one task gave, in points: done (d), and what quality and lateness left of it."""

    line: Line
    quantity: Fraction
    quality: Fraction
    progress: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective and the one that it hangs under. `sequence` orders what is told about the same objective."""

    objective_id: str
    sequence: int
    parent_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The newest that this service was told of one task. `sequence` orders what is told about the same task.

    `objective_id` is the objective that it serves itself; those above are found when they are asked for.
    """

    task_id: str
    sequence: int
    code: str
    group: Group
    unit_id: str
    person_id: str | None
    points: Decimal
    quantity: Decimal
    accepted_quantity: Decimal
    quality_failures: int
    late_days: int
    due: date | None
    status: str
    objective_id: str | None
    waived_days: int = 0

    @property
    def counts(self) -> bool:
        """Whether it is somebody's assigned work: neither draft nor cancelled, with a lead person and a deadline."""
        return self.status not in NOT_COUNTED and self.person_id is not None and self.due is not None

    def line(self) -> Line:
        """This task as a line of its lead person's sheet.

        Only completed work counts; one accepted without a count (no quantity) counts whole.
        """
        completed = self.status == COMPLETED
        counted = completed and self.quantity > 0 and self.accepted_quantity > 0
        return Line(
            task_id=self.task_id,
            code=self.code,
            group=self.group,
            points=self.points,
            completed=completed,
            quantity=self.quantity if counted else None,
            accepted_quantity=self.accepted_quantity if counted else None,
            quality_failures=self.quality_failures,
            late_days=self.late_days,
            waived_days=self.waived_days,
        )


def objective(told: ObjectiveTold, *, sequence: int) -> Objective:
    """What is kept of an objective's snapshot."""
    return Objective(objective_id=told.objective_id, sequence=sequence, parent_id=told.parent_objective_id)


def entry(told: TaskTold, *, sequence: int) -> Entry:
    """What the ledger keeps of a task's snapshot."""
    return Entry(
        task_id=told.task_id,
        sequence=sequence,
        code=told.code,
        group=Group(told.group),
        unit_id=told.unit_id,
        person_id=told.person_id,
        points=told.points,
        quantity=told.quantity,
        accepted_quantity=told.accepted_quantity,
        quality_failures=told.quality_failures,
        late_days=told.late_days,
        due=told.due,
        status=told.status,
        objective_id=told.objective_id,
        waived_days=told.waived_days,
    )
