"""A task goes on in other hands, its points divided by agreement of giver, receiver and assigner (our choice)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from hanoiwork_shared.identifiers import new_id
from hanoiwork_tasks.domain import flow
from hanoiwork_tasks.domain.agreeing.refusals import (
    HandOverAnswered,
    HandOverToLead,
    KeptPointsInvalid,
    KeptQuantityInvalid,
    LeadChanged,
    NotAParty,
)
from hanoiwork_tasks.domain.assigning import Terms, assign, by_hand_over
from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.task import WORKABLE, Status, Task, measure_out, weigh
from hanoiwork_tasks.events import TaskHandedOver

NOTHING = Decimal(0)


class Party(StrEnum):
    """Whose agreement a hand-over needs."""

    GIVER = "giver"
    RECEIVER = "receiver"
    ASSIGNER = "assigner"


class State(StrEnum):
    """What became of it."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What the giver keeps of a task for the work already done: points, and units of product where they are counted."""

    points: Decimal = NOTHING
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """A proposal to hand a task over; `new_task_id` is what the receiver leads when the giver kept a share."""

    id: str
    task_id: str
    from_id: str
    to_id: str
    kept: Share
    reason: str
    proposed_by: str
    proposed_at: datetime
    agreed: frozenset[Party]
    state: State = State.OPEN
    answered_by: str | None = None
    answered_at: datetime | None = None
    note: str = ""
    new_task_id: str | None = None
    version: int = 1

    @property
    def awaits(self) -> tuple[Party, ...]:
        """Who has still to agree, in the order giver, receiver, assigner."""
        return tuple(party for party in Party if party not in self.agreed) if self.state is State.OPEN else ()


def propose(
    task: Task, *, to_id: str, kept: Share, reason: str, by: str, parties: Collection[Party], at: datetime, today: date
) -> HandOver:
    """Propose it; whoever proposes has agreed for themselves. Only who gives or assigns the task may propose."""
    flow.stands(task, WORKABLE)
    if not set(parties) & {Party.GIVER, Party.ASSIGNER}:
        raise NotAParty
    flow.reasoned(reason)
    if to_id == task.person_id:
        raise HandOverToLead(field="person")
    _divisible(task, kept, today=today)
    return HandOver(
        id=new_id(),
        task_id=task.id,
        from_id=task.person_id or "",
        to_id=to_id,
        kept=kept,
        reason=reason.strip(),
        proposed_by=by,
        proposed_at=at,
        agreed=frozenset(parties),
    )


def agree(hand_over: HandOver, task: Task, *, parties: Collection[Party], today: date) -> HandOver:
    """One more party agrees; the terms must still be possible."""
    _open(hand_over)
    if not parties:
        raise NotAParty
    if task.person_id != hand_over.from_id:
        raise LeadChanged
    flow.stands(task, WORKABLE)
    _divisible(task, hand_over.kept, today=today)
    return replace(hand_over, agreed=hand_over.agreed | set(parties), version=hand_over.version + 1)


def refuse(hand_over: HandOver, *, by: str, at: datetime, note: str, parties: Collection[Party]) -> HandOver:
    """Any party says no, or whoever proposed it takes it back."""
    _open(hand_over)
    if not parties and by != hand_over.proposed_by:
        raise NotAParty
    flow.reasoned(note, field="note")
    return replace(
        hand_over,
        state=State.REFUSED,
        answered_by=by,
        answered_at=at,
        note=note.strip(),
        version=hand_over.version + 1,
    )


def carried_out(hand_over: HandOver, *, by: str, at: datetime, new_task_id: str | None) -> HandOver:
    """All have agreed, and the task is in other hands."""
    return replace(hand_over, state=State.DONE, answered_by=by, answered_at=at, new_task_id=new_task_id)


def divided(task: Task, hand_over: HandOver, *, code: str, at: datetime) -> tuple[Step, Task]:
    """What the giver keeps, and a draft of the rest for the receiver; points and quantity add up to the whole."""
    kept = hand_over.kept
    quantity = task.quantity if kept.quantity is None else kept.quantity
    after = replace(task, points=kept.points, quantity=quantity, version=task.version + 1)
    step = Step(
        task=after,
        what="handed_over",
        before=f"{task.points:f}",
        after=f"{kept.points:f}",
        note=hand_over.reason,
        told=TaskHandedOver,
    )
    rest = replace(_anew(task, code=code, by=hand_over.proposed_by, at=at), points=task.points - kept.points)
    return step, rest if kept.quantity is None else replace(rest, quantity=task.quantity - kept.quantity)


def _anew(task: Task, *, code: str, by: str, at: datetime) -> Task:
    """A draft with the terms of a task and nothing of what has been done on it."""
    return replace(
        task,
        id=new_id(),
        code=code,
        owner_id=task.unit_id,
        created_by=by,
        created_at=at,
        status=Status.DRAFT,
        person_id=None,
        assigner_id=None,
        first_due=None,
        taken_on_at=None,
        percent=0,
        progress_note="",
        product_note="",
        version=1,
    )


def received(task: Task, hand_over: HandOver, *, assigner_id: str, today: date) -> Step:
    """The receiver leads the task now; its terms and its assigner stay."""
    return assign(
        task,
        by=assigner_id,
        person_id=hand_over.to_id,
        terms=Terms(),
        today=today,
        collaborators=tuple(one for one in task.collaborators if one.person_id != hand_over.to_id),
        hand_over=True,
    )


def _divisible(task: Task, kept: Share, *, today: date) -> None:
    by_hand_over(task, today=today)
    if kept.points == NOTHING:
        if kept.quantity is not None:
            raise KeptQuantityInvalid(field="kept_quantity", quantity=f"{task.quantity:f}")
        return
    if not (kept.points.is_finite() and NOTHING < kept.points < task.points):
        raise KeptPointsInvalid(field="kept_points", points=f"{task.points:f}")
    weigh(kept.points, field="kept_points")
    _countable(task, kept.quantity)


def _countable(task: Task, kept: Decimal | None) -> None:
    """One unit of product is not divided; of several each side must have some, so that both can be accepted whole."""
    if kept is None and task.quantity == 1:
        return
    if kept is None or not (kept.is_finite() and NOTHING < kept < task.quantity):
        raise KeptQuantityInvalid(field="kept_quantity", quantity=f"{task.quantity:f}")
    measure_out(kept, field="kept_quantity")


def _open(hand_over: HandOver) -> None:
    if hand_over.state is not State.OPEN:
        raise HandOverAnswered(state=hand_over.state.value)
