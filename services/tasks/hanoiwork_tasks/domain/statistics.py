"""Counting tasks: what a unit, a person, a list or an objective has done, with percents as the city prints them."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_HUNDRED = Decimal(100)
AGES: tuple[tuple[int, int | None], ...] = ((1, 3), (4, 7), (8, 30), (31, None))
"""Days past the deadline by which overdue work is shown, first and last included (our choice)."""


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


class By(StrEnum):
    """What a report is split by: leads, units, the three groups of work, plans (projects) or lists (categories)."""

    PERSON = "person"
    UNIT = "unit"
    GROUP = "group"
    PLAN = "plan"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """The part of a report that has one key: an identifier, or a group's name; None for tasks without."""

    by: By
    key: str | None
    statistics: Statistics


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCounts:
    """One day: the tasks that fall due on it, and those completed whose product was delivered on it."""

    day: date
    due: int
    completed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Overdue tasks by how many days their deadline has passed; `to_days` is None for all that is older."""

    from_days: int
    to_days: int | None
    tasks: int
    points: Decimal


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
