"""Calls that take tables in, take them back, and give them out."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_shared.facts import plain
from hanoiwork_shared.files.writing import exported
from hanoiwork_tasks import schemas
from hanoiwork_tasks.schemas import sheets as doors


class SheetCalls(Entrypoints):
    """Calls about tables of tasks and of plan items."""

    desk: Any

    @command(doors.TaskSheetSent)
    def import_task_sheet(self, request: Request) -> object:
        """Load a table of tasks."""
        asked = dict(request.input)
        content = asked.pop("content")
        self.desk.sheet_loading.demand(request.identity, unit=asked["unit"])  # before a file is read: that costs much
        found, digest = doors.read_tasks(content), doors.digest(content)
        return plain(self.desk.sheet_loading.load(request.identity, found=found, digest=digest, **asked))

    @command(doors.PlanSheetSent)
    def import_plan_sheet(self, request: Request) -> object:
        """Load a table of the items of a plan."""
        asked = dict(request.input)
        content = asked.pop("content")
        self.desk.sheet_loading.demand(request.identity, unit=asked["unit"])
        found, digest = doors.read_items(content), doors.digest(content)
        return plain(self.desk.plan_sheet_loading.load(request.identity, found=found, digest=digest, **asked))

    @command(doors.BatchNamed)
    def undo_import(self, request: Request) -> object:
        """Take a table back."""
        return doors.shown_batch(self.desk.undoing.undo(request.identity, **request.input))

    @query(schemas.OneUnit)
    def task_imports(self, request: Request) -> object:
        """The tables that were loaded for a unit and those under it."""
        return [doors.shown_batch(one) for one in self.desk.undoing.batches(request.identity, **request.input)]

    @query(doors.ExportTasksWanted)
    def export_tasks(self, request: Request) -> object:
        """Give a table of tasks out."""
        asked = dict(request.input)
        form = asked.pop("format")
        return exported("tasks", [self.desk.sheet_exporting.tasks(**asked)], form=form)

    @query(doors.ExportPlanWanted)
    def export_plan(self, request: Request) -> object:
        """Give a table of the items of a plan out."""
        asked = dict(request.input)
        form = asked.pop("format")
        return exported("plan", [self.desk.sheet_exporting.plan(**asked)], form=form)
