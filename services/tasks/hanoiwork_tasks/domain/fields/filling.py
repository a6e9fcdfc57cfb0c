"""Filling fields in: what of a task changes, and how its history tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hanoiwork_tasks.domain.fields.field import ListField
from hanoiwork_tasks.domain.fields.value import Value, shown
from hanoiwork_tasks.domain.flow import Step, stands
from hanoiwork_tasks.domain.task import UNDER_WAY, Status, Task
from hanoiwork_tasks.events import TaskFilledIn

LONGEST_IN_LINE = 80
"""Letters of a value in a line of the history; a longer one stands whole in its note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody says anew in a field; None is nothing."""

    field: ListField
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A field of a task's list, with what the task says in it."""

    field: ListField
    value: Value | None


def fillable(task: Task) -> None:
    """Refuse to fill in what is completed or cancelled."""
    stands(task, UNDER_WAY | {Status.DRAFT})


def after(held: Mapping[str, Value], changes: Sequence[Change]) -> dict[str, Value]:
    """What a task says, by field, once something is changed."""
    anew = {**held, **{change.field.id: change.after for change in changes}}
    return {field_id: value for field_id, value in anew.items() if value is not None}


def answers(fields: Sequence[ListField], said: Mapping[str, Value]) -> list[Answer]:
    """Every field with what is said in it."""
    return [Answer(field=field, value=said.get(field.id)) for field in fields]


def filled(task: Task, change: Change) -> Step:
    """A task that says something else; the fact tells that, and not what."""
    said = line(change)
    return Step(
        task=replace(task, version=task.version + 1),
        what=said["what"],
        before=said["before"],
        after=said["after"],
        note=said["note"],
        told=TaskFilledIn,
    )


def line(change: Change) -> dict[str, str]:
    """What a line of the history says of a change: before, after, and in the note the field."""
    before, later = shown(change.field, change.before), shown(change.field, change.after)
    whole = max(len(before), len(later)) <= LONGEST_IN_LINE
    return {
        "what": "filled_in",
        "before": before[:LONGEST_IN_LINE],
        "after": later[:LONGEST_IN_LINE],
        "note": change.field.label if whole else f"{change.field.label}: {before} → {later}",
    }
