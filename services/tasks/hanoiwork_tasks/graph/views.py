"""Saved views, as GraphQL types and changes."""

from graphene import Boolean, Field, InputField, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, Ref, commanded, joined
from hanoiwork_tasks.graph.inputs import TaskFilter, TaskOrder


class TaskViewOrder(ObjectType):
    """An order of tasks."""

    by = String(required=True, description="due, created, points or title")
    descending = Boolean(required=True)


class TaskViewField(ObjectType):
    """What is looked for in a field of the list."""

    field = String(required=True)
    any_of = List(NonNull(String))
    from_value = String()
    to_value = String()
    empty = Boolean()


class TaskViewFilter(ObjectType):
    """A filter as it was given, with the codes that were given."""

    unit = String()
    person = String()
    objective = String()
    measure = String()
    list = String()
    plan = String()
    workspace = String()
    group = String()
    status = List(NonNull(String))
    assigner = String()
    helper = String()
    parent = String()
    plan_item = String()
    due_from = Date()
    due_to = Date()
    overdue = Boolean()
    difficult = Boolean()
    field_filters = List(NonNull(TaskViewField))


class TaskView(ObjectType):
    """A question about tasks that somebody keeps."""

    id = String(required=True)
    title = String(required=True)
    owner = joined(Ref("Person"), "directory.people_by_ids", key="owner_id", description="Who saved it.")
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="The unit it is shared with.")
    filter = Field(NonNull(TaskViewFilter))
    search = String()
    order = Field(NonNull(TaskViewOrder))
    group_by = String(description="status, group, unit, person, list or plan")
    version = Int(required=True, description="Send it along with a change, to be refused when it is not the latest.")


class SaveViewInput(InputObjectType):
    """A view to be kept; with `unit` it is shared with everybody there and below, by those who plan for it."""

    title = String(required=True)
    filter = InputField(TaskFilter)
    search = String()
    order = InputField(TaskOrder)
    group_by = String()
    unit = String()


class ViewStepInput(InputObjectType):
    """A view, as the caller last saw it."""

    view = String(required=True)
    version = Int()


class ChangeViewInput(ViewStepInput):
    """What is to be changed of one's own view; what is left out stays."""

    title = String()
    filter = InputField(TaskFilter)
    search = String()
    order = InputField(TaskOrder)
    group_by = String()
    unit = String()


class ViewMutation(ObjectType):
    """Changes to saved views."""

    save_view = commanded("tasks.save_view", SaveViewInput, view=TaskView)
    change_view = commanded("tasks.change_view", ChangeViewInput, view=TaskView)
    delete_view = commanded("tasks.delete_view", ViewStepInput, view=TaskView)
