"""Looking for tasks, as GraphQL questions."""

from graphene import Argument, Boolean, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Decimal, Ref, asked, joined, paged
from hanoiwork_tasks.graph.inputs import TaskFieldOrder, TaskFilter, TaskOrder
from hanoiwork_tasks.graph.task import Task
from hanoiwork_tasks.graph.views import TaskView


class TaskGroup(ObjectType):
    """Tasks with one thing in common; all null for those that have none."""

    status = String()
    group = String(description="okr_kpi, routine or arising")
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="The lead unit.")
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="The lead.")
    list = joined(Ref("TaskList"), "tasks.lists_by_ids", key="list_id", description="The list they stand in.")
    plan = joined(Ref("Plan"), "tasks.plans_by_ids", key="plan_id", description="The plan that their list carries out.")
    count = Int(required=True)
    points = Decimal(required=True)
    tasks = List(NonNull(Task), required=True, description="The first of them by deadline, as many as were asked for.")
    has_next = Boolean(required=True, description="Whether there are more than these.")
    end_cursor = String(description="Where `tasks`, filtered to this group, goes on.")


class ToHandle(ObjectType):
    """How much somebody has to handle."""

    overdue = Int(required=True)
    today = Int(required=True, description="Due today.")
    soon = Int(required=True, description="Due within the next three days.")
    later = Int(required=True)
    undated = Int(required=True, description="Without a deadline.")
    to_review = Int(required=True, description="Handed in, waiting for the caller's review.")
    to_answer = Int(required=True, description="Extensions, hand-overs and difficulties that wait for an answer.")


class FindingQuery(ObjectType):
    """Lists of tasks."""

    tasks = paged(
        Task,
        "tasks.tasks",
        filter=Argument(TaskFilter),
        search=String(),
        order=Argument(TaskOrder),
        order_by_field=Argument(TaskFieldOrder),
        description="Tasks, by deadline unless said otherwise. All words of `search` are in code, title, "
        "product, note or comments, accents and case left aside; the last one may be the beginning of one.",
    )
    task_groups = asked(
        List(NonNull(TaskGroup)),
        "tasks.task_groups",
        filter=Argument(TaskFilter),
        search=String(),
        by=String(required=True),
        first=Int(),
        description="The same tasks by status, group, unit, person, list or plan, the largest group first, 200 at "
        "most, with the `first` tasks of each (none by default).",
    )
    my_tasks = paged(
        Task,
        "tasks.my_tasks",
        urgency=String(),
        description="What the caller leads and has not handed in, or has to review; under one head if given: overdue, "
        "today, soon, later, undated or to_review.",
    )
    to_handle = asked(ToHandle, "tasks.to_handle", description="How much the caller has to handle, under each head.")
    task_views = asked(
        List(NonNull(TaskView)), "tasks.task_views", description="The caller's saved views and those shared with them."
    )
    view_tasks = paged(
        Task, "tasks.view_tasks", view=String(required=True), description="The tasks of a saved view as they stand now."
    )
