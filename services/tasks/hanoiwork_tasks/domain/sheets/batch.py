"""What was loaded at once, so that it can be taken back at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hanoiwork_tasks.domain.sheets.refusals import BatchUndone
from hanoiwork_tasks.domain.task import Collaborator, Group, Task

_TEXTS = ("title", "person_id", "objective_id", "measure_id", "product", "authority")
_NUMBERS = ("quantity", "points")
_DAYS = ("starts", "due")


class Loaded(StrEnum):
    """What a file held."""

    TASKS = "tasks"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A file that was loaded for a unit: by whom, when, how much of it; and who took it back, if anybody did.

    `digest` is the SHA-256 of the file, `plan_id` the plan whose items it held.
    """

    id: str
    unit_id: str
    kind: Loaded
    loaded_by: str
    loaded_at: datetime
    digest: str
    created: int
    changed: int
    plan_id: str | None = None
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """One thing that a batch made or changed: the version it then had, and what it had said before.

    `before` is None for what the batch made.
    """

    thing_id: str
    version: int
    before: Mapping[str, Any] | None = None


def demand_standing(batch: Batch) -> None:
    """Refuse to take a batch back twice."""
    if batch.undone_at is not None:
        raise BatchUndone(field="batch")


def freed(task: Task) -> str:
    """The code of a task that was taken back: its own may be used again."""
    return f"{task.code}~{task.id[-8:]}"


def said(task: Task) -> dict[str, Any]:
    """What a file may change of a task, as JSON."""
    return {
        **{name: getattr(task, name) for name in _TEXTS},
        **{name: str(getattr(task, name)) for name in _NUMBERS},
        **{name: day.isoformat() if (day := getattr(task, name)) else None for name in _DAYS},
        "group": task.group.value,
        "helping": [[one.person_id, one.unit_id] for one in task.collaborators],
    }


def saying(task: Task, before: Mapping[str, Any]) -> Task:
    """A task that says what it said before a file, as a change of its own."""
    values: dict[str, Any] = {
        **{name: before[name] for name in _TEXTS},
        **{name: Decimal(before[name]) for name in _NUMBERS},
        **{name: date.fromisoformat(before[name]) if before[name] else None for name in _DAYS},
        "group": Group(before["group"]),
        "collaborators": tuple(Collaborator(person_id=person, unit_id=unit) for person, unit in before["helping"]),
    }
    return replace(task, **values, version=task.version + 1)
