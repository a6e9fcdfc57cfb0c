"""Tasks as they are shown to whoever asks."""

from collections.abc import Iterable, Sequence
from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request
from hanoiwork_shared.pages import Page
from hanoiwork_tasks import schemas
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.domain.viewing import Viewer


class TaskShowing(Entrypoints):
    """Shows lists and pages of tasks, with what is personal only to those who may look into them."""

    desk: Any

    def _shown_page(self, request: Request, page: Page[Task]) -> object:
        return schemas.shown_page(page, to=self._viewer(request, page.items))

    def _shown_lists(self, request: Request, lists: Sequence[Sequence[Task]]) -> object:
        viewer = self._viewer(request, (task for tasks in lists for task in tasks))
        return [schemas.shown_all(tasks, to=viewer) for tasks in lists]

    def _shown_pages(self, request: Request, pages: Sequence[Page[Task]]) -> object:
        viewer = self._viewer(request, (task for page in pages for task in page.items))
        return [schemas.shown_page(page, to=viewer) for page in pages]

    def _viewer(self, request: Request, tasks: Iterable[Task | None]) -> Viewer:
        viewer: Viewer = self.desk.reading.viewer(request.identity, tasks)
        return viewer
