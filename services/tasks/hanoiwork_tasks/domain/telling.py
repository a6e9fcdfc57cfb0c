"""A task as the facts tell it."""

from collections.abc import Sequence
from typing import TypeVar

from hanoiwork_tasks.domain.catalogue.entry import Entry
from hanoiwork_tasks.domain.difficulties.difficulty import Difficulty
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.events import DifficultyFact, EntryFact, TaskSnapshot

Told = TypeVar("Told", bound=TaskSnapshot)


def snapshot(kind: type[Told], task: Task, *, objective_ids: Sequence[str], **more: object) -> Told:
    """A fact of one kind about a task; `objective_ids` is the objective served and every one above it.

    `more` is what the task itself does not say: `broken_down`, `recorded`, or `major` of a returned product.
    """
    state: dict[str, object] = {
        "task_id": task.id,
        "group": task.group.value,
        "status": task.status.value,
        "collaborator_ids": tuple(one.person_id for one in task.collaborators if one.person_id is not None),
        "objective_ids": tuple(objective_ids),
    }
    state |= {name: getattr(task, name) for name in _SAME}
    return kind(**state, **more)  # type: ignore[arg-type]


def difficulty_told(kind: type[DifficultyFact], difficulty: Difficulty, *, code: str) -> DifficultyFact:
    """A fact of one kind about a difficulty; `code` is that of its task or measure, its words stay inside."""
    return kind(
        difficulty_id=difficulty.id,
        task_id=difficulty.task_id or "",
        measure_id=difficulty.measure_id,
        code=code,
        unit_id=difficulty.unit_id,
        person_id=difficulty.raised_by,
        owed_by_unit_id=difficulty.owed_by_unit_id,
        asked_unit_id=difficulty.asked_unit_id,
        state=difficulty.state.value,
        respond_by=difficulty.respond_by,
        version=difficulty.version,
    )


def entry_told(kind: type[EntryFact], entry: Entry) -> EntryFact:
    """A fact of one kind about a revision of the catalogue; its words stay inside the service."""
    return kind(
        entry_id=entry.id,
        unit_id=entry.unit_id,
        code=entry.code,
        revision=entry.revision,
        points=entry.terms.points,
        effective_from=entry.effective_from,
        retired_from=entry.retired_from,
        person_id=entry.proposed_by,
        decided_by=entry.decided_by,
        version=entry.version,
    )


_SAME = (
    "code",
    "unit_id",
    "person_id",
    "assigner_id",
    "objective_id",
    "measure_id",
    "points",
    "quantity",
    "accepted_quantity",
    "quality_failures",
    "late_days",
    "waived_days",
    "starts",
    "due",
    "submitted_on",
    "delivered_on",
    "percent",
    "version",
)
