"""A whole and its parts: what they weigh together, and which of them count.

Whoever changes the parts of a task holds its row first, so that two changes never pass each other.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from hanoiwork_tasks.domain.breaking import broken_down, fits, whole_again
from hanoiwork_tasks.domain.flow import stands
from hanoiwork_tasks.domain.plan import PlanItem
from hanoiwork_tasks.domain.task import WORKABLE, Status, Task
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.events import PlanItemBrokenDown
from hanoiwork_tasks.service.ports import TaskSession
from hanoiwork_tasks.service.saving import keep


def room_for(session: TaskSession, whole: Task, *, parts: Sequence[Wanted], allow_over: bool = False) -> None:
    """Refuse parts that come out of a finished task, or weigh more than it together with those it has."""
    stands(whole, WORKABLE | {Status.DRAFT})
    if not allow_over:
        already = session.points_of_parts(whole.id)
        fits(whole.points, already=already, parts=[part.points or Decimal(0) for part in parts])


def came_out(session: TaskSession, whole: Task, *, parts: int, already: bool, by: str, at: datetime) -> None:
    """Remember on a whole that parts came out of it; tell so unless it had some `already`."""
    keep(session, broken_down(whole, parts=parts, already=already), by=by, at=at)


def weighed(session: TaskSession, before: Task, *, after: Task) -> None:
    """Refuse new points that break "parts weigh no more than the whole", above the task or below it.

    What the unit's leader has allowed stands as long as nothing grows heavier under it.
    """
    if after.points > before.points and before.parent_id is not None:
        whole = session.held(before.parent_id)
        others = session.points_of_parts(whole.id) - before.points
        fits(whole.points, already=others, parts=[after.points])
    if after.points < before.points:
        fits(after.points, already=session.points_of_parts(before.id), parts=())


def given_up(session: TaskSession, whole: Task, *, by: str, at: datetime) -> None:
    """After a part was cancelled: a whole that has none left counts for itself again, and says so."""
    if not session.has_parts(whole.id):
        keep(session, whole_again(whole), by=by, at=at)


def tell_broken(session: TaskSession, item: PlanItem, *, plan_id: str, tasks: Sequence[Task]) -> None:
    """Remember on a plan item that tasks came out of it, and tell of each."""
    after = replace(item, version=item.version + len(tasks))
    session.put_item(after, seen=item.version)
    for version, task in enumerate(tasks, start=item.version + 1):
        session.tell(
            PlanItemBrokenDown(item_id=item.id, plan_id=plan_id, task_id=task.id, unit_id=task.unit_id, version=version)
        )
