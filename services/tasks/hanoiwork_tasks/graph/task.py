"""A task and what belongs to it, as GraphQL types."""

from graphene import Boolean, Field, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, joined, paged

_PERSONAL = "Null for all but the task's own people, those who lead its unit or one above, auditors and operators."


class TaskClears(ObjectType):
    """The six clears (6 rõ) that a task needs before it is assigned."""

    person = Boolean(required=True)
    work = Boolean(required=True)
    time = Boolean(required=True)
    responsibility = Boolean(required=True)
    product = Boolean(required=True)
    authority = Boolean(required=True)
    missing = List(NonNull(String), required=True, description="The names of those that are not clear.")


class TaskActivity(ObjectType):
    """One line of a task's history."""

    id = String(required=True)
    at = DateTime(required=True)
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="Who did it.")
    what = String(required=True, description="created, assigned, progressed, submitted, returned, completed …")
    before = String(
        required=True, description="What it was: a status, a percent, a day, a person's id or a value of a field."
    )
    after = String(required=True, description="What it became.")
    note = String(required=True)
    version = Int(required=True, description="The task's version after it.")


class TaskList(ObjectType):
    """A list of tasks in a workspace."""

    id = String(required=True)
    title = String(required=True)
    workspace = joined(Ref("Workspace"), "tasks.workspaces_by_ids", key="workspace_id", description="Where it is kept.")
    plan = joined(Ref("Plan"), "tasks.plans_by_ids", key="plan_id", description="The plan it carries out, if one.")
    tasks = paged(lambda: Task, "tasks.tasks_by_lists", key="id", description="The tasks in it, by deadline.")
    version = Int(required=True)


class Task(ObjectType):
    """One piece of work with one lead."""

    id = String(required=True)
    code = String(required=True, description="Unique within the unit; of work done elsewhere, within the person.")
    title = String(required=True)
    group = String(required=True, description="okr_kpi, routine or arising")
    status = String(required=True, description="draft, todo, in_progress, submitted, returned, completed or cancelled")
    status_name = String(required=True, description="The status in Vietnamese.")
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="The lead unit.")
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="The one lead.")
    assigner = joined(Ref("Person"), "directory.people_by_ids", key="assigner_id", description="Who assigned it.")
    collaborators = joined(
        List(NonNull(Ref("Person"))),
        "directory.people_by_ids",
        key="collaborator_ids",
        description="People who help the lead.",
    )
    coordinating_units = joined(
        List(NonNull(Ref("Unit"))),
        "directory.units_by_ids",
        key="coordinating_unit_ids",
        description="Units that co-ordinate.",
    )
    product = String(required=True)
    quantity = Decimal(required=True, description="How many units of product are asked for.")
    accepted_quantity = Decimal(required=True, description="How many were accepted.")
    points = Decimal(required=True, description="What the whole product weighs; 0 while a draft is not weighed.")
    authority = String(required=True, description="Within whose authority the work is done (rõ thẩm quyền).")
    start = Date(description="The day the work starts.")
    due = Date(description="The deadline after extensions.")
    first_due = Date(description="The deadline agreed at assignment.")
    percent = Int(required=True, description="What the lead last reported.")
    progress_note = String(required=True)
    product_note = String(description=f"What the lead said of the product. {_PERSONAL}")
    taken_on_at = DateTime(description="When the present lead took it on (nhận việc).")
    submitted_on = Date(description="The day the product was handed in; after a major return, handed in again.")
    delivered_on = Date(description="The day of delivery that the reviewer confirmed.")
    late_days = Int(description=f"Calendar days after the deadline. {_PERSONAL}")
    waived_days = Int(description=f"Those of them that are not counted. {_PERSONAL}")
    quality_failures = Int(description=f"Returns for a major content error. {_PERSONAL}")
    objective = joined(
        Ref("Objective"), "objectives.objectives_by_ids", key="objective_id", description="The objective it serves."
    )
    measure = joined(
        Ref("Measure"), "objectives.measures_by_ids", key="measure_id", description="The key result or KPI it serves."
    )
    list = joined(TaskList, "tasks.lists_by_ids", key="list_id", description="The list it stands in.")
    plan_item = joined(
        Ref("PlanItem"),
        "tasks.plan_items_by_ids",
        key="plan_item_id",
        description="The line of a plan that it came out of, perhaps by way of a larger task.",
    )
    catalogue_entry = joined(
        Ref("CatalogueEntry"),
        "tasks.entries_by_ids",
        key="entry_id",
        description="The revision of the catalogue that weighed it.",
    )
    parent = joined(lambda: Task, "tasks.tasks_by_ids", key="parent_id", description="The task it is a part of.")
    children = joined(
        lambda: List(NonNull(Task)), "tasks.children_by_ids", key="id", description="The parts of this task."
    )
    difficulties = joined(
        List(NonNull(Ref("TaskDifficulty"))),
        "tasks.difficulties_by_ids",
        key="id",
        description="What stands in the way.",
    )
    history = joined(
        List(NonNull(TaskActivity)),
        "tasks.histories_by_ids",
        key="id",
        description=f"Every change, oldest first. {_PERSONAL}",
    )
    clears = Field(NonNull(TaskClears))
    created_at = DateTime(required=True)
    version = Int(required=True, description="Send it along with a change, to be refused when it is not the latest.")
