"""Figures about tasks and about loaded files, as GraphQL types."""

from graphene import Argument, Boolean, Field, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, Decimal, Ref, asked, joined
from hanoiwork_tasks.graph.inputs import TaskScope


class TaskStatistics(ObjectType):
    """The report of a unit, person, list or objective."""

    total = Int(required=True)
    completed = Int(required=True)
    not_completed = Int(required=True)
    on_time = Int(required=True)
    late = Int(required=True)
    overdue = Int(required=True, description="Neither completed nor handed in by a deadline that has passed.")
    completed_percent = Decimal(description="Share of the total, two decimals; null when there are no tasks.")
    not_completed_percent = Decimal(description="Share of the total, two decimals; null when there are no tasks.")


class TaskStatisticsSlice(ObjectType):
    """The report of one lead, unit, group, plan or list; all null for tasks that have none."""

    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="The lead.")
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="The lead unit.")
    group = String(description="okr_kpi, routine or arising")
    plan = joined(Ref("Plan"), "tasks.plans_by_ids", key="plan_id", description="The plan that their list carries out.")
    list = joined(Ref("TaskList"), "tasks.lists_by_ids", key="list_id", description="The list they stand in.")
    statistics = Field(NonNull(TaskStatistics))


class TaskDay(ObjectType):
    """One day of a report."""

    day = Date(required=True)
    due = Int(required=True, description="Tasks that fall due on it.")
    completed = Int(required=True, description="Completed tasks whose product was delivered on it.")


class OverdueAge(ObjectType):
    """Overdue work by the days since its deadline."""

    from_days = Int(required=True)
    to_days = Int(description="Null for all that is older.")
    tasks = Int(required=True)
    points = Decimal(required=True)


class TaskProgress(ObjectType):
    """How far the tasks under an objective or measure are."""

    total = Int(required=True)
    completed = Int(required=True)
    on_time = Int(required=True)
    late = Int(required=True)
    overdue = Int(required=True)
    percent = Decimal(description="The completed share of the points, one decimal; null when there are no tasks.")


class PlanReport(ObjectType):
    """What loading a file of plans did, or would do in a dry run."""

    plans = Int(required=True)
    items = Int(required=True)
    rows = Int(required=True, description="As many as plans.")
    created = Int(required=True, description="Plans that were new.")
    changed = Int(required=True)
    unchanged = Int(required=True)
    dry_run = Boolean(required=True, description="Nothing was kept.")


class RecordReport(ObjectType):
    """What loading a file of work done elsewhere did, or would do in a dry run."""

    people = Int(required=True)
    tasks = Int(required=True)
    rows = Int(required=True, description="As many as tasks.")
    created = Int(required=True, description="Tasks that were new.")
    changed = Int(required=True, description="None: what is on record stays as it was.")
    unchanged = Int(required=True, description="Tasks that were on record already.")
    dry_run = Boolean(required=True, description="Nothing was kept.")


class ReportQuery(ObjectType):
    """Reports over the tasks of a scope; each is one query of the database."""

    task_statistics = asked(
        TaskStatistics,
        "tasks.task_statistics",
        scope=Argument(TaskScope),
        from_=Date(),
        to=Date(),
        description="The report over the tasks of a scope that fall due from one day to another, both included.",
    )
    task_statistics_by = asked(
        List(NonNull(TaskStatisticsSlice)),
        "tasks.task_statistics_by",
        scope=Argument(TaskScope),
        by=String(required=True),
        from_=Date(),
        to=Date(),
        description="The same split by person, unit, group, plan or list, largest first, 1000 at most. By person only "
        "for those who may look into the tasks of the scope's unit, or for oneself.",
    )
    task_days = asked(
        List(NonNull(TaskDay)),
        "tasks.task_days",
        scope=Argument(TaskScope),
        from_=Date(required=True),
        to=Date(required=True),
        description="What fell due and what was completed on each day from one to another, 400 days at most.",
    )
    overdue_ages = asked(
        List(NonNull(OverdueAge)),
        "tasks.overdue_ages",
        scope=Argument(TaskScope),
        description="Overdue work by the days since its deadline: 1–3, 4–7, 8–30, more.",
    )
