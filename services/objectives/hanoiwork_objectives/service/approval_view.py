"""What readers are shown of an approval: every place of every route, and what was decided there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hanoiwork_objectives.domain.approval import Approval
from hanoiwork_objectives.domain.objective import Status

WAITING = "waiting"
NEXT = "next"
LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """One place in a route.

    `decision` is approved or returned; before one, whose turn it is is waiting, those after are next, and what no
    longer needs a decision has lapsed.
    """

    id: str
    round: int
    place: int
    submitted_by: str
    submitted_at: datetime
    person_id: str | None
    unit_id: str | None
    decision: str
    decided_by: str | None
    decided_for: str | None
    decided_at: datetime | None
    note: str


def approval_views(approvals: Sequence[Approval], *, status: Status) -> list[ApprovalView]:
    """Show the approvals of an objective that is in `status`, in the order of rounds and places."""
    ordered = sorted(approvals, key=lambda one: (one.round, one.place))
    newest = max((one.round for one in ordered), default=0)
    open_ones = [one for one in ordered if one.round == newest and one.decision is None]
    if status is not Status.SUBMITTED:
        open_ones = []
    return [_view(one, decision=_word(one, open_ones)) for one in ordered]


def _word(approval: Approval, open_ones: Sequence[Approval]) -> str:
    if approval.decision is not None:
        return approval.decision.value
    if approval not in open_ones:
        return LAPSED
    return WAITING if approval == open_ones[0] else NEXT


def _view(approval: Approval, *, decision: str) -> ApprovalView:
    return ApprovalView(
        id=approval.id,
        round=approval.round,
        place=approval.place,
        submitted_by=approval.submitted_by,
        submitted_at=approval.submitted_at,
        person_id=approval.person_id,
        unit_id=approval.unit_id,
        decision=decision,
        decided_by=approval.decided_by,
        decided_for=approval.decided_for,
        decided_at=approval.decided_at,
        note=approval.note,
    )
