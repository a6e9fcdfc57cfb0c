"""Questions about tasks, and what joins them to other things."""

from hanoiwork_shared.bus_nameko import Request, query
from hanoiwork_shared.facts import plain
from hanoiwork_tasks import schemas
from hanoiwork_tasks.entrypoints.showing import TaskShowing


class TaskQuestions(TaskShowing):
    """Questions about tasks."""

    @query(schemas.Key)
    def task(self, request: Request) -> object:
        """One task."""
        found = self.desk.reading.task(request.input["key"])
        return schemas.shown(found, to=self._viewer(request, [found]))

    @query(schemas.Keys)
    def tasks_by_ids(self, request: Request) -> object:
        """Tasks in the order of their identifiers."""
        found = self.desk.reading.tasks_by_ids(request.input["keys"])
        return schemas.shown_all(found, to=self._viewer(request, found))

    @query(schemas.Keys)
    def titles_by_ids(self, request: Request) -> object:
        """The titles of tasks in the order of their identifiers."""
        return [task and task.title for task in self.desk.reading.tasks_by_ids(request.input["keys"])]

    @query(schemas.Keys)
    def children_by_ids(self, request: Request) -> object:
        """The parts of tasks in the order of the identifiers."""
        return self._shown_lists(request, self.desk.reading.children_by_ids(**request.input))

    @query(schemas.Keys)
    def tasks_by_items(self, request: Request) -> object:
        """The tasks of plan items in the order of the identifiers."""
        return self._shown_lists(request, self.desk.reading.tasks_by_items(**request.input))

    @query(schemas.Keys)
    def histories_by_ids(self, request: Request) -> object:
        """The histories of tasks in the order of the identifiers; null of what is not the caller's to read."""
        return plain(self.desk.reading.histories_by_ids(request.identity, **request.input))

    @query(schemas.Keys)
    def progress_by_objectives(self, request: Request) -> object:
        """How far the tasks under objectives are."""
        return plain(self.desk.reading.progress_by_objectives(request.input["keys"]))

    @query(schemas.Keys)
    def progress_by_measures(self, request: Request) -> object:
        """How far the tasks under measures are."""
        return plain(self.desk.reading.progress_by_measures(request.input["keys"]))

    @query(schemas.PagesWanted)
    def tasks_by_lists(self, request: Request) -> object:
        """A page of tasks for each list."""
        return self._shown_pages(request, self.desk.reading.tasks_by_lists(**request.input))

    @query(schemas.PagesWanted)
    def tasks_by_objectives(self, request: Request) -> object:
        """A page of tasks for each objective and what is under it."""
        return self._shown_pages(request, self.desk.reading.tasks_by_objectives(**request.input))
