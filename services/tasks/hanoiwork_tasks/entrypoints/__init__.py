"""The broker surface of tasks: decode, call, encode."""

from dataclasses import dataclass

from hanoiwork_shared.bus_nameko import Wired, listen
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.facts import read
from hanoiwork_shared.runtime import Runtime
from hanoiwork_tasks.entrypoints.agreeing import AgreementCalls
from hanoiwork_tasks.entrypoints.attaching import FileCalls
from hanoiwork_tasks.entrypoints.catalogue import CatalogueCalls
from hanoiwork_tasks.entrypoints.difficulties import DifficultyCalls
from hanoiwork_tasks.entrypoints.fields import FieldCalls
from hanoiwork_tasks.entrypoints.finding import FindingCalls
from hanoiwork_tasks.entrypoints.linking import LinkCalls
from hanoiwork_tasks.entrypoints.plan_writing import PlanWritingCalls
from hanoiwork_tasks.entrypoints.plans import PlanCalls
from hanoiwork_tasks.entrypoints.questions import TaskQuestions
from hanoiwork_tasks.entrypoints.recurring import RecurringCalls
from hanoiwork_tasks.entrypoints.reminders import ReminderClock
from hanoiwork_tasks.entrypoints.reports import ReportQuestions
from hanoiwork_tasks.entrypoints.sheets import SheetCalls
from hanoiwork_tasks.entrypoints.spaces import SpaceCalls
from hanoiwork_tasks.entrypoints.talking import TalkCalls
from hanoiwork_tasks.entrypoints.work import WorkCalls
from hanoiwork_tasks.events import OBJECTIVE_TYPES, MeasureSlice, ObjectiveSlice
from hanoiwork_tasks.service.agreements import Agreements
from hanoiwork_tasks.service.archiving import Archiving
from hanoiwork_tasks.service.attaching import Attaching, Limits
from hanoiwork_tasks.service.catalogue import Catalogue
from hanoiwork_tasks.service.checklists import Checklists
from hanoiwork_tasks.service.commenting import Commenting
from hanoiwork_tasks.service.copying import Copying
from hanoiwork_tasks.service.difficulties import Difficulties
from hanoiwork_tasks.service.difficulty_reading import DifficultyReading
from hanoiwork_tasks.service.drafting import Drafting
from hanoiwork_tasks.service.extending import Extending
from hanoiwork_tasks.service.filling import Filling
from hanoiwork_tasks.service.finding import Finding
from hanoiwork_tasks.service.following import Following
from hanoiwork_tasks.service.generating import Generating
from hanoiwork_tasks.service.handing_over import HandingOver
from hanoiwork_tasks.service.learning import Learning
from hanoiwork_tasks.service.linking import Linking
from hanoiwork_tasks.service.list_fields import ListFields
from hanoiwork_tasks.service.plan_gaps import PlanGaps
from hanoiwork_tasks.service.plan_writing import PlanWriting
from hanoiwork_tasks.service.planning import Planning
from hanoiwork_tasks.service.reading import Reading
from hanoiwork_tasks.service.recording import Recording
from hanoiwork_tasks.service.recurring import Recurring
from hanoiwork_tasks.service.reminding import Reminding
from hanoiwork_tasks.service.reporting import Reporting
from hanoiwork_tasks.service.sheets.exporting import SheetExporting
from hanoiwork_tasks.service.sheets.loading import SheetLoading
from hanoiwork_tasks.service.sheets.plan_loading import PlanSheetLoading
from hanoiwork_tasks.service.sheets.undoing import Undoing
from hanoiwork_tasks.service.sweeping import Sweeping
from hanoiwork_tasks.service.views import Views
from hanoiwork_tasks.service.waiving import Waiving
from hanoiwork_tasks.service.working import Working
from hanoiwork_tasks.settings import TasksSettings
from hanoiwork_tasks.store import Store
from hanoiwork_tasks.store.contents import contents_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The use cases by what people come for."""

    planning: Planning
    catalogue: Catalogue
    plan_writing: PlanWriting
    plan_gaps: PlanGaps
    drafting: Drafting
    working: Working
    extending: Extending
    waiving: Waiving
    handing_over: HandingOver
    agreements: Agreements
    difficulties: Difficulties
    difficulty_reading: DifficultyReading
    finding: Finding
    views: Views
    linking: Linking
    list_fields: ListFields
    filling: Filling
    archiving: Archiving
    copying: Copying
    commenting: Commenting
    checklists: Checklists
    following: Following
    reminding: Reminding
    recurring: Recurring
    generating: Generating
    recording: Recording
    sheet_loading: SheetLoading
    plan_sheet_loading: PlanSheetLoading
    sheet_exporting: SheetExporting
    undoing: Undoing
    attaching: Attaching
    sweeping: Sweeping
    learning: Learning
    reading: Reading
    reporting: Reporting


def build(runtime: Runtime) -> Desk:
    """Compose the service."""
    store, clock = Store(runtime.database, runtime.outbox), runtime.clock
    own = runtime.own or TasksSettings()
    calendar = own.working_days()
    contents = contents_at(own.files_at(runtime.settings), endpoint=own.files_endpoint)
    limits = Limits(size=runtime.settings.file_limit, endings=own.endings())
    return Desk(
        planning=Planning(begin=store.begin, clock=clock),
        catalogue=Catalogue(begin=store.begin, read=store.read, clock=clock),
        drafting=Drafting(begin=store.begin, clock=clock, calendar=calendar),
        plan_writing=PlanWriting(begin=store.begin, clock=clock),
        plan_gaps=PlanGaps(read=store.read, clock=clock),
        working=Working(begin=store.begin, clock=clock),
        extending=Extending(begin=store.begin, clock=clock),
        waiving=Waiving(begin=store.begin, clock=clock),
        handing_over=HandingOver(begin=store.begin, clock=clock),
        agreements=Agreements(read=store.read, clock=clock),
        difficulties=Difficulties(begin=store.begin, clock=clock),
        difficulty_reading=DifficultyReading(read=store.read, clock=clock),
        finding=Finding(read=store.read, clock=clock),
        views=Views(begin=store.begin, read=store.read, clock=clock),
        linking=Linking(begin=store.begin, read=store.read, clock=clock),
        list_fields=ListFields(begin=store.begin, read=store.read, clock=clock),
        filling=Filling(begin=store.begin, read=store.read, clock=clock),
        archiving=Archiving(begin=store.begin, read=store.read, clock=clock),
        copying=Copying(begin=store.begin, read=store.read, clock=clock),
        commenting=Commenting(begin=store.begin, read=store.read, clock=clock),
        checklists=Checklists(begin=store.begin, read=store.read, clock=clock),
        following=Following(begin=store.begin, read=store.read),
        reminding=Reminding(begin=store.begin, clock=clock),
        recurring=Recurring(begin=store.begin, read=store.read, clock=clock, calendar=calendar),
        generating=Generating(begin=store.begin, clock=clock, calendar=calendar),
        recording=Recording(begin=store.begin, clock=clock),
        sheet_loading=SheetLoading(begin=store.begin, clock=clock, calendar=calendar),
        plan_sheet_loading=PlanSheetLoading(begin=store.begin, clock=clock),
        sheet_exporting=SheetExporting(read=store.read, clock=clock),
        undoing=Undoing(begin=store.begin, read=store.read, clock=clock),
        attaching=Attaching(begin=store.begin, read=store.read, contents=contents, limits=limits, clock=clock),
        sweeping=Sweeping(begin=store.begin, contents=contents, clock=clock),
        learning=Learning(begin=store.begin),
        reading=Reading(read=store.read, clock=clock),
        reporting=Reporting(read=store.read, clock=clock),
    )


class TasksEntrypoints(
    PlanCalls,
    PlanWritingCalls,
    WorkCalls,
    AgreementCalls,
    CatalogueCalls,
    DifficultyCalls,
    FieldCalls,
    FileCalls,
    FindingCalls,
    RecurringCalls,
    LinkCalls,
    SheetCalls,
    SpaceCalls,
    TalkCalls,
    ReminderClock,
    TaskQuestions,
    ReportQuestions,
):
    """Calls that tasks answers, and the facts it listens to."""

    name = "tasks"
    desk = Wired(build)

    @listen(*OBJECTIVE_TYPES)
    def objective_known(self, envelope: Envelope) -> None:
        """Keep the objective as it now is."""
        self.desk.learning.objective(read(ObjectiveSlice, envelope.data), sequence=envelope.sequence)

    @listen("objectives.measure.created.v1", "objectives.measure.changed.v1")
    def measure_known(self, envelope: Envelope) -> None:
        """Keep the measure as it now is."""
        self.desk.learning.measure(read(MeasureSlice, envelope.data), sequence=envelope.sequence)
