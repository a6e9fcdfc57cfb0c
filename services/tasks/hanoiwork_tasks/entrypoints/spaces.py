"""Calls about workspaces in their life: archives, members, copies, templates."""

from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, query
from hanoiwork_shared.facts import plain
from hanoiwork_tasks import schemas
from hanoiwork_tasks.schemas import spaces as doors


class SpaceCalls(Entrypoints):
    """Calls about where work is kept."""

    desk: Any

    @command(doors.PlaceNamed)
    def archive_place(self, request: Request) -> object:
        """Let nothing be changed in it."""
        return plain(self.desk.archiving.archive(request.identity, **request.input))

    @command(doors.PlaceNamed)
    def restore_place(self, request: Request) -> object:
        """Let work go on in it."""
        return plain(self.desk.archiving.restore(request.identity, **request.input))

    @command(doors.SetMember)
    def set_member(self, request: Request) -> object:
        """Give or take somebody's role."""
        return schemas.shown_workspace(self.desk.archiving.set_member(request.identity, **request.input))

    @command(doors.CopyList)
    def copy_list(self, request: Request) -> object:
        """Make a list again."""
        return plain(self.desk.copying.copy_list(request.identity, **request.input))

    @command(doors.CopyWorkspace)
    def copy_workspace(self, request: Request) -> object:
        """Make a workspace again."""
        return schemas.shown_workspace(self.desk.copying.copy_workspace(request.identity, **request.input))

    @command(doors.SaveTemplate)
    def save_template(self, request: Request) -> object:
        """Keep lists as a template."""
        return doors.shown_template(self.desk.copying.save_template(request.identity, **request.input))

    @command(doors.UseTemplate)
    def use_template(self, request: Request) -> object:
        """Make a template's lists."""
        return plain(self.desk.copying.use_template(request.identity, **request.input))

    @command(doors.TemplateNamed)
    def delete_template(self, request: Request) -> object:
        """Delete a template."""
        return doors.shown_template(self.desk.copying.delete_template(request.identity, **request.input))

    @query(schemas.OneUnit)
    def task_templates(self, request: Request) -> object:
        """The templates that a unit may use."""
        return [doors.shown_template(one) for one in self.desk.copying.templates(**request.input)]

    @query(schemas.Keys)
    def archived_by_ids(self, request: Request) -> object:
        """When workspaces, plans or lists were archived, in the order of the identifiers."""
        return plain(self.desk.archiving.archived_at(request.input["keys"]))

    @query(schemas.Keys)
    def members_by_workspaces(self, request: Request) -> object:
        """The members of workspaces in the order of the identifiers."""
        return plain(self.desk.archiving.members(request.input["keys"]))
