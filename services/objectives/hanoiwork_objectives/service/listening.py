"""What becomes of the objectives when something becomes of a task: finishing one moves the branch above it."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date

from hanoiwork_objectives.domain.measure import MOVED_FROM_OUTSIDE, Measure, Source
from hanoiwork_objectives.domain.objective import FINAL
from hanoiwork_objectives.domain.task_share import TaskShare
from hanoiwork_objectives.domain.tree import measured
from hanoiwork_objectives.events import TaskSlice
from hanoiwork_objectives.service.ports import Heard
from hanoiwork_objectives.service.spreading import hold_reach, spread
from hanoiwork_shared.clock import Clock


class Listening:
    """Takes in the facts of other services. Order and duplicates do not matter."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Heard]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def task_told(self, task: TaskSlice, *, sequence: int, on: date) -> None:
        """Keep a task as it now is, and add up again what it serves and what it served before."""
        share = TaskShare(
            task_id=task.task_id,
            measure_id=task.measure_id,
            points=task.points,
            quantity=task.quantity,
            accepted_quantity=task.accepted_quantity,
            status=task.status,
            told_on=on,
            sequence=sequence,
            broken_down=task.broken_down,
        )
        with self._begin() as session:
            before = session.share(task.task_id)
            if not session.put_share(share):
                return
            moved = _reckoned(session, {share.measure_id, before.measure_id if before else None})
            if moved:
                spread(session, moved, hold_reach(session, moved), as_of=self._clock.today())


def _reckoned(session: Heard, served: Iterable[str | None]) -> list[Measure]:
    """Add up the key results that live from their tasks; tasks of others, or of what has ended, move nothing."""
    known = session.measures_by_ids([one for one in served if one is not None])
    held = session.measures_to_change([one.id for one in known if one.source in MOVED_FROM_OUTSIDE])
    living = [one for one in held if one.source is Source.TASKS and one.status not in FINAL]
    shares = session.shares_of([one.id for one in living])
    fresh = [
        measured(one, children=(), shares=[share for share in shares if share.measure_id == one.id]) for one in living
    ]
    return [new for new, old in zip(fresh, living, strict=True) if new != old]
