"""Looking for tasks, and views that people keep."""

from hanoiwork_shared.bus_nameko import Request, command, query
from hanoiwork_shared.facts import plain
from hanoiwork_tasks import schemas
from hanoiwork_tasks.entrypoints.showing import TaskShowing
from hanoiwork_tasks.schemas import finding as doors


class FindingCalls(TaskShowing):
    """Lists of tasks: filtered, searched, ordered, grouped, through a view."""

    @query(doors.TasksWanted)
    def tasks(self, request: Request) -> object:
        """A page of tasks."""
        return self._shown_page(request, self.desk.finding.tasks(**request.input))

    @query(doors.GroupsWanted)
    def task_groups(self, request: Request) -> object:
        """Tasks in groups, with the first of each."""
        groups = self.desk.finding.groups(**request.input)
        viewer = self._viewer(request, (task for group in groups for task in group.tasks.items))
        return [doors.shown_task_group(group, to=viewer) for group in groups]

    @query(doors.MineWanted)
    def my_tasks(self, request: Request) -> object:
        """A page of what the caller has to handle."""
        return self._shown_page(request, self.desk.finding.mine(request.identity, **request.input))

    @query(schemas.Nothing)
    def to_handle(self, request: Request) -> object:
        """How much the caller has to handle, by urgency."""
        return plain(self.desk.finding.to_handle(request.identity))

    @query(schemas.Nothing)
    def task_views(self, request: Request) -> object:
        """The caller's views, and those shared with them."""
        return [doors.shown_view(view) for view in self.desk.views.all(request.identity)]

    @query(doors.ViewTasksWanted)
    def view_tasks(self, request: Request) -> object:
        """A page of the tasks of a view."""
        return self._shown_page(request, self.desk.views.tasks(request.identity, **request.input))

    @command(doors.SaveView)
    def save_view(self, request: Request) -> object:
        """Keep a view."""
        return doors.shown_view(self.desk.views.save(request.identity, **request.input))

    @command(doors.ChangeView)
    def change_view(self, request: Request) -> object:
        """Change one's own view."""
        return doors.shown_view(self.desk.views.change(request.identity, **request.input))

    @command(doors.ViewNamed)
    def delete_view(self, request: Request) -> object:
        """Delete one's own view."""
        return doors.shown_view(self.desk.views.delete(request.identity, **request.input))
