"""A later deadline: the lead asks for it, whoever steers the task answers, both by the deadline."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from hanoiwork_shared.identifiers import new_id
from hanoiwork_tasks.domain import flow
from hanoiwork_tasks.domain.agreeing.refusals import ExtensionAnswered, NotTheAsker
from hanoiwork_tasks.domain.authority import demand_work
from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.task import WORKABLE, Task


class Answer(StrEnum):
    """What became of a request."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A request for a later deadline, kept whatever came of it.

    `due_before` is the deadline when it was asked for, `due` the one asked for; `note` is said by whoever answered.
    """

    id: str
    task_id: str
    asked_by: str
    asked_at: datetime
    due_before: date
    due: date
    reason: str
    answer: Answer = Answer.OPEN
    answered_by: str | None = None
    answered_at: datetime | None = None
    note: str = ""
    version: int = 1


def ask(task: Task, *, by: str, due: date, reason: str, at: datetime, today: date) -> Extension:
    """The lead asks for a later deadline; refused once the present one has passed, as granting it would be."""
    flow.stands(task, WORKABLE)
    demand_work(task, by=by)
    return begun(task, by=by, due=due, reason=reason, at=at, today=today)


def begun(task: Task, *, by: str, due: date, reason: str, at: datetime, today: date) -> Extension:
    """A request that nobody has answered yet, also of somebody who may answer it at once."""
    flow.extend(task, due=due, today=today, reason=reason)
    return Extension(
        id=new_id(),
        task_id=task.id,
        asked_by=by,
        asked_at=at,
        due_before=task.due or today,
        due=due,
        reason=reason.strip(),
    )


def grant(extension: Extension, task: Task, *, by: str, at: datetime, today: date) -> tuple[Extension, Step]:
    """Let the task have the deadline asked for; approval counts only by the deadline in force (deck)."""
    step = flow.extend(task, due=extension.due, today=today, reason=extension.reason)
    return _answered(extension, Answer.GRANTED, by=by, at=at), step


def refuse(extension: Extension, *, by: str, at: datetime, note: str) -> Extension:
    """Let the deadline stand, and say why."""
    flow.reasoned(note, field="note")
    return _answered(extension, Answer.REFUSED, by=by, at=at, note=note.strip())


def withdraw(extension: Extension, *, by: str, at: datetime) -> Extension:
    """Ask no longer; only whoever asked may."""
    if by != extension.asked_by:
        raise NotTheAsker
    return _answered(extension, Answer.WITHDRAWN, by=by, at=at)


def _answered(extension: Extension, answer: Answer, *, by: str, at: datetime, note: str = "") -> Extension:
    if extension.answer is not Answer.OPEN:
        raise ExtensionAnswered(answer=extension.answer.value)
    return replace(extension, answer=answer, answered_by=by, answered_at=at, note=note, version=extension.version + 1)
