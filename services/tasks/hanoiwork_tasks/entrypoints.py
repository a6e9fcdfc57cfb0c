"""The broker surface of tasks: decode, call, encode."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hanoiwork_shared.bus_nameko import Entrypoints, Request, Wired, command, listen, query
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.facts import plain, read
from hanoiwork_shared.pages import Page
from hanoiwork_shared.runtime import Runtime
from hanoiwork_tasks import schemas
from hanoiwork_tasks.domain.assigning import TERMS, Terms
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.domain.viewing import Viewer
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.events import OBJECTIVE_TYPES, MeasureSlice, ObjectiveSlice
from hanoiwork_tasks.service.drafting import Drafting
from hanoiwork_tasks.service.learning import Learning
from hanoiwork_tasks.service.planning import Planning
from hanoiwork_tasks.service.reading import Reading
from hanoiwork_tasks.service.recording import Recording
from hanoiwork_tasks.service.working import Working
from hanoiwork_tasks.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The use cases by what people come for."""

    planning: Planning
    drafting: Drafting
    working: Working
    recording: Recording
    learning: Learning
    reading: Reading


def build(runtime: Runtime) -> Desk:
    """Compose the service."""
    store, clock = Store(runtime.database, runtime.outbox), runtime.clock
    return Desk(
        planning=Planning(begin=store.begin, clock=clock),
        drafting=Drafting(begin=store.begin, clock=clock),
        working=Working(begin=store.begin, clock=clock),
        recording=Recording(begin=store.begin, clock=clock),
        learning=Learning(begin=store.begin),
        reading=Reading(read=store.read, clock=clock),
    )


class TasksEntrypoints(Entrypoints):
    """Calls that tasks answers, and the facts it listens to."""

    name = "tasks"
    desk = Wired(build)

    @command(schemas.FileSent)
    def import_plans(self, request: Request) -> object:
        """Load a file of plans."""
        return plain(self.desk.planning.import_plans(request.identity, **request.input))

    @command(schemas.FileSent)
    def import_tasks(self, request: Request) -> object:
        """Load a file of work done elsewhere."""
        return plain(self.desk.recording.import_tasks(request.identity, **request.input))

    @command(schemas.CreateWorkspace)
    def create_workspace(self, request: Request) -> object:
        """Open a workspace."""
        return schemas.shown_workspace(self.desk.planning.create_workspace(request.identity, **request.input))

    @command(schemas.CreateList)
    def create_list(self, request: Request) -> object:
        """Open a list."""
        return plain(self.desk.planning.create_list(request.identity, **request.input))

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

    @command(schemas.ReportProgress)
    def report_progress(self, request: Request) -> object:
        """Report progress."""
        return schemas.shown(self.desk.working.report(request.identity, **request.input))

    @command(schemas.RaiseDifficulty)
    def raise_difficulty(self, request: Request) -> object:
        """Say what stands in the way."""
        return schemas.shown(self.desk.working.raise_difficulty(request.identity, **request.input))

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

    @command(schemas.ExtendTask)
    def extend_task(self, request: Request) -> object:
        """Move the deadline."""
        return schemas.shown(self.desk.working.extend(request.identity, **request.input))

    @command(schemas.CancelTask)
    def cancel_task(self, request: Request) -> object:
        """Give the task up."""
        return schemas.shown(self.desk.working.cancel(request.identity, **request.input))

    @query(schemas.Key)
    def task(self, request: Request) -> object:
        """One task."""
        found = self.desk.reading.task(request.input["key"])
        return schemas.shown(found, to=self._viewer(request, [found]))

    @query(schemas.TasksWanted)
    def tasks(self, request: Request) -> object:
        """A page of tasks."""
        page = self.desk.reading.tasks(**request.input)
        return schemas.shown_page(page, to=self._viewer(request, page.items))

    @query(schemas.MineWanted)
    def my_tasks(self, request: Request) -> object:
        """A page of what the caller has to handle."""
        page = self.desk.reading.mine(request.identity, **request.input)
        return schemas.shown_page(page, to=self._viewer(request, page.items))

    @query(schemas.StatisticsWanted)
    def task_statistics(self, request: Request) -> object:
        """The report over a scope."""
        return plain(self.desk.reading.statistics(**request.input))

    @query(schemas.OfUnit)
    def workspaces(self, request: Request) -> object:
        """Workspaces."""
        return [schemas.shown_workspace(one) for one in self.desk.reading.workspaces(**request.input)]

    @query(schemas.OfUnit)
    def plans(self, request: Request) -> object:
        """Plans."""
        return [schemas.shown_plan(plan) for plan in self.desk.reading.plans(**request.input)]

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
    def difficulties_by_ids(self, request: Request) -> object:
        """The difficulties of tasks in the order of the identifiers."""
        return plain(self.desk.reading.difficulties_by_ids(request.input["keys"]))

    @query(schemas.Keys)
    def lists_by_ids(self, request: Request) -> object:
        """Lists in the order of their identifiers."""
        return plain(self.desk.reading.lists_by_ids(request.input["keys"]))

    @query(schemas.Keys)
    def lists_by_workspaces(self, request: Request) -> object:
        """The lists of workspaces in the order of the identifiers."""
        return plain(self.desk.reading.lists_by_workspaces(request.input["keys"]))

    @query(schemas.Keys)
    def lists_by_plans(self, request: Request) -> object:
        """The lists under plans in the order of the identifiers."""
        return plain(self.desk.reading.lists_by_plans(request.input["keys"]))

    @query(schemas.Keys)
    def workspaces_by_ids(self, request: Request) -> object:
        """Workspaces in the order of their identifiers."""
        return [schemas.shown_workspace(one) for one in self.desk.reading.workspaces_by_ids(request.input["keys"])]

    @query(schemas.Keys)
    def workspaces_by_units(self, request: Request) -> object:
        """The workspaces of units in the order of the identifiers."""
        found = self.desk.reading.workspaces_by_units(request.input["keys"])
        return [[schemas.shown_workspace(one) for one in own] for own in found]

    @query(schemas.Keys)
    def plans_by_ids(self, request: Request) -> object:
        """Plans in the order of their identifiers."""
        return [schemas.shown_plan(plan) for plan in self.desk.reading.plans_by_ids(request.input["keys"])]

    @query(schemas.Keys)
    def plans_by_workspaces(self, request: Request) -> object:
        """The plans of workspaces in the order of the identifiers."""
        found = self.desk.reading.plans_by_workspaces(request.input["keys"])
        return [[schemas.shown_plan(plan) for plan in own] for own in found]

    @query(schemas.Keys)
    def plan_groups_by_ids(self, request: Request) -> object:
        """Groups of plan items in the order of their identifiers."""
        return [schemas.shown_group(one) for one in self.desk.reading.plan_groups_by_ids(request.input["keys"])]

    @query(schemas.Keys)
    def plan_items_by_ids(self, request: Request) -> object:
        """Plan items in the order of their identifiers."""
        return [schemas.shown_item(one) for one in self.desk.reading.plan_items_by_ids(request.input["keys"])]

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

    @listen(*OBJECTIVE_TYPES)
    def objective_known(self, envelope: Envelope) -> None:
        """Keep the objective as it now is."""
        self.desk.learning.objective(read(ObjectiveSlice, envelope.data), sequence=envelope.sequence)

    @listen("objectives.measure.created.v1", "objectives.measure.changed.v1")
    def measure_known(self, envelope: Envelope) -> None:
        """Keep the measure as it now is."""
        self.desk.learning.measure(read(MeasureSlice, envelope.data), sequence=envelope.sequence)

    def _shown_lists(self, request: Request, lists: Sequence[Sequence[Task]]) -> object:
        viewer = self._viewer(request, (task for tasks in lists for task in tasks))
        return [schemas.shown_all(tasks, to=viewer) for tasks in lists]

    def _shown_pages(self, request: Request, pages: Sequence[Page[Task]]) -> object:
        viewer = self._viewer(request, (task for page in pages for task in page.items))
        return [schemas.shown_page(page, to=viewer) for page in pages]

    def _viewer(self, request: Request, tasks: Iterable[Task | None]) -> Viewer:
        viewer: Viewer = self.desk.reading.viewer(request.identity, tasks)
        return viewer
