"""What a key result fed by tasks knows of each task, and how far finished tasks have brought it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.amounts import NONE, percent
from hanoiwork_objectives.domain.progress import SILENCE, SILENT, Frequency, Tally

COMPLETED = "completed"
UNCOUNTED = frozenset({"draft", "cancelled"})
"""Task statuses that count nowhere: not yet assigned to anybody, or called off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskShare:
    """A task as last told (by the fact numbered `sequence`, on the day `told_on`) and the measure it serves.

    One that is `broken_down` counts nowhere itself: the parts it is done in count instead.
    """

    task_id: str
    measure_id: str | None
    points: Decimal
    quantity: Decimal
    accepted_quantity: Decimal
    status: str
    told_on: date
    sequence: int
    broken_down: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is part of what a measure lives from."""
        return self.status not in UNCOUNTED and not self.broken_down


def delivered(shares: Iterable[TaskShare], *, frequency: Frequency) -> Tally:
    """Completed points of all points. No task with points yet: 0 % and no data."""
    counted = [share for share in shares if share.counts]
    total = sum((share.points for share in counted), NONE)
    if total <= 0:
        return SILENT
    done = sum((share.points * _done(share) for share in counted), NONE)
    return Tally(percent=percent(done / total), fresh_until=max(s.told_on for s in counted) + SILENCE[frequency])


def _done(share: TaskShare) -> Decimal:
    """The part of a task that counts: accepted of assigned quantity, or all when no quantities were named [deck]."""
    if share.status != COMPLETED:
        return NONE
    if share.quantity <= 0 or share.accepted_quantity <= 0:
        return Decimal(1)
    return min(Decimal(1), share.accepted_quantity / share.quantity)
