"""Late days with an objective cause are not counted; why, by what evidence and whose decision stays on record."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from hanoiwork_shared.identifiers import new_id
from hanoiwork_tasks.domain import flow
from hanoiwork_tasks.domain.agreeing.refusals import DecisionDayInvalid, NothingToWaive, WaivedTooMuch
from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.task import Status, Task
from hanoiwork_tasks.events import TaskWaived


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why lateness is waived: the cause, what proves it, and the decision (its authority, number and day)."""

    reason: str
    evidence: str
    authority: str
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Some late days of a task that are not counted; it is never changed or taken back."""

    id: str
    task_id: str
    days: int
    reason: str
    evidence: str
    authority: str
    decided_on: date
    waived_by: str
    waived_at: datetime


def waive(task: Task, *, days: int | None, ground: Ground, by: str, at: datetime, today: date) -> tuple[Waiver, Step]:
    """Waive some late days of a completed task; all that still count when no number is given."""
    if task.status is not Status.COMPLETED or task.counted_late_days == 0:
        raise NothingToWaive
    waived = task.counted_late_days if days is None else days
    if not 0 < waived <= task.counted_late_days:
        raise WaivedTooMuch(field="days", most=task.counted_late_days)
    _well_grounded(ground, due=task.due, today=today)
    waiver = _recorded(task, waived, ground, by=by, at=at)
    after = replace(task, waived_days=task.waived_days + waived, version=task.version + 1)
    return waiver, Step(
        task=after,
        what="waived",
        before=str(task.counted_late_days),
        after=str(after.counted_late_days),
        note=waiver.reason,
        told=TaskWaived,
    )


def _recorded(task: Task, days: int, ground: Ground, *, by: str, at: datetime) -> Waiver:
    return Waiver(
        id=new_id(),
        task_id=task.id,
        days=days,
        reason=ground.reason.strip(),
        evidence=ground.evidence.strip(),
        authority=ground.authority.strip(),
        decided_on=ground.decided_on,
        waived_by=by,
        waived_at=at,
    )


def _well_grounded(ground: Ground, *, due: date | None, today: date) -> None:
    for field in ("reason", "evidence", "authority"):
        flow.reasoned(getattr(ground, field), field=field)
    if ground.decided_on > today or (due is not None and ground.decided_on <= due):
        raise DecisionDayInvalid(field="decided_on", due=due.isoformat() if due else "", today=today.isoformat())
