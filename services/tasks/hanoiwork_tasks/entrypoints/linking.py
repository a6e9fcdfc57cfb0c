"""Calls about links between tasks, and moves."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_shared.facts import plain
from hanoiwork_tasks import schemas
from hanoiwork_tasks.schemas import linking as doors


class LinkCalls(Entrypoints):
    """Calls about how tasks hang together."""

    desk: Any

    @command(doors.LinkTasks)
    def link_tasks(self, request: Request) -> object:
        """Link two tasks."""
        return schemas.shown(self.desk.linking.link(request.identity, **request.input))

    @command(doors.LinkTasks)
    def unlink_tasks(self, request: Request) -> object:
        """Take a link away."""
        return schemas.shown(self.desk.linking.unlink(request.identity, **request.input))

    @command(doors.MoveTask)
    def move_task(self, request: Request) -> object:
        """Move a task."""
        return schemas.shown(self.desk.linking.move(request.identity, **request.input))

    @query(schemas.Keys)
    def links_by_tasks(self, request: Request) -> object:
        """The links of tasks in the order of the identifiers."""
        return plain(self.desk.linking.links(request.input["keys"]))
