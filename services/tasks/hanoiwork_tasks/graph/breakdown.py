"""Plans written by hand and how far they are broken down, as GraphQL types, questions and changes."""

from graphene import Field, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, Ref, asked, commanded, joined
from hanoiwork_tasks.graph.plans import Plan, PlanItem
from hanoiwork_tasks.graph.task import Task

_STAGES = "not_broken_down, drafted, assigned, taken_on, submitted or completed"
_DEADLINE = "A day (31/12/2026), a month (tháng 12/2026, 12/2026) or a quarter (Quý IV/2026, Q4/2026)."


class StageCounts(ObjectType):
    """Tasks by how far they have come; cancelled ones are in none."""

    total = Int(required=True)
    drafted = Int(required=True)
    assigned = Int(required=True, description="Given to somebody who has not taken it on yet.")
    taken_on = Int(required=True)
    submitted = Int(required=True)
    completed = Int(required=True)


class BrokenDownTask(ObjectType):
    """A task that came out of an item."""

    task = joined(Task, "tasks.tasks_by_ids", key="task_id", description="The task.")
    parent_id = String(description="The task it is a part of, if one.")
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="Its lead.")
    stage = String(required=True, description=_STAGES)
    stage_name = String(required=True, description="The stage in Vietnamese.")


class BrokenDownUnit(ObjectType):
    """What a unit has of an item."""

    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="Which.")
    counts = Field(NonNull(StageCounts))
    tasks = NonNull(List(NonNull(BrokenDownTask)))


class BrokenDownItem(ObjectType):
    """One line of a plan and what came out of it."""

    item = joined(PlanItem, "tasks.plan_items_by_ids", key="item_id", description="The line.")
    lead_unit = joined(Ref("Unit"), "directory.units_by_ids", key="lead_unit_id", description="Cơ quan chủ trì.")
    stage = String(required=True, description=f"Of the task that is furthest behind: {_STAGES}")
    stage_name = String(required=True, description="The stage in Vietnamese.")
    counts = Field(NonNull(StageCounts))
    units = NonNull(List(NonNull(BrokenDownUnit)))


class LeadUnitBreakdown(ObjectType):
    """What a lead unit has of a plan."""

    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="Which.")
    items = Int(required=True)
    not_broken_down = Int(required=True)
    counts = Field(NonNull(StageCounts))


class PlanBreakdown(ObjectType):
    """How far a plan is broken down (bóc tách), by item and by lead unit."""

    items = NonNull(List(NonNull(BrokenDownItem)))
    lead_units = NonNull(List(NonNull(LeadUnitBreakdown)))
    not_broken_down = Int(required=True, description="How many items nobody has broken down.")
    counts = Field(NonNull(StageCounts))


class ItemGap(ObjectType):
    """An item that nobody has broken down."""

    item = joined(PlanItem, "tasks.plan_items_by_ids", key="item_id", description="Which.")
    days = Int(description="Since its lead unit has it; null when that was not written down.")


class TaskGap(ObjectType):
    """A task that waits."""

    task = joined(Task, "tasks.tasks_by_ids", key="task_id", description="Which.")
    days = Int(required=True, description="Since it was given to its lead, or written down.")


class UnitGap(ObjectType):
    """A unit that has still to do something."""

    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="Which.")
    days = Int(description="The longest of them.")
    items = NonNull(List(NonNull(ItemGap)), description="The items to break down.")
    drafts = NonNull(List(NonNull(TaskGap)), description="The drafts to assign.")


class PersonGap(ObjectType):
    """A person who has still to take tasks on."""

    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="Who.")
    days = Int(required=True, description="The longest of them.")
    tasks = NonNull(List(NonNull(TaskGap)))


class PlanGaps(ObjectType):
    """Who has not broken down, assigned or taken on what a plan gives them, those that wait longest first."""

    units_to_break_down = NonNull(List(NonNull(UnitGap)))
    units_to_assign = NonNull(List(NonNull(UnitGap)))
    people_to_accept = NonNull(List(NonNull(PersonGap)))


class NewPlanItemInput(InputObjectType):
    """An item of a plan."""

    code = String(required=True, description="Such as 2.1.1.")
    title = String(required=True)
    lead_unit = String(required=True)
    coordinating_units = List(NonNull(String))
    deadline = String(required=True, description=_DEADLINE)


class NewPlanGroupInput(InputObjectType):
    """A group of a new plan."""

    code = String(required=True)
    title = String(required=True)
    items = List(NonNull(NewPlanItemInput))


class CreatePlanInput(InputObjectType):
    """A new plan of a unit."""

    code = String(required=True, description="One word without “/”, such as KH20.")
    title = String(required=True)
    unit = String(required=True)
    workspace = String(description="id; the unit's first one of the kind when left out.")
    kind = String(description="strategic (when left out), routine, arising or collaboration")
    document_number = String(description="Số văn bản, such as 20-KH/BCĐ57.")
    issued_on = Date()
    issuing_unit = String()
    groups = List(NonNull(NewPlanGroupInput))


class ChangePlanInput(InputObjectType):
    """What a plan says of itself; what is left out stays."""

    plan = String(required=True)
    title = String()
    document_number = String()
    issued_on = Date()
    issuing_unit = String()
    version = Int()


class AddPlanItemInput(NewPlanItemInput):
    """A further item, at the end of a group of a plan."""

    plan = String(required=True)
    group = String(required=True, description="The code of a group; one that the plan has not yet is made.")
    group_title = String()
    version = Int(description="The plan's.")


class PlanItemInput(InputObjectType):
    """An item by id or as plan/code, as the caller last saw it."""

    item = String(required=True)
    version = Int(description="The item's.")


class ChangePlanItemInput(PlanItemInput):
    """What an item says; what is left out stays."""

    code = String()
    title = String()
    lead_unit = String()
    coordinating_units = List(NonNull(String))
    deadline = String(description=_DEADLINE)


class BrokenDownPlan(ObjectType):
    """What breaking down adds to a plan."""

    breakdown = joined(
        PlanBreakdown, "tasks.breakdowns_by_plans", key="id", description="How far it is broken down (bóc tách)."
    )


class PlanGapsQuery(ObjectType):
    """Questions about plans on their way."""

    plan_gaps = asked(
        PlanGaps,
        "tasks.plan_gaps",
        plan=String(required=True, description="code or id"),
        description="Who has not broken down, assigned or taken on yet what a plan gives them.",
    )


class PlanMutation(ObjectType):
    """Changes to plans."""

    create_plan = commanded("tasks.create_plan", CreatePlanInput, plan=Plan)
    change_plan = commanded("tasks.change_plan", ChangePlanInput, plan=Plan)
    add_plan_item = commanded("tasks.add_plan_item", AddPlanItemInput, plan=Plan)
    change_plan_item = commanded("tasks.change_plan_item", ChangePlanItemInput, plan=Plan)
    remove_plan_item = commanded("tasks.remove_plan_item", PlanItemInput, plan=Plan)
