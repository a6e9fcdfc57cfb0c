"""Questions about tasks, and what joins them to other things."""

from collections.abc import Iterable, Sequence
from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, query
from hanoiwork_shared.facts import plain
from hanoiwork_shared.pages import Page
from hanoiwork_tasks import schemas
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.domain.viewing import Viewer


class TaskQuestions(Entrypoints):
    """Questions about tasks."""

    desk: Any

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

    def _shown_lists(self, request: Request, lists: Sequence[Sequence[Task]]) -> object:
        viewer = self._viewer(request, (task for tasks in lists for task in tasks))
        return [schemas.shown_all(tasks, to=viewer) for tasks in lists]

    def _shown_pages(self, request: Request, pages: Sequence[Page[Task]]) -> object:
        viewer = self._viewer(request, (task for page in pages for task in page.items))
        return [schemas.shown_page(page, to=viewer) for page in pages]

    def _viewer(self, request: Request, tasks: Iterable[Task | None]) -> Viewer:
        viewer: Viewer = self.desk.reading.viewer(request.identity, tasks)
        return viewer
