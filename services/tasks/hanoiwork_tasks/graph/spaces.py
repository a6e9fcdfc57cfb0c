"""Workspaces in their life, as GraphQL types, questions and changes."""

from graphene import InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import Date, DateTime, Ref, asked, commanded, joined
from hanoiwork_tasks.graph.plans import Workspace
from hanoiwork_tasks.graph.task import TaskList

_SHIFT = "Days by which starts and deadlines move; may be negative."


class WorkspaceMember(ObjectType):
    """Somebody's role in a workspace."""

    person = joined(Ref("Person"), "directory.people_by_ids", key="person_id", description="Who.")
    role = String(required=True, description="manager, contributor or viewer")


class ArchivedPlace(ObjectType):
    """A workspace, plan or list that was archived or restored."""

    id = String(required=True)
    kind = String(required=True, description="workspace, plan or list")
    title = String(required=True)
    archived_at = joined(DateTime, "tasks.archived_by_ids", key="id", description="Null once it is restored.")
    version = Int(required=True)


class TaskTemplate(ObjectType):
    """Lists that a unit keeps to be made again."""

    id = String(required=True)
    title = String(required=True)
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="Whose it is; units below use it.")
    made_by = joined(Ref("Person"), "directory.people_by_ids", key="made_by", description="Who made it.")
    lists = List(NonNull(String), required=True, description="The titles of its lists.")
    tasks = Int(required=True, description="How many tasks it has.")


class Archivable(ObjectType):
    """What archiving adds to plans and lists."""

    archived_at = joined(DateTime, "tasks.archived_by_ids", key="id", description="When it was archived itself.")


class LivingWorkspace(Archivable):
    """What its life adds to a workspace."""

    members = joined(
        List(NonNull(WorkspaceMember)),
        "tasks.members_by_workspaces",
        key="id",
        description="People from whatever unit with a role in it.",
    )


class PlaceInput(InputObjectType):
    """A workspace, plan or list, as the caller last saw it."""

    kind = String(required=True, description="workspace, plan or list")
    place = String(required=True, description="id, of a plan also its code")
    version = Int()


class SetMemberInput(InputObjectType):
    """Somebody's role in a workspace; without a role theirs is taken away."""

    workspace = String(required=True)
    person = String(required=True)
    role = String(description="manager (opens lists too), contributor (writes tasks down) or viewer")


class CopyListInput(InputObjectType):
    """A list to be made again with everything in it, as drafts without people and results."""

    list = String(required=True)
    title = String(required=True)
    workspace = String(description="Its own when left out.")
    shift_days = Int(description=_SHIFT)


class CopyWorkspaceInput(InputObjectType):
    """A workspace to be made again with all its lists and their tasks."""

    workspace = String(required=True)
    title = String(required=True)
    unit = String(description="Its own when left out.")
    shift_days = Int(description=_SHIFT)


class SaveTemplateInput(InputObjectType):
    """Lists to be kept as a template, for a unit and all below it."""

    lists = List(NonNull(String), required=True)
    title = String(required=True)
    unit = String(required=True)


class UseTemplateInput(InputObjectType):
    """Where a template's lists are made, and the day that its first day becomes."""

    template = String(required=True)
    workspace = String(required=True)
    starts = Date(required=True)


class TemplateInput(InputObjectType):
    """A template, by its id."""

    template = String(required=True)


class SpaceQuery(ObjectType):
    """Questions about templates."""

    task_templates = asked(
        List(NonNull(TaskTemplate)),
        "tasks.task_templates",
        unit=String(required=True),
        description="The templates that a unit may use: its own and those of the units above.",
    )


class SpaceMutation(ObjectType):
    """Changes to where work is kept."""

    archive_place = commanded("tasks.archive_place", PlaceInput, place=ArchivedPlace)
    restore_place = commanded("tasks.restore_place", PlaceInput, place=ArchivedPlace)
    set_member = commanded("tasks.set_member", SetMemberInput, workspace=Workspace)
    copy_list = commanded("tasks.copy_list", CopyListInput, list=TaskList)
    copy_workspace = commanded("tasks.copy_workspace", CopyWorkspaceInput, workspace=Workspace)
    save_template = commanded("tasks.save_template", SaveTemplateInput, template=TaskTemplate)
    use_template = commanded("tasks.use_template", UseTemplateInput, lists=List(NonNull(TaskList)))
    delete_template = commanded("tasks.delete_template", TemplateInput, template=TaskTemplate)
