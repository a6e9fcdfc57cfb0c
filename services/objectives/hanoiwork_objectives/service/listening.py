"""What becomes of the objectives when something becomes of a task: finishing one moves the branch above it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from hanoiwork_objectives.domain.measure import Measure, Source
from hanoiwork_objectives.domain.objective import FINAL
from hanoiwork_objectives.domain.task_share import TaskShare
from hanoiwork_objectives.domain.tree import measured
from hanoiwork_objectives.events import TaskSlice
from hanoiwork_objectives.service.ports import Heard
from hanoiwork_objectives.service.spreading import spread
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
            served = {share.measure_id, before.measure_id if before else None} - {None}
            moved = [
                measure
                for measure_id in sorted(one for one in served if one is not None)
                if (measure := _reckoned(session, measure_id)) is not None
            ]
            spread(session, moved, as_of=self._clock.today())


def _reckoned(session: Heard, measure_id: str) -> Measure | None:
    """Add up a key result that lives from its tasks; tasks of others, or of what has ended, move nothing."""
    measure = session.measure_to_change(measure_id)
    if measure is None or measure.source is not Source.TASKS or measure.status in FINAL:
        return None
    moved = measured(measure, children=(), shares=session.shares_of(measure_id))
    if moved == measure:
        return None
    session.put_measures([moved])
    return moved
