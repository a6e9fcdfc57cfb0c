"""A task: one piece of work with one lead, six clears, a weight in points and a deadline."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from hanoiwork_tasks.domain.refusals import DatesReversed, PointsInvalid, QuantityInvalid

MOST_POINTS = Decimal(1000)
MOST_QUANTITY = Decimal(1_000_000)
_CENT = Decimal("0.01")
_THOUSANDTH = Decimal("0.001")


class Group(StrEnum):
    """The three groups of work on the score sheet (deck)."""

    OKR_KPI = "okr_kpi"
    ROUTINE = "routine"
    ARISING = "arising"


class Status(StrEnum):
    """Where a task stands; a draft counts nowhere until it is assigned."""

    DRAFT = "draft"
    TODO = "todo"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


STATUS_NAMES = {
    Status.DRAFT: "Dự thảo",
    Status.TODO: "Cần làm",
    Status.IN_PROGRESS: "Đang thực hiện",
    Status.SUBMITTED: "Chờ duyệt",
    Status.RETURNED: "Trả lại",
    Status.COMPLETED: "Hoàn thành",
    Status.CANCELLED: "Đã hủy",
}
WORKABLE = frozenset({Status.TODO, Status.IN_PROGRESS, Status.RETURNED})
UNDER_WAY = WORKABLE | {Status.SUBMITTED}
COUNTED = UNDER_WAY | {Status.COMPLETED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaborator:
    """A person, or a whole unit, that helps the lead: exactly one of the two ids is there."""

    person_id: str | None = None
    unit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One piece of work.

    `owner_id` is whose list of codes its code belongs to: the unit, or the person for work done elsewhere.
    `points` weigh the whole product and stay 0 until a draft is weighed; `quantity` counts units of product;
    `due` is the deadline after extensions, `first_due` the one agreed at assignment; `record` fingerprints
    the imported row when the work was done elsewhere. `taken_on_at` is when the present lead took it on.
    `entry_id` is the
    revision of the catalogue that weighed it; `late_days` are all of them, `waived_days` those that are not counted.
    """

    id: str
    code: str
    owner_id: str
    title: str
    group: Group
    unit_id: str
    created_by: str
    created_at: datetime
    status: Status = Status.DRAFT
    person_id: str | None = None
    assigner_id: str | None = None
    collaborators: tuple[Collaborator, ...] = ()
    objective_id: str | None = None
    measure_id: str | None = None
    list_id: str | None = None
    parent_id: str | None = None
    plan_item_id: str | None = None
    entry_id: str | None = None
    product: str = ""
    quantity: Decimal = Decimal(1)
    accepted_quantity: Decimal = Decimal(0)
    points: Decimal = Decimal(0)
    authority: str = ""
    starts: date | None = None
    due: date | None = None
    first_due: date | None = None
    percent: int = 0
    progress_note: str = ""
    product_note: str = ""
    taken_on_at: datetime | None = None
    submitted_on: date | None = None
    delivered_on: date | None = None
    late_days: int = 0
    waived_days: int = 0
    quality_failures: int = 0
    record: str | None = None
    version: int = 1

    @property
    def counted_late_days(self) -> int:
        """The late days that cost something."""
        return self.late_days - self.waived_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One line of a task's history: who did what and when, and what it changed from and to."""

    id: str
    task_id: str
    at: datetime
    person_id: str
    what: str
    before: str
    after: str
    note: str
    version: int


def weigh(points: Decimal, *, field: str = "points") -> Decimal:
    """Points as they may be given: over 0, at most 1000 (our choice), hundredths at the finest."""
    if not (points.is_finite() and 0 < points <= MOST_POINTS and points == points.quantize(_CENT)):
        raise PointsInvalid(field=field, most=str(MOST_POINTS))
    return points


def measure_out(quantity: Decimal, *, field: str = "quantity") -> Decimal:
    """A quantity of product as it may be asked for: over 0, thousandths at the finest (our choice)."""
    if not (quantity.is_finite() and 0 < quantity <= MOST_QUANTITY and quantity == quantity.quantize(_THOUSANDTH)):
        raise QuantityInvalid(field=field, most=str(MOST_QUANTITY))
    return quantity


def in_order(starts: date | None, due: date | None, *, field: str = "due") -> None:
    """Refuse a start after the deadline."""
    if starts is not None and due is not None and starts > due:
        raise DatesReversed(field=field, starts=starts.isoformat(), due=due.isoformat())
