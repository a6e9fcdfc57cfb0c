"""The broker surface of this service: decode, call, encode."""

from datetime import timedelta

from hanoiwork_objectives import schemas
from hanoiwork_objectives.entrypoints.reports import ReportEntrypoints
from hanoiwork_objectives.events import TASK_TYPES, TaskSlice
from hanoiwork_objectives.service import (
    Approving,
    Cloning,
    Feeding,
    Hanging,
    Importing,
    Kpis,
    Life,
    Listening,
    MeasureReading,
    Measuring,
    Objectives,
    Planning,
    Reading,
    Reporting,
    Watching,
)
from hanoiwork_objectives.store import Store
from hanoiwork_shared.bus_nameko import Request, Wired, command, every, listen, query
from hanoiwork_shared.clock import HANOI
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.facts import plain, read
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.turns import take_turn

TURN = timedelta(seconds=10)
"""How long one turn of the daily look may take; the next goes on where it stopped."""


def build(runtime: Runtime) -> Objectives:
    """Compose the service."""
    store = Store(runtime.database, runtime.outbox, runtime.clock)
    return Objectives(
        planning=Planning(begin=store.begin, clock=runtime.clock),
        approving=Approving(begin=store.begin, clock=runtime.clock),
        life=Life(begin=store.begin, clock=runtime.clock),
        hanging=Hanging(begin=store.begin, clock=runtime.clock),
        cloning=Cloning(begin=store.begin, clock=runtime.clock),
        reporting=Reporting(begin=store.begin, clock=runtime.clock),
        feeding=Feeding(begin=store.begin, clock=runtime.clock),
        watching=Watching(begin=store.begin, clock=runtime.clock),
        importing=Importing(begin=store.begin, clock=runtime.clock),
        listening=Listening(begin=store.begin, clock=runtime.clock),
        reading=Reading(read=store.read, clock=runtime.clock),
        measuring=Measuring(begin=store.begin, clock=runtime.clock),
        kpis=Kpis(begin=store.begin, clock=runtime.clock),
        measure_reading=MeasureReading(read=store.read, clock=runtime.clock),
    )


class ObjectivesEntrypoints(ReportEntrypoints):
    """Calls that this service answers, and events that it hears."""

    name = "objectives"
    service = Wired(build)

    @query(schemas.TreeWanted)
    def tree(self, request: Request) -> object:
        """The objectives of a cycle, nested."""
        return plain(self.service.reading.tree(locale=request.locale, **request.input))

    @query(schemas.KeyInCycle)
    def objective(self, request: Request) -> object:
        """One objective."""
        return plain(self.service.reading.objective(locale=request.locale, **request.input))

    @query(schemas.ObjectivesWanted)
    def objectives(self, request: Request) -> object:
        """A page of objectives."""
        return plain(self.service.reading.objectives(locale=request.locale, **request.input))

    @query(schemas.ChangesWanted)
    def changes(self, request: Request) -> object:
        """What became of a cycle between two days."""
        days = {"from_day": request.input["from_"], "to_day": request.input["to"]}
        return plain(self.service.reading.changes(cycle=request.input["cycle"], **days))

    @query(schemas.KeysThen)
    def objectives_by_ids(self, request: Request) -> object:
        """Objectives in the order of their identifiers."""
        return plain(self.service.reading.objectives_by_ids(locale=request.locale, **request.input))

    @query(schemas.OfUnitsWanted)
    def objectives_by_units(self, request: Request) -> object:
        """The objectives of units in the order of the identifiers."""
        return plain(self.service.reading.objectives_by_units(locale=request.locale, **request.input))

    @query(schemas.KeysThen)
    def approvals_by_objectives(self, request: Request) -> object:
        """The approvals of objectives, in the order of their identifiers."""
        return plain(self.service.reading.approvals_by_objectives(**request.input))

    @query(schemas.KeyInCycle)
    def measure(self, request: Request) -> object:
        """One measure."""
        return plain(self.service.reading.measure(locale=request.locale, **request.input))

    @query(schemas.KeysThen)
    def measures_by_ids(self, request: Request) -> object:
        """Measures in the order of their identifiers."""
        return plain(self.service.reading.measures_by_ids(locale=request.locale, **request.input))

    @query(schemas.KeysThen)
    def forecasts_by_ids(self, request: Request) -> object:
        """Where measures are heading, in the order of their identifiers."""
        return plain(self.service.measure_reading.forecasts_by_ids(locale=request.locale, **request.input))

    @query(schemas.KeysThen)
    def shares_by_ids(self, request: Request) -> object:
        """What objectives weigh in those above them, in the order of their identifiers."""
        return plain(self.service.measure_reading.shares_by_ids(**request.input))

    @query(schemas.KpisWanted)
    def kpis(self, request: Request) -> object:
        """A page of standing KPIs."""
        return plain(self.service.measure_reading.kpis(locale=request.locale, **request.input))

    @query(schemas.KeysThen)
    def kpis_under(self, request: Request) -> object:
        """The identifiers of the KPIs under KPIs, in the order of theirs."""
        return plain(self.service.measure_reading.kpis_under(**request.input))

    @query(schemas.KeysThen)
    def users_of(self, request: Request) -> object:
        """The identifiers of the objectives that use KPIs, in the order of theirs."""
        return plain(self.service.measure_reading.users_of(**request.input))

    @command(schemas.CreateObjective)
    def create_objective(self, request: Request) -> object:
        """Draft an objective."""
        made = self.service.planning.create(request.identity, schemas.objective_wanted(request.input))
        return plain(self._shown(made.id, request))

    @command(schemas.ChangeObjective)
    def change_objective(self, request: Request) -> object:
        """Define an objective anew."""
        changes, of = schemas.changes(request.input)
        changed = self.service.planning.change(request.identity, changes=changes, **of)
        return plain(self._shown(changed.id, request))

    @command(schemas.HangObjective)
    def move_objective(self, request: Request) -> object:
        """Hang an objective elsewhere in the tree."""
        changed = self.service.hanging.hang(request.identity, **request.input)
        return plain(self._shown(changed.id, request))

    @command(schemas.SubmitObjective)
    def submit_objective(self, request: Request) -> object:
        """Hand an objective in for approval."""
        changed = self.service.approving.submit(request.identity, **request.input)
        return plain(self._shown(changed.id, request))

    @command(schemas.ApproveObjective)
    def approve_objective(self, request: Request) -> object:
        """Let an objective go on in its route."""
        changed = self.service.approving.approve(request.identity, **request.input)
        return plain(self._shown(changed.id, request))

    @command(schemas.ReturnObjective)
    def return_objective(self, request: Request) -> object:
        """Send an objective back to those who drafted it."""
        changed = self.service.approving.send_back(request.identity, **request.input)
        return plain(self._shown(changed.id, request))

    @command(schemas.StepObjective)
    def activate_objective(self, request: Request) -> object:
        """Let an objective count."""
        changed = self.service.life.activate(request.identity, **request.input)
        return plain(self._shown(changed.id, request))

    @command(schemas.CloseObjective)
    def close_objective(self, request: Request) -> object:
        """End an objective; what it reached goes on counting."""
        closing, of = schemas.closing(request.input)
        changed = self.service.life.close(request.identity, closing=closing, **of)
        return plain(self._shown(changed.id, request))

    @command(schemas.StepObjective)
    def archive_objective(self, request: Request) -> object:
        """Put an objective away; it counts nowhere."""
        changed = self.service.life.archive(request.identity, **request.input)
        return plain(self._shown(changed.id, request))

    @command(schemas.StepObjective)
    def restore_objective(self, request: Request) -> object:
        """Take an objective out of the archive."""
        changed = self.service.life.restore(request.identity, **request.input)
        return plain(self._shown(changed.id, request))

    @command(schemas.CloneObjectives)
    def clone_objectives(self, request: Request) -> object:
        """Copy branches into another cycle."""
        return plain(self.service.cloning.clone(request.identity, **request.input))

    @command(schemas.AddMeasure)
    def add_measure(self, request: Request) -> object:
        """Give an objective another key result or KPI."""
        wanted, of = schemas.measure_wanted(request.input)
        made = self.service.planning.add_measure(request.identity, wanted, **of)
        return plain(self.service.reading.measure(key=made.id, locale=request.locale))

    @command(schemas.ChangeMeasure)
    def change_measure(self, request: Request) -> object:
        """Plan a measure again."""
        changes, of = schemas.measure_changes(request.input)
        changed = self.service.measuring.change(request.identity, changes=changes, **of)
        return plain(self.service.reading.measure(key=changed.id, locale=request.locale))

    @command(schemas.ArchiveMeasure)
    def archive_measure(self, request: Request) -> object:
        """Take a measure off its draft, or a standing KPI out of use."""
        removed = self.service.measuring.archive(request.identity, **request.input)
        return plain(self.service.reading.measure(key=removed.id, locale=request.locale))

    @command(schemas.MoveMeasure)
    def move_measure(self, request: Request) -> object:
        """Give a measure to another objective."""
        moved = self.service.measuring.move(request.identity, **request.input)
        return plain(self.service.reading.measure(key=moved.id, locale=request.locale))

    @command(schemas.CreateKpi)
    def create_kpi(self, request: Request) -> object:
        """Give a unit a standing KPI."""
        wanted, of = schemas.measure_wanted(request.input)
        made = self.service.kpis.create(request.identity, wanted, **of)
        return plain(self.service.reading.measure(key=made.id, locale=request.locale))

    @command(schemas.UseKpi)
    def use_kpi(self, request: Request) -> object:
        """Let a standing KPI count in an objective."""
        used = self.service.kpis.use(request.identity, **request.input)
        return plain(self._shown(used.id, request))

    @command(schemas.DropKpi)
    def drop_kpi(self, request: Request) -> object:
        """Let a standing KPI count no more in an objective."""
        used = self.service.kpis.drop(request.identity, **request.input)
        return plain(self._shown(used.id, request))

    @command(schemas.FileSent)
    def import_objectives(self, request: Request) -> object:
        """Load a file of objectives."""
        return plain(self.service.importing.import_objectives(request.identity, locale=request.locale, **request.input))

    @listen(*TASK_TYPES)
    def task_told(self, envelope: Envelope) -> None:
        """Move what a task serves; the day is that of the fact, in Hanoi."""
        on = envelope.time.astimezone(HANOI).date()
        self.service.listening.task_told(read(TaskSlice, envelope.data), sequence=envelope.sequence, on=on)

    @every(seconds=30)
    def look_at_what_is_due(self) -> None:
        """Tell what time alone has changed, one transaction after the other, for a turn."""
        take_turn(self.service.watching.look, clock=self.runtime.clock, lasting=TURN)

    def _shown(self, objective_id: str, request: Request) -> object:
        return self.service.reading.objective(key=objective_id, locale=request.locale)
