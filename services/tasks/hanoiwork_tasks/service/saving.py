"""What every change of a task leaves behind: the row, a line in the history, a fact in the outbox."""

from datetime import datetime

from hanoiwork_shared.identifiers import new_id
from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.task import Activity, Task
from hanoiwork_tasks.domain.telling import snapshot
from hanoiwork_tasks.events import TaskCreated
from hanoiwork_tasks.service.ports import TaskSession


def keep(session: TaskSession, step: Step, *, by: str, at: datetime) -> Task:
    """Save one change, remember it, tell it; raises PlaceArchived where nothing is changed any more."""
    task = step.task
    session.spaces.demand_open(task.list_id)
    session.put(task)
    session.write([activity(task, what=step.what, by=by, at=at, before=step.before, after=step.after, note=step.note)])
    if step.told is not None:
        above = session.links.above(task.objective_id)
        more: dict[str, object] = {
            "broken_down": session.has_parts(task.id),
            "follower_ids": session.followers.of(task),
        }
        if step.major is not None:
            more["major"] = step.major
        session.tell(snapshot(step.told, task, objective_ids=above, **more))
    return task


def keep_new(session: TaskSession, task: Task, *, by: str, at: datetime) -> Task:
    """Save a task that has just been written down; raises PlaceArchived where nothing is changed any more."""
    session.spaces.demand_open(task.list_id)
    session.add([task])
    session.write([activity(task, what="created", by=by, at=at, after=task.status.value)])
    session.tell(snapshot(TaskCreated, task, objective_ids=session.links.above(task.objective_id)))
    return task


def activity(
    task: Task, *, what: str, by: str, at: datetime, before: str = "", after: str = "", note: str = ""
) -> Activity:
    """One line for a task's history."""
    return Activity(
        id=new_id(),
        task_id=task.id,
        at=at,
        person_id=by,
        what=what,
        before=before,
        after=after,
        note=note,
        version=task.version,
    )
