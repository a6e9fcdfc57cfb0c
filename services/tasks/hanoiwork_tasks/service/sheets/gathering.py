"""What a table makes of tasks, gathered line by line, and saved at once when nothing was wrong with any."""

from collections.abc import Iterator
from datetime import datetime

from hanoiwork_shared.facts import Fact
from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.domain.telling import snapshot
from hanoiwork_tasks.service.ports import LinkBook
from hanoiwork_tasks.service.saving import activity
from hanoiwork_tasks.service.sheets.port import TaskSheetSession


class Gathered:
    """Tasks as they will be: the new ones, those that change with what they were, and every step in its order."""

    def __init__(self) -> None:
        self.new: dict[str, Task] = {}
        self.before: dict[str, Task] = {}
        self.changed: dict[str, Task] = {}
        self.steps: list[Step] = []

    def write_down(self, step: Step) -> None:
        """Take in a new task."""
        self.new[step.task.id] = step.task
        self.steps.append(step)

    def hold(self, task: Task) -> Task:
        """Take in a task that is there, and answer it as it will be so far."""
        self.before.setdefault(task.id, task)
        return self.current(task.id) or task

    def take(self, step: Step) -> None:
        """Take in the next step of a task that was taken in before."""
        (self.new if step.task.id in self.new else self.changed)[step.task.id] = step.task
        self.steps.append(step)

    def current(self, task_id: str) -> Task | None:
        """A task as it will be so far; None where it does not change."""
        return self.new.get(task_id) or self.changed.get(task_id)


def save(session: TaskSheetSession, gathered: Gathered, *, links: LinkBook, by: str, at: datetime) -> None:
    """Save all of it: the rows, the histories, the facts."""
    session.add(list(gathered.new.values()))
    session.sheets.put(list(gathered.changed.values()))
    steps = gathered.steps
    session.write(
        [
            activity(one.task, what=one.what, by=by, at=at, before=one.before, after=one.after, note=one.note)
            for one in steps
        ]
    )
    ids = list(dict.fromkeys(step.task.id for step in steps if step.told is not None))
    followers = dict(zip(ids, session.followers.of_all(ids), strict=True))
    session.tell_all(_facts(session, gathered, followers=followers, links=links))


def _facts(
    session: TaskSheetSession, gathered: Gathered, *, followers: dict[str, tuple[str, ...]], links: LinkBook
) -> Iterator[Fact]:
    broken = set(session.sheets.wholes(list(gathered.changed)))
    for step in gathered.steps:
        if step.told is None:
            continue
        task = step.task
        if step.what == "broken_down":
            broken.add(task.id)
        yield snapshot(
            step.told,
            task,
            objective_ids=links.above(task.objective_id),
            broken_down=task.id in broken,
            follower_ids=followers[task.id],
        )
