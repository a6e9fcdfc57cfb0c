"""Links between tasks and moves, as GraphQL types and changes."""

from graphene import Boolean, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import commanded, joined
from hanoiwork_tasks.graph.task import Task


class TaskLink(ObjectType):
    """A link as the task at hand sees it."""

    kind = String(required=True, description="blocks, blocked_by, relates, duplicates or duplicated_by")
    task = joined(Task, "tasks.tasks_by_ids", key="other_id", description="The task at the other end.")


class LinkedTask(ObjectType):
    """What links add to a task."""

    links = joined(
        List(NonNull(TaskLink)), "tasks.links_by_tasks", key="id", description="How it hangs together with others."
    )


class LinkTasksInput(InputObjectType):
    """Two tasks: the first blocks, relates to or duplicates the other."""

    task = String(required=True)
    other = String(required=True)
    kind = String(required=True, description="blocks, relates or duplicates")


class MoveTaskInput(InputObjectType):
    """Where a task moves: another list, another whole, or out of its whole."""

    task = String(required=True)
    list = String(description="id")
    parent = String(description="The task it becomes a part of.")
    to_top = Boolean(description="Out of its whole.")
    version = Int()


class LinkMutation(ObjectType):
    """Changes to how tasks hang together."""

    link_tasks = commanded("tasks.link_tasks", LinkTasksInput, task=Task)
    unlink_tasks = commanded("tasks.unlink_tasks", LinkTasksInput, task=Task)
    move_task = commanded("tasks.move_task", MoveTaskInput, task=Task)
