"""Figures about tasks and about loaded files, as GraphQL types."""

from graphene import Boolean, Int, ObjectType

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
