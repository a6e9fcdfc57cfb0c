"""Calls that change tasks: written down, broken down, assigned, worked on, reviewed."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command
from hanoiwork_shared.facts import plain
from hanoiwork_tasks import schemas
from hanoiwork_tasks.domain.assigning import TERMS, Terms
from hanoiwork_tasks.domain.wanted import Wanted


class WorkCalls(Entrypoints):
    """Calls that change tasks."""

    desk: Any

    @command(schemas.FileSent)
    def import_tasks(self, request: Request) -> object:
        """Load a file of work done elsewhere."""
        return plain(self.desk.recording.import_tasks(request.identity, **request.input))

    @command(schemas.CreateTask)
    def create_task(self, request: Request) -> object:
        """Write a draft down."""
        return schemas.shown(self.desk.drafting.create(request.identity, wanted=Wanted(**request.input)))

    @command(schemas.BreakDown)
    def break_down(self, request: Request) -> object:
        """Break a plan item or a task down."""
        parts = [Wanted(**part) for part in request.input["parts"]]
        rest = {name: value for name, value in request.input.items() if name != "parts"}
        return schemas.shown_all(self.desk.drafting.break_down(request.identity, parts=parts, **rest))

    @command(schemas.AssignTask)
    def assign_task(self, request: Request) -> object:
        """Give a task to its lead."""
        terms = Terms(**{name: value for name, value in request.input.items() if name in TERMS})
        rest = {name: value for name, value in request.input.items() if name not in TERMS}
        return schemas.shown(self.desk.drafting.assign(request.identity, terms=terms, **rest))

    @command(schemas.TaskNamed)
    def accept_assignment(self, request: Request) -> object:
        """Take a task on."""
        return schemas.shown(self.desk.working.take_on(request.identity, **request.input))

    @command(schemas.ReportProgress)
    def report_progress(self, request: Request) -> object:
        """Report progress."""
        return schemas.shown(self.desk.working.report(request.identity, **request.input))

    @command(schemas.SubmitTask)
    def submit_task(self, request: Request) -> object:
        """Hand in the product."""
        return schemas.shown(self.desk.working.submit(request.identity, **request.input))

    @command(schemas.AcceptTask)
    def accept_task(self, request: Request) -> object:
        """Accept the product."""
        return schemas.shown(self.desk.working.accept(request.identity, **request.input))

    @command(schemas.ReturnTask)
    def return_task(self, request: Request) -> object:
        """Return the product."""
        return schemas.shown(self.desk.working.send_back(request.identity, **request.input))

    @command(schemas.CancelTask)
    def cancel_task(self, request: Request) -> object:
        """Give the task up."""
        return schemas.shown(self.desk.working.cancel(request.identity, **request.input))
