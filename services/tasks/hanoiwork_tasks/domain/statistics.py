"""Counting tasks: what a unit, a person, a list or an objective has done, with percents as the city prints them."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Tasks that fall due in a range of days. Drafts and cancelled tasks are in none of them.

    `on_time` and `late` split the completed ones; `overdue` are those neither completed nor handed in by their
    deadline, which has passed. Points are those of the whole tasks.
    """

    total: int = 0
    completed: int = 0
    on_time: int = 0
    late: int = 0
    overdue: int = 0
    points: Decimal = Decimal(0)
    completed_points: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The division report of the deck: counts, and the shares of the total rounded half up to two decimals.

    The shares are None when there is nothing to share.
    """

    total: int
    completed: int
    not_completed: int
    on_time: int
    late: int
    overdue: int
    completed_percent: Decimal | None
    not_completed_percent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskProgress:
    """Tasks under an objective or measure; `percent` is the completed share of their points, to one decimal."""

    total: int
    completed: int
    on_time: int
    late: int
    overdue: int
    percent: Decimal | None


def statistics(counts: Counts) -> Statistics:
    """The report over the counts."""
    missing = counts.total - counts.completed
    return Statistics(
        total=counts.total,
        completed=counts.completed,
        not_completed=missing,
        on_time=counts.on_time,
        late=counts.late,
        overdue=counts.overdue,
        completed_percent=share(counts.completed, of=counts.total, places=2),
        not_completed_percent=share(missing, of=counts.total, places=2),
    )


def progress(counts: Counts) -> TaskProgress:
    """How far the tasks under something are."""
    return TaskProgress(
        total=counts.total,
        completed=counts.completed,
        on_time=counts.on_time,
        late=counts.late,
        overdue=counts.overdue,
        percent=share(counts.completed_points, of=counts.points, places=1),
    )


def share(part: Decimal | int, *, of: Decimal | int, places: int) -> Decimal | None:
    """The percent that `part` is of a whole, rounded half up; None of nothing."""
    if not of:
        return None
    return (_HUNDRED * part / Decimal(of)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
