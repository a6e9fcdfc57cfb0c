"""What questions and changes take, as GraphQL input types. Things are named by code or id."""

from graphene import Boolean, InputObjectType, Int, List, NonNull, String

from hanoiwork_shared.graph import Date, Decimal


class TaskScope(InputObjectType):
    """Whose tasks; everything given must match."""

    unit = String(description="With every unit under it.")
    person = String(description="The lead.")
    objective = String(description="With every objective under it.")
    measure = String()
    list = String()
    plan = String(description="The id of a plan: the tasks in the lists that carry it out.")
    workspace = String(description="The id of a workspace: the tasks in its lists.")
    group = String(description="okr_kpi, routine or arising")


class TaskFieldFilter(InputObjectType):
    """What is looked for in a field of the list that the filter names; values are written as text.

    A number as 12.5, a day as 2026-06-24, yes or no as true or false, an option by id or label, a person by code or id.
    """

    field = String(required=True, description="key or id")
    any_of = List(NonNull(String), description="One of these; of several choices at least one of these.")
    from_value = String(description="Of a number or day: this or more.")
    to_value = String(description="Of a number or day: this or less.")
    empty = Boolean(description="Nothing is said in it; with false, something is.")


class TaskFilter(TaskScope):
    """Which tasks; everything given must match."""

    status = List(NonNull(String), description="Any of these.")
    assigner = String(description="Who assigned them.")
    helper = String(description="Somebody who helps.")
    parent = String(description="The id of the task they are parts of.")
    plan_item = String(description="The id of the line of a plan they came out of.")
    due_from = Date(description="Due on this day or later.")
    due_to = Date(description="Due by this day.")
    overdue = Boolean(description="Neither completed nor handed in by a deadline that has passed.")
    difficult = Boolean(description="With a difficulty that is not settled.")
    field_filters = List(
        NonNull(TaskFieldFilter), description="In the fields of the list that is named; all must match."
    )


class TaskOrder(InputObjectType):
    """An order of tasks."""

    by = String(description="due (the default; those without a deadline last), created, points or title")
    descending = Boolean()


class TaskFieldOrder(InputObjectType):
    """An order by what tasks say in a field of the list that the filter names; those that say nothing come last."""

    field = String(required=True, description="key or id; of any kind but person and several_choices")
    descending = Boolean()


class ImportPlansInput(InputObjectType):
    """The text of a JSON file with the key `plans`; a dry run refuses the same and keeps nothing."""

    content = String(required=True)
    dry_run = Boolean()


class ImportTasksInput(InputObjectType):
    """The text of a JSON file with one or more of `person`, `period`, `tasks`; a dry run keeps nothing."""

    content = String(required=True)
    dry_run = Boolean()


class CreateWorkspaceInput(InputObjectType):
    """A workspace of a unit."""

    unit = String(required=True)
    kind = String(required=True, description="strategic, routine, arising or collaboration")
    title = String(description="The name of its kind when left out.")


class CreateListInput(InputObjectType):
    """A list in a workspace."""

    workspace = String(required=True, description="id")
    title = String(required=True)
    plan = String()


class FieldValueInput(InputObjectType):
    """What is said in a field, in the one part of its kind; without any the field is emptied."""

    field = String(required=True, description="key or id")
    text = String()
    number = Decimal()
    date = Date()
    options = List(NonNull(String), description="By id or label; one, or several for several_choices.")
    person = String()
    yes = Boolean()
    link = String()


class TaskPartInput(InputObjectType):
    """One task to come out of a plan item or a larger task."""

    title = String()
    code = String(description="Made up when left out.")
    group = String(description="okr_kpi, routine or arising")
    unit = String(description="The lead's unit when left out.")
    person = String(description="The one lead.")
    collaborators = List(NonNull(String))
    coordinating_units = List(NonNull(String))
    objective = String()
    measure = String()
    list = String(description="id")
    catalogue_entry = String(
        description="A code of the unit's catalogue: the points come from it, and what is left out."
    )
    product = String()
    quantity = Decimal()
    points = Decimal(description="More than 0, at most 1000.")
    authority = String()
    start = Date()
    due = Date()
    field_values = List(NonNull(FieldValueInput), description="What it says in the fields of its list.")


class CreateTaskInput(TaskPartInput):
    """A task to be written down; its clears may still be missing."""

    parent = String()


class BreakDownInput(InputObjectType):
    """A plan item (`KH20/2.1.1` or id) or a task, and the tasks that come out of it."""

    item = String()
    task = String()
    parts = List(NonNull(TaskPartInput), required=True)
    allow_over = Boolean(description="Let the parts weigh more than the task; for the unit's leader.")
    version = Int()


class TaskStepInput(InputObjectType):
    """One task, by code or id, as the caller last saw it."""

    task = String(required=True)
    version = Int()


class AssignTaskInput(TaskStepInput):
    """The lead, and what the draft still lacks."""

    person = String()
    collaborators = List(NonNull(String))
    coordinating_units = List(NonNull(String))
    hand_over = Boolean(description="Replace the present lead.")
    catalogue_entry = String(description="What weighs the draft, on this day.")
    title = String()
    product = String()
    quantity = Decimal()
    points = Decimal()
    authority = String()
    start = Date()
    due = Date()


class ReportProgressInput(TaskStepInput):
    """How far the work is."""

    percent = Int(required=True)
    note = String()


class SubmitTaskInput(TaskStepInput):
    """The product, in words."""

    note = String()


class AcceptTaskInput(TaskStepInput):
    """How much is accepted (all of it when left out), and when it was delivered (the day it was submitted)."""

    quantity = Decimal()
    delivered_on = Date()


class ReturnTaskInput(TaskStepInput):
    """Why the product goes back."""

    major = Boolean(description="Its content is at fault: one quality failure.")
    reason = String(required=True)


class CancelTaskInput(TaskStepInput):
    """Why the task is given up."""

    reason = String(required=True)
