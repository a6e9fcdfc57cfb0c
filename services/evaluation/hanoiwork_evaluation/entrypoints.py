"""This service's broker surface: decode, call, encode."""

from datetime import timedelta
from typing import Any

from hanoiwork_evaluation import schemas
from hanoiwork_evaluation.domain.run import Run
from hanoiwork_evaluation.events import OBJECTIVE_TYPES, ObjectiveTold, TaskTold
from hanoiwork_evaluation.rules.registry import installed
from hanoiwork_evaluation.service import (
    Evaluation,
    Flow,
    Ledger,
    Periods,
    Results,
    Review,
    Runs,
    Sheets,
    Target,
    Wanted,
)
from hanoiwork_evaluation.store import Store
from hanoiwork_shared.bus_nameko import Entrypoints, Request, Wired, command, every, listen, query
from hanoiwork_shared.doors import Nothing
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.facts import plain, read
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.turns import take_turn

TURN = timedelta(seconds=2)
"""How long a process works on runs before it looks up: it can be asked to end between two turns."""


def build(runtime: Runtime) -> Evaluation:
    """Compose the service; the rule packs are found here, once, and a broken one stops the start-up by name."""
    store = Store(runtime.database, runtime.outbox, clock=runtime.clock)
    common: dict[str, Any] = {"begin": store.begin, "packs": installed(), "clock": runtime.clock}
    sheets = Sheets(**common)
    return Evaluation(
        ledger=Ledger(store.begin),
        periods=Periods(**common, read=store.read),
        runs=Runs(begin=store.begin, read=store.read, clock=runtime.clock),
        sheets=sheets,
        flow=Flow(**common, sheets=sheets),
        results=Results(**common, read=store.read),
    )


class EvaluationEntrypoints(Entrypoints):
    """What this service answers and hears."""

    name = "evaluation"
    evaluation = Wired(build)

    @listen(
        "tasks.task.created.v1",
        "tasks.task.assigned.v1",
        "tasks.task.progressed.v1",
        "tasks.task.submitted.v1",
        "tasks.task.returned.v1",
        "tasks.task.completed.v1",
        "tasks.task.cancelled.v1",
        "tasks.task.extended.v1",
        "tasks.task.accepted.v1",
        "tasks.task.handed_over.v1",
        "tasks.task.waived.v1",
    )
    def task_known(self, envelope: Envelope) -> None:
        """Keep the task in the ledger as it now is."""
        self.evaluation.ledger.learn(read(TaskTold, envelope.data), sequence=envelope.sequence)

    @listen(*OBJECTIVE_TYPES)
    def objective_known(self, envelope: Envelope) -> None:
        """Keep what the objective hangs under."""
        self.evaluation.ledger.learn_objective(read(ObjectiveTold, envelope.data), sequence=envelope.sequence)

    @command(schemas.PeriodOpening)
    def open_period(self, request: Request) -> object:
        """Open a month."""
        return plain(self.evaluation.periods.open(request.identity, code=request.input["code"]))

    @command(schemas.PeriodClosing)
    def close_period(self, request: Request) -> object:
        """Close a month."""
        return plain(self.evaluation.periods.close(request.identity, **request.input))

    @command(schemas.RunWanted)
    def start_evaluation_run(self, request: Request) -> object:
        """Make or refresh the draft sheets of a month; large ones are worked on in the background."""
        return run_answer(self.evaluation.runs.start(request.identity, period=request.input["period"]))

    @command(schemas.SheetSubmitted)
    def submit_sheet(self, request: Request) -> object:
        """Hand in one's own sheet."""
        given = {name: request.input[name] for name in ("rows", "seen")}
        return plain(self.evaluation.flow.submit(request.identity, _target(request), **given, locale=request.locale))

    @command(schemas.SheetReviewed)
    def review_sheet(self, request: Request) -> object:
        """Score somebody's rows as their leader."""
        review = Review(
            rows=tuple(request.input["rows"]),
            organising=request.input["organising"],
            uniting=request.input["uniting"],
        )
        return plain(self.evaluation.flow.review(request.identity, _target(request), review, locale=request.locale))

    @command(schemas.SheetReturned)
    def return_sheet(self, request: Request) -> object:
        """Give a sheet back."""
        reason = request.input["reason"]
        return plain(
            self.evaluation.flow.give_back(request.identity, _target(request), reason=reason, locale=request.locale)
        )

    @command(schemas.SheetApproved)
    def approve_sheet(self, request: Request) -> object:
        """Make a sheet final."""
        return plain(self.evaluation.flow.approve(request.identity, _target(request), locale=request.locale))

    @every(seconds=1)
    def work_on_runs(self) -> None:
        """Do chunks of large runs that nobody has, one transaction each, for a turn."""
        take_turn(self.evaluation.runs.work, clock=self.runtime.clock, lasting=TURN)

    @query(Nothing)
    def periods(self, request: Request) -> object:
        """Every period."""
        return plain(self.evaluation.periods.all())

    @query(schemas.RunsWanted)
    def evaluation_runs(self, request: Request) -> object:
        """The runs so far."""
        return [run_answer(run) for run in self.evaluation.runs.all(request.identity, **request.input)]

    @query(schemas.SheetWanted)
    def sheet(self, request: Request) -> object:
        """One sheet."""
        return plain(self.evaluation.sheets.one(request.identity, **request.input, locale=request.locale))

    @query(schemas.SheetsWanted)
    def sheets(self, request: Request) -> object:
        """A page of sheets."""
        wanted = Wanted(**{name: request.input[name] for name in ("period", "unit", "status")})
        page = {name: request.input[name] for name in ("first", "after")}
        return plain(self.evaluation.sheets.page(request.identity, wanted, **page, locale=request.locale))

    @query(schemas.KeysInPeriod)
    def sheets_by_people(self, request: Request) -> object:
        """The sheets of people in the order of their identifiers."""
        return plain(self.evaluation.sheets.of_people(request.identity, **request.input, locale=request.locale))

    @query(schemas.KeysInPeriod)
    def scores_by_objectives(self, request: Request) -> object:
        """Scores under objectives in the order of their identifiers."""
        return plain(self.evaluation.results.of_objectives(request.identity, **request.input))

    @query(schemas.KeysInPeriod)
    def results_by_units(self, request: Request) -> object:
        """Scores of units in the order of their identifiers."""
        return plain(self.evaluation.results.of_units(request.identity, **request.input))

    @query(schemas.UnitInPeriod)
    def unit_results(self, request: Request) -> object:
        """Scores of one unit."""
        return plain(self.evaluation.results.of_unit(request.identity, **request.input))

    @query(schemas.YearWanted)
    def year_result(self, request: Request) -> object:
        """A person's year."""
        return plain(self.evaluation.results.year(request.identity, **request.input))

    @query(schemas.KeysInYear)
    def year_results_by_people(self, request: Request) -> object:
        """The years of people in the order of their identifiers; null where it is not to be seen."""
        return plain(self.evaluation.results.years(request.identity, **request.input))


def _target(request: Request) -> Target:
    return Target(**{name: request.input[name] for name in ("period", "person", "version")})


def run_answer(run: Run) -> dict[str, Any]:
    """A run as it crosses the broker: its counts beside the rest."""
    answer: dict[str, Any] = plain(run)
    return {**answer, **answer.pop("made")}
