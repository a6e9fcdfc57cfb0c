"""What can be made again: lists with their tasks, without people, results and days of the calendar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hanoiwork_tasks.domain.fields.drawing import Drawn, drawn_fields, drawn_values
from hanoiwork_tasks.domain.fields.field import ListField
from hanoiwork_tasks.domain.fields.value import Value
from hanoiwork_tasks.domain.spaces.refusals import ShiftInvalid, TooMuchToCopy
from hanoiwork_tasks.domain.task import Group, Status, Task

MOST_TASKS = 5000
"""Tasks of one copy or template (our choice)."""
FARTHEST = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A list that is drawn: its tasks, its fields, and what the tasks say in them, by task and field."""

    title: str
    tasks: Sequence[Task]
    fields: Sequence[ListField] = ()
    said: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTask:
    """A task to be made again: `parent` is the place of its whole in the same list; days count from the first day.

    `says` is what it says in the fields of its list, by key.
    """

    title: str
    group: str
    product: str
    quantity: str
    points: str
    authority: str
    starts: int | None
    due: int | None
    parent: int | None
    says: Mapping[str, Drawn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnList:
    """A list to be made again."""

    title: str
    tasks: tuple[DrawnTask, ...]
    fields: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """Lists to be made again, and the first day of any of their tasks."""

    first_day: date
    lists: tuple[DrawnList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A blueprint that a unit keeps under a title, for itself and all units below."""

    id: str
    unit_id: str
    title: str
    blueprint: Blueprint
    made_by: str
    version: int = 1


def drawn(lists: Iterable[Source], *, today: date) -> Blueprint:
    """A blueprint of lists; cancelled tasks are left out, and parts whose whole is elsewhere stand alone."""
    kept = [replace(one, tasks=[task for task in one.tasks if task.status is not Status.CANCELLED]) for one in lists]
    count = sum(len(one.tasks) for one in kept)
    if count > MOST_TASKS:
        raise TooMuchToCopy(count=count, most=MOST_TASKS)
    days = [day for one in kept for task in one.tasks for day in (task.starts, task.due) if day is not None]
    first = min(days, default=today)
    return Blueprint(
        first_day=first,
        lists=tuple(
            DrawnList(title=one.title, tasks=_drawn(one, first), fields=drawn_fields(one.fields)) for one in kept
        ),
    )


def shifted(first_day: date, days: int) -> date:
    """The first day of a copy whose days are moved; raises ShiftInvalid past ten years."""
    if abs(days) > FARTHEST:
        raise ShiftInvalid(field="shift_days", most=FARTHEST)
    return first_day + timedelta(days=days)


def dates(task: DrawnTask, *, first_day: date) -> tuple[date | None, date | None]:
    """The start and deadline of a task that is made again."""
    start = None if task.starts is None else first_day + timedelta(days=task.starts)
    return start, None if task.due is None else first_day + timedelta(days=task.due)


def written(blueprint: Blueprint) -> dict[str, Any]:
    """A blueprint as plain data."""
    return {
        "first_day": blueprint.first_day.isoformat(),
        "lists": [
            {
                "title": one.title,
                "fields": one.fields,
                "tasks": [{name: getattr(task, name) for name in _NAMES} for task in one.tasks],
            }
            for one in blueprint.lists
        ],
    }


def read(data: Mapping[str, Any]) -> Blueprint:
    """Plain data as a blueprint."""
    return Blueprint(
        first_day=date.fromisoformat(data["first_day"]),
        lists=tuple(
            DrawnList(
                title=one["title"],
                tasks=tuple(DrawnTask(**task) for task in one["tasks"]),
                fields=one.get("fields", ()),
            )
            for one in data["lists"]
        ),
    )


def _drawn(source: Source, first: date) -> tuple[DrawnTask, ...]:
    placed = _wholes_first(source.tasks)
    places = {task.id: place for place, task in enumerate(placed)}
    return tuple(
        DrawnTask(
            title=task.title,
            group=task.group.value,
            product=task.product,
            quantity=f"{task.quantity:f}",
            points=f"{task.points:f}",
            authority=task.authority,
            starts=None if task.starts is None else (task.starts - first).days,
            due=None if task.due is None else (task.due - first).days,
            parent=places.get(task.parent_id or ""),
            says=drawn_values(source.fields, source.said.get(task.id, {}), first_day=first),
        )
        for task in placed
    )


def _wholes_first(tasks: Sequence[Task]) -> list[Task]:
    """Every whole before its parts."""
    known, placed, left = {task.id for task in tasks}, [], list(tasks)
    seen: set[str] = set()
    while left:
        ready = [task for task in left if task.parent_id not in known or task.parent_id in seen]
        placed += ready
        seen |= {task.id for task in ready}
        left = [task for task in left if task.id not in seen]
    return placed


def made(task: DrawnTask) -> dict[str, Any]:
    """What a drawn task says, as values of a task."""
    return {
        "title": task.title,
        "group": Group(task.group),
        "product": task.product,
        "quantity": Decimal(task.quantity),
        "points": Decimal(task.points),
        "authority": task.authority,
    }


_NAMES = tuple(DrawnTask.__dataclass_fields__)
