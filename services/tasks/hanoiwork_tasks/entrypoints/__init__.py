"""The broker surface of tasks: decode, call, encode."""

from dataclasses import dataclass

from hanoiwork_shared.bus_nameko import Wired, listen
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.facts import read
from hanoiwork_shared.runtime import Runtime
from hanoiwork_tasks.entrypoints.agreeing import AgreementCalls
from hanoiwork_tasks.entrypoints.difficulties import DifficultyCalls
from hanoiwork_tasks.entrypoints.plan_writing import PlanWritingCalls
from hanoiwork_tasks.entrypoints.plans import PlanCalls
from hanoiwork_tasks.entrypoints.questions import TaskQuestions
from hanoiwork_tasks.entrypoints.reports import ReportQuestions
from hanoiwork_tasks.entrypoints.work import WorkCalls
from hanoiwork_tasks.events import OBJECTIVE_TYPES, MeasureSlice, ObjectiveSlice
from hanoiwork_tasks.service.agreements import Agreements
from hanoiwork_tasks.service.difficulties import Difficulties
from hanoiwork_tasks.service.difficulty_reading import DifficultyReading
from hanoiwork_tasks.service.drafting import Drafting
from hanoiwork_tasks.service.extending import Extending
from hanoiwork_tasks.service.handing_over import HandingOver
from hanoiwork_tasks.service.learning import Learning
from hanoiwork_tasks.service.plan_gaps import PlanGaps
from hanoiwork_tasks.service.plan_writing import PlanWriting
from hanoiwork_tasks.service.planning import Planning
from hanoiwork_tasks.service.reading import Reading
from hanoiwork_tasks.service.recording import Recording
from hanoiwork_tasks.service.reporting import Reporting
from hanoiwork_tasks.service.waiving import Waiving
from hanoiwork_tasks.service.working import Working
from hanoiwork_tasks.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The use cases by what people come for."""

    planning: Planning
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
    recording: Recording
    learning: Learning
    reading: Reading
    reporting: Reporting


def build(runtime: Runtime) -> Desk:
    """Compose the service."""
    store, clock = Store(runtime.database, runtime.outbox), runtime.clock
    return Desk(
        planning=Planning(begin=store.begin, clock=clock),
        plan_writing=PlanWriting(begin=store.begin, clock=clock),
        plan_gaps=PlanGaps(read=store.read, clock=clock),
        drafting=Drafting(begin=store.begin, clock=clock),
        working=Working(begin=store.begin, clock=clock),
        extending=Extending(begin=store.begin, clock=clock),
        waiving=Waiving(begin=store.begin, clock=clock),
        handing_over=HandingOver(begin=store.begin, clock=clock),
        agreements=Agreements(read=store.read, clock=clock),
        difficulties=Difficulties(begin=store.begin, clock=clock),
        difficulty_reading=DifficultyReading(read=store.read, clock=clock),
        recording=Recording(begin=store.begin, clock=clock),
        learning=Learning(begin=store.begin),
        reading=Reading(read=store.read, clock=clock),
        reporting=Reporting(read=store.read, clock=clock),
    )


class TasksEntrypoints(
    PlanCalls,
    PlanWritingCalls,
    WorkCalls,
    AgreementCalls,
    DifficultyCalls,
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
