"""Calls about files of tasks, and the clock that lets content go."""

from datetime import timedelta
from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, attempt, command, every, query
from hanoiwork_shared.turns import take_turn
from hanoiwork_tasks import schemas
from hanoiwork_tasks.schemas import attaching as doors

TURN = timedelta(seconds=10)
"""How long one turn of the timer goes on (our choice)."""


class FileCalls(Entrypoints):
    """Files are attached, given out, removed."""

    desk: Any

    @attempt(doors.AttachFile)
    def attach_file(self, request: Request) -> object:
        """Attach a file."""
        attaching, by = self.desk.attaching, request.identity
        kept = attaching.keep(by, **request.input)
        return self.act(request, "attach_file", lambda: doors.shown_attachment(attaching.attach(by, new=kept)))

    @command(doors.AttachmentNamed)
    def remove_file(self, request: Request) -> object:
        """Take a file away."""
        return doors.shown_attachment(self.desk.attaching.remove(request.identity, **request.input))

    @query(doors.AttachmentNamed)
    def attached_file(self, request: Request) -> object:
        """A file with its content."""
        return doors.shown_file(self.desk.attaching.file(request.identity, **request.input))

    @query(schemas.Keys)
    def attachments_by_tasks(self, request: Request) -> object:
        """What is attached to tasks, in the order of the identifiers."""
        found = self.desk.attaching.of_tasks(request.input["keys"])
        return [[doors.shown_attachment(one) for one in own] for own in found]

    @every(seconds=300)
    def sweep_contents(self) -> None:
        """Let content go that no file names any more."""
        take_turn(self.desk.sweeping.sweep, clock=self.runtime.clock, lasting=TURN)
