"""What can be made again: lists with their tasks, without people, results and days of the calendar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hanoiwork_tasks.domain.spaces.refusals import ShiftInvalid, TooMuchToCopy
from hanoiwork_tasks.domain.task import Group, Status, Task

MOST_TASKS = 5000
"""Tasks of one copy or template (our choice)."""
FARTHEST = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTask:
    """A task to be made again: `parent` is the place of its whole in the same list; days count from the first day."""

    title: str
    group: str
    product: str
    quantity: str
    points: str
    authority: str
    starts: int | None
    due: int | None
    parent: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnList:
    """A list to be made again."""

    title: str
    tasks: tuple[DrawnTask, ...]


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


def drawn(lists: Iterable[tuple[str, Sequence[Task]]], *, today: date) -> Blueprint:
    """A blueprint of lists by title; cancelled tasks are left out, and parts whose whole is elsewhere stand alone."""
    kept = [(title, [task for task in tasks if task.status is not Status.CANCELLED]) for title, tasks in lists]
    count = sum(len(tasks) for _, tasks in kept)
    if count > MOST_TASKS:
        raise TooMuchToCopy(count=count, most=MOST_TASKS)
    days = [day for _, tasks in kept for task in tasks for day in (task.starts, task.due) if day is not None]
    first = min(days, default=today)
    return Blueprint(
        first_day=first, lists=tuple(DrawnList(title=title, tasks=_drawn(tasks, first)) for title, tasks in kept)
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
            {"title": one.title, "tasks": [{name: getattr(task, name) for name in _NAMES} for task in one.tasks]}
            for one in blueprint.lists
        ],
    }


def read(data: Mapping[str, Any]) -> Blueprint:
    """Plain data as a blueprint."""
    return Blueprint(
        first_day=date.fromisoformat(data["first_day"]),
        lists=tuple(
            DrawnList(title=one["title"], tasks=tuple(DrawnTask(**task) for task in one["tasks"]))
            for one in data["lists"]
        ),
    )


def _drawn(tasks: Sequence[Task], first: date) -> tuple[DrawnTask, ...]:
    placed = _wholes_first(tasks)
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
