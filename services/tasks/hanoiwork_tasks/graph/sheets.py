"""Tables of tasks and of plan items, as GraphQL questions and changes."""

from graphene import Argument, Boolean, InputObjectType, Int, List, NonNull, ObjectType, String

from hanoiwork_shared.graph import DateTime, ExportedFile, Ref, asked, commanded, joined
from hanoiwork_tasks.graph.inputs import TaskFilter
from hanoiwork_tasks.graph.plans import Plan


class TaskImport(ObjectType):
    """A file that was loaded."""

    id = String(required=True)
    kind = String(required=True, description="tasks or plan")
    created = Int(required=True)
    changed = Int(required=True)
    loaded_at = DateTime(required=True)
    loaded_by = joined(Ref("Person"), "directory.people_by_ids", key="loaded_by")
    unit = joined(Ref("Unit"), "directory.units_by_ids", key="unit_id", description="For which it was loaded.")
    plan = joined(Plan, "tasks.plans_by_ids", key="plan_id", description="Whose items it held.")
    undone_at = DateTime(description="None while it stands.")
    undone_by = joined(Ref("Person"), "directory.people_by_ids", key="undone_by")


class LoadReport(ObjectType):
    """What loading a table did, or would do in a dry run."""

    rows = Int(required=True)
    created = Int(required=True)
    changed = Int(required=True)
    unchanged = Int(required=True)
    dry_run = Boolean(required=True)
    batch = String(description="By which it can be undone; none where nothing was done.")


class ImportTaskSheetInput(InputObjectType):
    """A table of tasks of a unit and of those under it: new ones are drafts, or assigned where the status says to do.

    Tasks are known by unit and code. Columns are those of exportTasks, in either language; an empty cell leaves things
    as they are. A dry run refuses the same and keeps nothing.
    """

    unit = String(required=True)
    content = String(description="The text of a CSV file.")
    content_base64 = String(description="A CSV or XLSX file in base64, instead of `content`.")
    dry_run = Boolean()


class ImportPlanSheetInput(InputObjectType):
    """A table of the items of a unit's plan, which begins with it where it is not there yet.

    Items are known by code. Columns are those of exportPlan, in either language; an empty cell leaves things as they
    are. A dry run refuses the same and keeps nothing.
    """

    unit = String(required=True)
    plan = String(required=True, description="Its code.")
    title = String(description="Of a plan that is not there yet.")
    content = String(description="The text of a CSV file.")
    content_base64 = String(description="A CSV or XLSX file in base64, instead of `content`.")
    dry_run = Boolean()


class UndoImportInput(InputObjectType):
    """A file that was loaded."""

    batch = String(required=True)


class SheetQuery(ObjectType):
    """Tables to take home, and what was loaded."""

    task_imports = asked(
        List(NonNull(TaskImport)),
        "tasks.task_imports",
        unit=String(required=True),
        description="The latest 200 files that were loaded for a unit and those under it, the last one first.",
    )
    export_tasks = asked(
        ExportedFile,
        "tasks.export_tasks",
        filter=Argument(TaskFilter),
        search=String(),
        format=String(description="xlsx (the default) or csv"),
        language=String(description="vi (the default) or en: of columns, statuses and groups"),
        description="A table of the tasks that match, 50 000 at most; loaded again as it is, it changes nothing.",
    )
    export_plan = asked(
        ExportedFile,
        "tasks.export_plan",
        plan=String(required=True),
        format=String(description="xlsx (the default) or csv"),
        language=String(description="vi (the default) or en"),
        description="A table of the items of a plan; loaded again as it is, it changes nothing.",
    )


class SheetMutation(ObjectType):
    """Tables loaded and taken back."""

    import_task_sheet = commanded("tasks.import_task_sheet", ImportTaskSheetInput, report=LoadReport)
    import_plan_sheet = commanded("tasks.import_plan_sheet", ImportPlanSheetInput, report=LoadReport)
    undo_import = commanded("tasks.undo_import", UndoImportInput, batch=TaskImport)
