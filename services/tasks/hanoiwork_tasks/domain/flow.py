"""What may happen to a task, in the order it happens; each decision answers a `Step`, or refuses."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from hanoiwork_tasks.domain.authority import demand_work
from hanoiwork_tasks.domain.refusals import (
    AcceptedQuantityInvalid,
    AlreadyCompleted,
    AlreadyTakenOn,
    DeliveredBeforeStart,
    DeliveredInFuture,
    ExtensionNotLater,
    ExtensionTooLate,
    PercentInvalid,
    ReasonMissing,
    WrongStatus,
)
from hanoiwork_tasks.domain.task import STATUS_NAMES, UNDER_WAY, WORKABLE, Status, Task
from hanoiwork_tasks.events import (
    TaskAccepted,
    TaskCancelled,
    TaskCompleted,
    TaskExtended,
    TaskProgressed,
    TaskReturned,
    TaskSnapshot,
    TaskSubmitted,
)

_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of a task: what it becomes, the line for its history, and the kind of fact to tell, if any.

    `major` is only for a returned product: whether its content was at fault.
    """

    task: Task
    what: str
    before: str
    after: str
    note: str = ""
    told: type[TaskSnapshot] | None = None
    major: bool | None = None


def take_on(task: Task, *, by: str, at: datetime) -> Step:
    """The lead says that they know of the task and take it on (nhận việc); once."""
    _standing(task, WORKABLE)
    demand_work(task, by=by)
    if task.taken_on_at is not None:
        raise AlreadyTakenOn
    return Step(task=_next(task, taken_on_at=at), what="accepted", before="", after=by, told=TaskAccepted)


def report(task: Task, *, by: str, percent: int, note: str) -> Step:
    """The lead says how far the work is; even 100 % is not yet a completed task."""
    _standing(task, WORKABLE)
    demand_work(task, by=by)
    if not 0 <= percent <= _WHOLE:
        raise PercentInvalid(field="percent")
    after = _next(task, status=Status.IN_PROGRESS, percent=percent, progress_note=note)
    return Step(
        task=after, what="progressed", before=f"{task.percent}%", after=f"{percent}%", note=note, told=TaskProgressed
    )


def submit(task: Task, *, by: str, today: date, note: str) -> Step:
    """The lead hands in the product for review. After a minor return the day of the first submission stands."""
    _standing(task, WORKABLE)
    demand_work(task, by=by)
    after = _next(task, status=Status.SUBMITTED, submitted_on=task.submitted_on or today, product_note=note)
    return _moved(task, after, what="submitted", note=note, told=TaskSubmitted)


def accept(task: Task, *, today: date, delivered_on: date | None, quantity: Decimal | None) -> Step:
    """The reviewer accepts the product, whole or in part, as delivered on a day they confirm.

    Without a day it is the day the lead submitted it. Late days are calendar days after the deadline (deck).
    """
    _standing(task, frozenset({Status.SUBMITTED}))
    delivered = delivered_on or task.submitted_on or today
    _delivery_day(task, delivered=delivered, today=today)
    accepted = task.quantity if quantity is None else quantity
    if not (accepted.is_finite() and 0 < accepted <= task.quantity):
        raise AcceptedQuantityInvalid(field="quantity", quantity=f"{task.quantity:f}")
    after = _next(
        task,
        status=Status.COMPLETED,
        accepted_quantity=accepted,
        delivered_on=delivered,
        late_days=late_by(task.due, delivered=delivered),
        percent=_WHOLE if accepted == task.quantity else task.percent,
    )
    return _moved(task, after, what="completed", note=f"{accepted:f}/{task.quantity:f}", told=TaskCompleted)


def send_back(task: Task, *, major: bool, reason: str) -> Step:
    """The reviewer returns the product; only a major content error counts as a quality failure (law).

    A minor return costs nothing (law), not even the day of delivery; after a major one the product is still owed.
    """
    _standing(task, frozenset({Status.SUBMITTED}))
    reasoned(reason)
    after = _next(task, status=Status.RETURNED)
    if major:
        after = replace(after, quality_failures=task.quality_failures + 1, submitted_on=None)
    return replace(_moved(task, after, what="returned", note=reason, told=TaskReturned), major=major)


def extend(task: Task, *, due: date, today: date, reason: str) -> Step:
    """Move the deadline of a task under way, while it has not passed."""
    _standing(task, UNDER_WAY)
    reasoned(reason)
    present = task.due or today
    if today > present:
        raise ExtensionTooLate(due=present.isoformat())
    if due <= present:
        raise ExtensionNotLater(field="due", due=present.isoformat())
    after = _next(task, due=due)
    return Step(
        task=after,
        what="extended",
        before=present.isoformat(),
        after=due.isoformat(),
        note=reason,
        told=TaskExtended,
    )


def cancel(task: Task, *, reason: str) -> Step:
    """Give the task up; it stays readable."""
    _standing(task, UNDER_WAY | {Status.DRAFT})
    reasoned(reason)
    return _moved(task, _next(task, status=Status.CANCELLED), what="cancelled", note=reason, told=TaskCancelled)


def late_by(due: date | None, *, delivered: date) -> int:
    """Calendar days between the deadline and the delivery; none when in time."""
    return max(0, (delivered - due).days) if due is not None else 0


def stands(task: Task, statuses: Collection[Status]) -> None:
    """Refuse a step that the task's status does not allow."""
    _standing(task, statuses)


def reasoned(reason: str, *, field: str = "reason") -> None:
    """Refuse a step that needs words without them."""
    if not reason.strip():
        raise ReasonMissing(field=field)


def _standing(task: Task, statuses: Collection[Status]) -> None:
    if task.status in statuses:
        return
    if task.status is Status.COMPLETED:
        raise AlreadyCompleted
    raise WrongStatus(status=task.status.value, status_vi=STATUS_NAMES[task.status])


def _delivery_day(task: Task, *, delivered: date, today: date) -> None:
    if delivered > today:
        raise DeliveredInFuture(field="delivered_on", delivered=delivered.isoformat())
    if task.starts is not None and delivered < task.starts:
        raise DeliveredBeforeStart(
            field="delivered_on", delivered=delivered.isoformat(), starts=task.starts.isoformat()
        )


def _next(task: Task, **changes: object) -> Task:
    return replace(task, **changes, version=task.version + 1)  # type: ignore[arg-type]


def _moved(task: Task, after: Task, *, what: str, note: str, told: type[TaskSnapshot]) -> Step:
    return Step(task=after, what=what, before=task.status.value, after=after.status.value, note=note, told=told)
