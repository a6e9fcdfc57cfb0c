"""Fields that lists have of their own and what tasks say in them, as GraphQL types and changes."""

from graphene import Boolean, Field, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, DateTime, Decimal, Ref, commanded, joined
from hanoiwork_tasks.graph.inputs import FieldValueInput
from hanoiwork_tasks.graph.task import Task

_KINDS = "text, number, date, choice, several_choices, person, yes_no or link"


class FieldOption(ObjectType):
    """Something to choose in a field."""

    id = String(required=True)
    label = String(required=True)
    retired = Boolean(required=True, description="Kept by tasks that have it, not chosen any more.")


class ListField(ObjectType):
    """A field that a list has of its own."""

    id = String(required=True)
    key = String(required=True, description="Its name for programs, unique in the list.")
    kind = String(required=True, description=_KINDS)
    label = String(required=True, description="Its name for people, in Vietnamese.")
    label_en = String(required=True, description="The same in English; empty when nobody wrote it.")
    help = String(required=True, description="What to fill in.")
    required = Boolean(required=True, description="Filled in before the product is handed in.")
    position = Int(required=True)
    precision = Int(required=True, description="How many decimals a number has at most.")
    least = Decimal(description="The least number, if there is one.")
    most = Decimal(description="The greatest number, if there is one.")
    options = List(NonNull(FieldOption), required=True, description="What to choose from, retired options too.")
    removed_at = DateTime(description="When it was taken off the forms of the list, if it was.")
    version = Int(required=True, description="Send it along with a change, to be refused when it is not the latest.")


class TaskFieldValue(ObjectType):
    """A field of a task's list and what the task says in it: in the part of its kind, all null while it is empty."""

    field = Field(NonNull(ListField))
    text = String(description="The value as people read it in Vietnamese; of a text the text. Null for a person.")
    number = Decimal()
    date = Date()
    options = List(NonNull(FieldOption), required=True, description="The options chosen.")
    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="The person named.")
    yes = Boolean()
    link = String(description="A web address with http or https.")


class FilledInTask(ObjectType):
    """What fields add to a task."""

    fields = joined(
        List(NonNull(TaskFieldValue)),
        "tasks.fields_by_tasks",
        key="id",
        description="The fields of its list in their order, filled in or not; of a task outside all lists none.",
    )


class FieldsOfList(ObjectType):
    """What fields add to a list."""

    fields = joined(
        List(NonNull(ListField)), "tasks.fields_by_lists", key="id", description="Its own fields in their order."
    )


class FieldOptionInput(InputObjectType):
    """An option that is there, by id, to be renamed, retired or taken up again; without an id a new one."""

    id = String()
    label = String()
    retired = Boolean()


class AddFieldInput(InputObjectType):
    """A field for a list, for those who may open lists beside it."""

    list = String(required=True, description="id")
    label = String(required=True)
    kind = String(required=True, description=_KINDS)
    key = String(description="Small letters, digits and underscores; made of the label when left out.")
    label_en = String()
    help = String()
    required = Boolean(description="To be filled in before the product is handed in.")
    position = Int(description="At the end when left out.")
    precision = Int(description="Decimals of a number, 0 to 4; none when left out.")
    least = Decimal()
    most = Decimal()
    options = List(NonNull(FieldOptionInput), description="What to choose from.")


class FieldStepInput(InputObjectType):
    """A field by its id, as the caller last saw it."""

    field = String(required=True)
    version = Int()


class ChangeFieldInput(FieldStepInput):
    """What changes of a field; what is left out stays, and so does every option that is not named."""

    label = String()
    label_en = String()
    help = String()
    required = Boolean()
    position = Int()
    options = List(NonNull(FieldOptionInput))


class SetFieldValuesInput(InputObjectType):
    """What a task says in some fields of its list; the other fields stay as they are."""

    task = String(required=True)
    values = List(NonNull(FieldValueInput), required=True)
    version = Int()


class FieldMutation(ObjectType):
    """Changes to fields and their values."""

    add_field = commanded("tasks.add_field", AddFieldInput, field=ListField)
    change_field = commanded("tasks.change_field", ChangeFieldInput, field=ListField)
    remove_field = commanded("tasks.remove_field", FieldStepInput, field=ListField)
    set_field_values = commanded("tasks.set_field_values", SetFieldValuesInput, task=Task)
