"""Workspaces, plans and lists, as GraphQL types."""

from graphene import Field, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, Ref, joined
from hanoiwork_tasks.graph.task import Task, TaskList


class Workspace(ObjectType):
    """A unit's place for one kind of work (không gian lưu trữ)."""

    id = String(required=True)
    kind = String(required=True, description="strategic, routine, arising or collaboration")
    kind_name = String(required=True, description="The kind in Vietnamese.")
    title = String(required=True)
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="Whose it is.")
    lists = joined(List(NonNull(TaskList)), "tasks.lists_by_workspaces", key="id", description="Its lists.")
    plans = joined(
        lambda: List(NonNull(Plan)), "tasks.plans_by_workspaces", key="id", description="The plans kept in it."
    )
    version = Int(required=True)


class PlanItem(ObjectType):
    """One line of a plan."""

    id = String(required=True)
    code = String(required=True)
    title = String(required=True)
    lead_unit = joined(Ref("Unit"), "directory.units_by_ids", key="lead_unit_id", description="Cơ quan chủ trì.")
    coordinating_units = joined(
        List(NonNull(Ref("Unit"))),
        "directory.units_by_ids",
        key="coordinating_unit_ids",
        description="Cơ quan phối hợp.",
    )
    deadline = String(required=True, description="As the plan says it, such as Q4/2026.")
    due = Date(required=True, description="The last day of it.")
    entered_on = Date(description="Since when its lead unit has it.")
    group = joined(lambda: PlanGroup, "tasks.plan_groups_by_ids", key="group_id", description="The group it stands in.")
    plan = joined(lambda: Plan, "tasks.plans_by_ids", key="plan_id", description="The plan it is a line of.")
    tasks = joined(List(NonNull(Task)), "tasks.tasks_by_items", key="id", description="The tasks that came out of it.")
    version = Int(required=True)


class PlanGroup(ObjectType):
    """A numbered group of items."""

    id = String(required=True)
    code = String(required=True)
    title = String(required=True)
    plan = joined(lambda: Plan, "tasks.plans_by_ids", key="plan_id", description="The plan it is a part of.")
    items = Field(NonNull(List(NonNull(PlanItem))))


class Plan(ObjectType):
    """A plan of a unit."""

    id = String(required=True)
    code = String(required=True)
    title = String(required=True)
    document_number = String(required=True, description="Số văn bản, such as 20-KH/BCĐ57; empty when there is none.")
    issued_on = Date(description="The day of issue.")
    issuing_unit = joined(Ref("Unit"), "directory.units_by_ids", key="issuing_unit_id", description="Cơ quan ban hành.")
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="Whose plan it is.")
    workspace = joined(Workspace, "tasks.workspaces_by_ids", key="workspace_id", description="Where it is kept.")
    lists = joined(
        List(NonNull(TaskList)), "tasks.lists_by_plans", key="id", description="The lists that carry it out."
    )
    groups = Field(NonNull(List(NonNull(PlanGroup))))
    version = Int(required=True)
