"""A row of a table that changes a task that is there."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from hanoiwork_shared.errors import refuse_all
from hanoiwork_tasks.domain import assigning, authority
from hanoiwork_tasks.domain.assigning import Terms, checked
from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.sheets.refusals import ColumnFixed
from hanoiwork_tasks.domain.sheets.task_line import HELPING, OF_DRAFTS, TaskLine, TaskRow
from hanoiwork_tasks.domain.task import WORKABLE, Collaborator, Status, Task, weigh
from hanoiwork_tasks.events import TaskChanged
from hanoiwork_tasks.service.resolving import current, helpers, line_of, links_for, person_for
from hanoiwork_tasks.service.sheets.ground import Ground

_LONGEST = 80
"""Letters of what a column said that the history keeps in place; columns are short texts (our choice)."""
_WORDS = {"title": "title", "product": "product", "quantity": "quantity", "authority": "authority", "group": "group"}
_DATES = {"start": "starts", "due": "due"}


def change(ground: Ground, row: TaskRow, task: Task, *, there: TaskLine, columns: Sequence[str]) -> None:
    """Let a task say what its row says in these columns; refuses what a file does not change, and stale rows."""
    version = row.says.version
    current(task, None if version is None else int(version))
    refuse_all(ColumnFixed(field=name, key=task.code) for name in columns if name not in _changeable(task))
    ground.memory.spaces.demand_open(task.list_id)
    if task.status is Status.DRAFT:
        _redraft(ground, row, task, there=there, columns=columns)
    else:
        _let_help(ground, row, task)


def _changeable(task: Task) -> Collection[str]:
    if task.status is Status.DRAFT:
        return OF_DRAFTS - {"points"} if task.entry_id is not None else OF_DRAFTS
    return HELPING if task.status in WORKABLE else ()


def _let_help(ground: Ground, row: TaskRow, task: Task) -> None:
    ground.may(authority.ASSIGN, unit_id=task.unit_id)
    helping = _helping(ground, row.says, task)
    step = assigning.assign(
        task,
        by=ground.actor.person_id,
        person_id=None,
        terms=Terms(),
        today=ground.today,
        collaborators=helping,
    )
    ground.gathered.take(step)


def _redraft(ground: Ground, row: TaskRow, task: Task, *, there: TaskLine, columns: Sequence[str]) -> None:
    ground.may(authority.WRITE_DOWN, unit_id=task.unit_id, people=(task.created_by,))
    values: dict[str, Any] = {
        inside: getattr(row.says, name) for name, inside in (_WORDS | _DATES).items() if name in columns
    }
    if "points" in columns and row.says.points is not None:
        values["points"] = weigh(row.says.points)
    if "person" in columns and row.says.person is not None:
        lead = person_for(ground.memory.places, row.says.person)
        ground.may(authority.ASSIGN, unit_id=line_of(ground.memory.places, lead)[0])
        values["person_id"] = lead.id
    if HELPING.intersection(columns):
        values["collaborators"] = _helping(ground, row.says, task)
    if {"objective", "measure"}.intersection(columns):
        serves = links_for(
            ground.memory.links, objective=_or(row, there, "objective"), measure=_or(row, there, "measure")
        )
        values |= {"objective_id": serves.objective_id, "measure_id": serves.measure_id}
    after = checked(replace(task, **values, version=task.version + 1))
    for place, name in enumerate(columns):
        ground.gathered.take(_line(after, name, row.says, there, told=place == 0))


def _line(after: Task, name: str, says: TaskLine, there: TaskLine, *, told: bool) -> Step:
    return Step(
        task=after,
        what="changed",
        before=_said(getattr(there, name)),
        after=_said(getattr(says, name)),
        note=name,
        told=TaskChanged if told else None,
    )


def _helping(ground: Ground, says: TaskLine, task: Task) -> tuple[Collaborator, ...]:
    """Who helps: of each kind, those the row names, or those there are where it names none."""
    named = helpers(ground.memory.places, people=says.collaborators, units=says.coordinating_units)
    people = [one for one in task.collaborators if one.person_id is not None and not says.collaborators]
    units = [one for one in task.collaborators if one.unit_id is not None and not says.coordinating_units]
    return (*people, *named, *units)


def _or(row: TaskRow, there: TaskLine, name: str) -> str | None:
    said: str | None = getattr(row.says, name) or getattr(there, name)
    return said


def _said(value: Any) -> str:
    if value is None:
        return ""
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
