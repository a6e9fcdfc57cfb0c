"""Links between tasks, and a task that moves to another place."""

from dataclasses import dataclass, replace
from enum import StrEnum

from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.linking.refusals import LinkedToItself, UnderItself
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.events import TaskMoved


class LinkKind(StrEnum):
    """How two tasks hang together; the first blocks the second, or is a duplicate of it."""

    BLOCKS = "blocks"
    RELATES = "relates"
    DUPLICATES = "duplicates"


BACKWARDS = {LinkKind.BLOCKS: "blocked_by", LinkKind.RELATES: "relates", LinkKind.DUPLICATES: "duplicated_by"}
"""The name of a link as its other end sees it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link from one task to another."""

    from_id: str
    to_id: str
    kind: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLink:
    """A link as one of its ends sees it: blocks, blocked_by, relates, duplicates or duplicated_by another task."""

    task_id: str
    other_id: str
    kind: str


def linked(one: Task, other: Task, *, kind: LinkKind) -> Link:
    """A link; one that only relates has no direction, so it is kept one way round. Raises LinkedToItself."""
    if one.id == other.id:
        raise LinkedToItself(field="other")
    ends = (one.id, other.id) if kind is not LinkKind.RELATES else tuple(sorted((one.id, other.id)))
    return Link(from_id=ends[0], to_id=ends[1], kind=kind)


def moved(task: Task, *, list_id: str | None, parent_id: str | None) -> Step:
    """A task in another list or under another whole."""
    after = replace(task, list_id=list_id, parent_id=parent_id, version=task.version + 1)
    return Step(
        task=after,
        what="moved",
        before=task.parent_id or task.list_id or "",
        after=parent_id or list_id or "",
        told=TaskMoved,
    )


def not_under(task: Task, line: list[str]) -> None:
    """Refuse a whole whose own line of wholes has the task in it."""
    if task.id in line:
        raise UnderItself(field="parent")
