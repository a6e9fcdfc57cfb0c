"""What tasks adds to the GraphQL schema: workspaces, plans, tasks, and their progress on others' types."""

from graphene import Boolean, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import GraphPart, asked, commanded, joined, paged
from hanoiwork_tasks.graph import inputs
from hanoiwork_tasks.graph.agreeing import AgreedTask, AgreementMutation, AgreementQuery
from hanoiwork_tasks.graph.attaching import AttachedTask, FileMutation, FileQuery
from hanoiwork_tasks.graph.breakdown import BrokenDownPlan, PlanGapsQuery, PlanMutation
from hanoiwork_tasks.graph.catalogue import CatalogueMutation, CatalogueQuery
from hanoiwork_tasks.graph.difficulties import DifficultyMutation, DifficultyQuery, TaskDifficulty
from hanoiwork_tasks.graph.fields import FieldMutation, FieldsOfList, FilledInTask
from hanoiwork_tasks.graph.finding import FindingQuery
from hanoiwork_tasks.graph.linking import LinkedTask, LinkMutation
from hanoiwork_tasks.graph.plans import Plan, Workspace
from hanoiwork_tasks.graph.recurring import RecurringMutation, RecurringQuery, RecurringTask
from hanoiwork_tasks.graph.reports import PlanReport, RecordReport, ReportQuery, TaskProgress
from hanoiwork_tasks.graph.sheets import SheetMutation, SheetQuery
from hanoiwork_tasks.graph.spaces import Archivable, LivingWorkspace, SpaceMutation, SpaceQuery
from hanoiwork_tasks.graph.talking import TalkedTask, TalkMutation
from hanoiwork_tasks.graph.task import Task, TaskList
from hanoiwork_tasks.graph.views import ViewMutation


class Query(
    AgreementQuery,
    CatalogueQuery,
    DifficultyQuery,
    FileQuery,
    FindingQuery,
    PlanGapsQuery,
    RecurringQuery,
    ReportQuery,
    SheetQuery,
    SpaceQuery,
):
    """Questions to tasks."""

    task = asked(Task, "tasks.task", key=String(required=True), description="One task by code or id.")
    workspaces = asked(
        List(NonNull(Workspace)),
        "tasks.workspaces",
        unit=String(),
        archived=Boolean(),
        description="The workspaces of a unit, or all; those that are archived too if asked for.",
    )
    plans = asked(
        List(NonNull(Plan)),
        "tasks.plans",
        unit=String(),
        description="The plans that a unit, or one under it, owns or leads an item of; or all.",
    )


class Mutation(
    AgreementMutation,
    CatalogueMutation,
    DifficultyMutation,
    FileMutation,
    FieldMutation,
    LinkMutation,
    PlanMutation,
    RecurringMutation,
    SheetMutation,
    SpaceMutation,
    TalkMutation,
    ViewMutation,
):
    """Changes to tasks."""

    import_plans = commanded("tasks.import_plans", inputs.ImportPlansInput, report=PlanReport)
    import_tasks = commanded("tasks.import_tasks", inputs.ImportTasksInput, report=RecordReport)
    create_workspace = commanded("tasks.create_workspace", inputs.CreateWorkspaceInput, workspace=Workspace)
    create_list = commanded("tasks.create_list", inputs.CreateListInput, list=TaskList)
    create_task = commanded("tasks.create_task", inputs.CreateTaskInput, task=Task)
    break_down = commanded("tasks.break_down", inputs.BreakDownInput, tasks=List(NonNull(Task)))
    assign_task = commanded("tasks.assign_task", inputs.AssignTaskInput, task=Task)
    accept_assignment = commanded("tasks.accept_assignment", inputs.TaskStepInput, task=Task)
    report_progress = commanded("tasks.report_progress", inputs.ReportProgressInput, task=Task)
    submit_task = commanded("tasks.submit_task", inputs.SubmitTaskInput, task=Task)
    accept_task = commanded("tasks.accept_task", inputs.AcceptTaskInput, task=Task)
    return_task = commanded("tasks.return_task", inputs.ReturnTaskInput, task=Task)
    cancel_task = commanded("tasks.cancel_task", inputs.CancelTaskInput, task=Task)


class ObjectiveTasks(ObjectType):
    """What tasks adds to an objective."""

    task_progress = joined(
        TaskProgress,
        "tasks.progress_by_objectives",
        key="id",
        description="How far the tasks are, over this objective and everything under it.",
    )
    tasks = paged(
        Task,
        "tasks.tasks_by_objectives",
        key="id",
        description="The tasks of this objective and of everything under it, by deadline.",
    )
    difficulties = joined(
        List(NonNull(TaskDifficulty)),
        "tasks.difficulties_by_objectives",
        key="id",
        description="What stands in the way of its tasks, its measures and all under it, until it is settled.",
    )


class MeasureTasks(ObjectType):
    """What tasks adds to a key result or KPI."""

    task_progress = joined(
        TaskProgress,
        "tasks.progress_by_measures",
        key="id",
        description="How far the tasks are, over this measure and everything under it.",
    )
    difficulties = joined(
        List(NonNull(TaskDifficulty)),
        "tasks.difficulties_by_measures",
        key="id",
        description="What stands in its own way, settled or not, oldest first.",
    )


class UnitWork(ObjectType):
    """What tasks adds to a unit."""

    workspaces = joined(
        List(NonNull(Workspace)), "tasks.workspaces_by_units", key="id", description="Where its work is kept."
    )
    difficulties_owed = joined(
        List(NonNull(TaskDifficulty)),
        "tasks.difficulties_owed_by_units",
        key="id",
        description="The open difficulties to which it owes the answer, oldest first.",
    )


class SheetLineTask(ObjectType):
    """What tasks adds to a line of a score sheet."""

    title = joined(String, "tasks.titles_by_ids", key="task_id", description="The title of the task.")
    task = joined(Task, "tasks.tasks_by_ids", key="task_id", description="The task the points come from.")


class TaskBesides(AgreedTask, AttachedTask, FilledInTask, LinkedTask, RecurringTask, TalkedTask):
    """What the topics of this service add to a task."""


class LivingList(Archivable, FieldsOfList):
    """What its life and its own fields add to a list."""


class LivingPlan(Archivable, BrokenDownPlan):
    """What its life and its breaking down add to a plan."""


part = GraphPart(
    query=Query,
    mutation=Mutation,
    extends={
        "Task": TaskBesides,
        "TaskList": LivingList,
        "Plan": LivingPlan,
        "Workspace": LivingWorkspace,
        "Objective": ObjectiveTasks,
        "Measure": MeasureTasks,
        "Unit": UnitWork,
        "SheetLine": SheetLineTask,
    },
)
