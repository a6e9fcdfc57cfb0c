"""Leave: from when to when somebody is away, and why; never twice at once.

Like posts, every function takes all leaves of one person and answers all of them as they then are.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hanoiwork_directory.domain.days import demand_order, meet
from hanoiwork_directory.domain.refusals import LeaveCancelled, LeaveOverlaps
from hanoiwork_shared.errors import NotFound


class LeaveKind(StrEnum):
    """Why somebody is away (our choice of kinds)."""

    ANNUAL = "annual"
    SICK = "sick"
    MATERNITY = "maternity"
    STUDY = "study"
    SECONDMENT = "secondment"
    UNPAID = "unpaid"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """A time away; both days are included, no end means that the return is not known yet."""

    id: str
    person_id: str
    kind: LeaveKind
    starts: date
    ends: date | None = None
    cancelled: bool = False


Leaves = tuple[Leave, ...]


def recorded(leaves: Leaves, leave: Leave, *, key: str) -> Leaves:
    """With a further leave."""
    demand_order(leave.starts, leave.ends, field="ends")
    for other in leaves:
        if not other.cancelled and meet(leave.starts, leave.ends, other.starts, other.ends):
            raise LeaveOverlaps(field="starts", key=key, starts=other.starts.isoformat())
    return (*leaves, leave)


def ended(leaves: Leaves, leave_id: str, *, on: date, key: str) -> Leaves:
    """With another last day of a leave: an earlier return, or a later one."""
    leave = _of(leaves, leave_id)
    if leave.cancelled:
        raise LeaveCancelled(field="leave")
    others = tuple(one for one in leaves if one is not leave)
    return recorded(others, replace(leave, ends=on), key=key)


def cancelled(leaves: Leaves, leave_id: str) -> Leaves:
    """With a leave that was never taken; cancelling twice changes nothing."""
    leave = _of(leaves, leave_id)
    return tuple(replace(one, cancelled=True) if one is leave else one for one in leaves)


def _of(leaves: Leaves, leave_id: str) -> Leave:
    leave = next((one for one in leaves if one.id == leave_id), None)
    if leave is None:
        raise NotFound(field="leave", what="leave", what_vi="kỳ nghỉ", key=leave_id)
    return leave
