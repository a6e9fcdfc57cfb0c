"""Figures about tasks and about loaded files, as GraphQL types."""

from graphene import Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Decimal


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


class TaskProgress(ObjectType):
    """How far the tasks under an objective or measure are."""

    total = Int(required=True)
    completed = Int(required=True)
    on_time = Int(required=True)
    late = Int(required=True)
    overdue = Int(required=True)
    percent = Decimal(description="The completed share of the points, one decimal; null when there are no tasks.")


class FileProblem(ObjectType):
    """One thing that is wrong with a file."""

    field = String(description="Where, such as plans[0].groups[0].items[1].deadline.")
    code = String(required=True)
    message = String(required=True)


class PlanReport(ObjectType):
    """What loading a file of plans did, or would do in a dry run."""

    plans = Int(required=True)
    items = Int(required=True)
    created = Int(required=True, description="Plans that were new.")
    changed = Int(required=True)
    unchanged = Int(required=True)
    problems = List(NonNull(FileProblem), required=True, description="In a dry run: all that is wrong.")


class RecordReport(ObjectType):
    """What loading a file of work done elsewhere did, or would do in a dry run."""

    people = Int(required=True)
    tasks = Int(required=True)
    created = Int(required=True, description="Tasks that were new.")
    unchanged = Int(required=True, description="Tasks that were on record already.")
    problems = List(NonNull(FileProblem), required=True, description="In a dry run: all that is wrong.")
