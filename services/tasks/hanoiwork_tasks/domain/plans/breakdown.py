"""How far a plan is broken down (bóc tách): by item, by unit, and who has still to do something about it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from hanoiwork_shared.clock import HANOI
from hanoiwork_tasks.domain.plan import Plan, PlanItem
from hanoiwork_tasks.domain.task import Status


class Stage(StrEnum):
    """How far an item, or a task of it, has come."""

    NOT_BROKEN_DOWN = "not_broken_down"
    DRAFTED = "drafted"
    ASSIGNED = "assigned"
    TAKEN_ON = "taken_on"
    SUBMITTED = "submitted"
    COMPLETED = "completed"


STAGE_NAMES = {
    Stage.NOT_BROKEN_DOWN: "Chưa bóc tách",
    Stage.DRAFTED: "Đã dự thảo",
    Stage.ASSIGNED: "Đã giao, chưa nhận",
    Stage.TAKEN_ON: "Đã nhận",
    Stage.SUBMITTED: "Chờ duyệt",
    Stage.COMPLETED: "Hoàn thành",
}
_BY_STATUS = {
    Status.DRAFT: Stage.DRAFTED,
    Status.TODO: Stage.ASSIGNED,
    Status.IN_PROGRESS: Stage.TAKEN_ON,
    Status.RETURNED: Stage.TAKEN_ON,
    Status.SUBMITTED: Stage.SUBMITTED,
    Status.COMPLETED: Stage.COMPLETED,
}
_ORDER = tuple(Stage)
Thing = TypeVar("Thing")
Gap = TypeVar("Gap", "TaskGap", "UnitGap", "PersonGap")


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenTask:
    """A task that came out of an item; `since` is when its lead was given it, or when it was written down."""

    task_id: str
    item_id: str
    parent_id: str | None
    unit_id: str
    person_id: str | None
    status: Status
    taken_on: bool
    since: datetime

    @property
    def stage(self) -> Stage:
        """How far it has come; whoever reports on a task has taken it on."""
        return Stage.TAKEN_ON if self.status is Status.TODO and self.taken_on else _BY_STATUS[self.status]

    def days(self, today: date) -> int:
        """Days that it has stood so."""
        return (today - self.since.astimezone(HANOI).date()).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Tasks by how far they have come."""

    drafted: int = 0
    assigned: int = 0
    taken_on: int = 0
    submitted: int = 0
    completed: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.drafted + self.assigned + self.taken_on + self.submitted + self.completed


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPart:
    """What a unit has of an item."""

    unit_id: str
    counts: Tally
    tasks: tuple[BrokenTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPart:
    """One item: the stage of the task that is furthest behind, and what each unit has of it."""

    item_id: str
    lead_unit_id: str
    stage: Stage
    counts: Tally
    units: tuple[UnitPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPart:
    """What a lead unit has of the whole plan: its items, those not broken down, and the tasks of all of them."""

    unit_id: str
    items: int
    not_broken_down: int
    counts: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """A plan by item and by lead unit."""

    items: tuple[ItemPart, ...]
    lead_units: tuple[LeadPart, ...]
    not_broken_down: int
    counts: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGap:
    """An item that nobody has broken down, and for how many days its lead unit has had it, if that is known."""

    item_id: str
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGap:
    """A task that waits for somebody, and for how many days."""

    task_id: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitGap:
    """A unit with items to break down or drafts to assign; `days` is the longest of them."""

    unit_id: str
    days: int | None
    items: tuple[ItemGap, ...] = ()
    drafts: tuple[TaskGap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonGap:
    """A person with tasks to take on, those that wait longest first."""

    person_id: str
    days: int
    tasks: tuple[TaskGap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Who has still to do something about a plan, longest first."""

    units_to_break_down: tuple[UnitGap, ...] = field(default=())
    units_to_assign: tuple[UnitGap, ...] = field(default=())
    people_to_accept: tuple[PersonGap, ...] = field(default=())


def tally(tasks: Iterable[BrokenTask]) -> Tally:
    """Count tasks by how far they have come."""
    counted = Counter(task.stage.value for task in tasks)
    return Tally(**counted)


def breakdown(plan: Plan, tasks: Iterable[BrokenTask]) -> Breakdown:
    """How far a plan is broken down, from all tasks that came out of it."""
    by_item = _grouped(tasks, by="item_id")
    parts = tuple(_item_part(item, by_item.get(item.id, ())) for item in plan.items())
    leads = _grouped(parts, by="lead_unit_id")
    return Breakdown(
        items=parts,
        lead_units=tuple(_lead_part(unit_id, own, by_item) for unit_id, own in leads.items()),
        not_broken_down=sum(part.stage is Stage.NOT_BROKEN_DOWN for part in parts),
        counts=tally(task for own in by_item.values() for task in own),
    )


def gaps(plan: Plan, tasks: Sequence[BrokenTask], *, today: date) -> Gaps:
    """Who has still to do something about a plan."""
    broken = {task.item_id for task in tasks}
    items = _grouped((item for item in plan.items() if item.id not in broken), by="lead_unit_id")
    drafts = _grouped((task for task in tasks if task.stage is Stage.DRAFTED), by="unit_id")
    waiting = (task for task in tasks if task.stage is Stage.ASSIGNED and task.person_id is not None)
    return Gaps(
        units_to_break_down=_longest(_unit_gap(unit_id, own, today) for unit_id, own in items.items()),
        units_to_assign=_longest(_draft_gap(unit_id, own, today) for unit_id, own in drafts.items()),
        people_to_accept=_longest(
            _person_gap(one, own, today) for one, own in _grouped(waiting, by="person_id").items()
        ),
    )


def _item_part(item: PlanItem, tasks: Sequence[BrokenTask]) -> ItemPart:
    units = _grouped(tasks, by="unit_id")
    stages = [task.stage for task in tasks]
    return ItemPart(
        item_id=item.id,
        lead_unit_id=item.lead_unit_id,
        stage=min(stages, key=_ORDER.index, default=Stage.NOT_BROKEN_DOWN),
        counts=tally(tasks),
        units=tuple(UnitPart(unit_id=one, counts=tally(own), tasks=tuple(own)) for one, own in units.items()),
    )


def _lead_part(unit_id: str, parts: Sequence[ItemPart], by_item: Mapping[str, Sequence[BrokenTask]]) -> LeadPart:
    return LeadPart(
        unit_id=unit_id,
        items=len(parts),
        not_broken_down=sum(part.stage is Stage.NOT_BROKEN_DOWN for part in parts),
        counts=tally(task for part in parts for task in by_item.get(part.item_id, ())),
    )


def _unit_gap(unit_id: str, items: Sequence[PlanItem], today: date) -> UnitGap:
    own = [ItemGap(item_id=one.id, days=(today - one.entered_on).days if one.entered_on else None) for one in items]
    known = [one.days for one in own if one.days is not None]
    return UnitGap(unit_id=unit_id, days=max(known, default=None), items=tuple(own))


def _draft_gap(unit_id: str, drafts: Sequence[BrokenTask], today: date) -> UnitGap:
    own = _task_gaps(drafts, today)
    return UnitGap(unit_id=unit_id, days=own[0].days, drafts=own)


def _person_gap(person_id: str, waiting: Sequence[BrokenTask], today: date) -> PersonGap:
    own = _task_gaps(waiting, today)
    return PersonGap(person_id=person_id, days=own[0].days, tasks=own)


def _task_gaps(tasks: Sequence[BrokenTask], today: date) -> tuple[TaskGap, ...]:
    return _longest(TaskGap(task_id=task.task_id, days=task.days(today)) for task in tasks)


def _longest(found: Iterable[Gap]) -> tuple[Gap, ...]:
    return tuple(sorted(found, key=lambda one: -(one.days or 0)))


def _grouped(found: Iterable[Thing], *, by: str) -> dict[str, list[Thing]]:
    groups: dict[str, list[Thing]] = {}
    for one in found:
        groups.setdefault(getattr(one, by), []).append(one)
    return groups
