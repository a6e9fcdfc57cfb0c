"""What this service does: plan, decide, arrange, report, take in files, listen to the tasks, and answer."""

from dataclasses import dataclass

from hanoiwork_objectives.service.approving import Approving
from hanoiwork_objectives.service.batch import Wanted
from hanoiwork_objectives.service.cloning import Cloning
from hanoiwork_objectives.service.feeding import Feeding, FeedItem
from hanoiwork_objectives.service.hanging import Hanging
from hanoiwork_objectives.service.importing import Importing
from hanoiwork_objectives.service.kpis import Kpis
from hanoiwork_objectives.service.life import Life
from hanoiwork_objectives.service.listening import Listening
from hanoiwork_objectives.service.measure_plans import MeasureWanted
from hanoiwork_objectives.service.measure_reading import MeasureReading
from hanoiwork_objectives.service.measuring import Measuring
from hanoiwork_objectives.service.planning import ContributorWanted, ObjectiveWanted, Planning
from hanoiwork_objectives.service.reading import Reading
from hanoiwork_objectives.service.reporting import Reporting
from hanoiwork_objectives.service.sifting import Filter, Order
from hanoiwork_objectives.service.watching import Watching

__all__ = [
    "Approving", "Cloning", "ContributorWanted", "FeedItem", "Feeding", "Filter", "Hanging", "Importing", "Kpis",
    "Life", "Listening", "MeasureReading", "MeasureWanted", "Measuring", "ObjectiveWanted", "Objectives", "Order",
    "Planning", "Reading", "Reporting", "Wanted", "Watching",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Objectives:
    """The use cases by what people come for; each is one transaction: load, decide, save, tell."""

    planning: Planning
    approving: Approving
    life: Life
    hanging: Hanging
    cloning: Cloning
    reporting: Reporting
    feeding: Feeding
    watching: Watching
    importing: Importing
    listening: Listening
    reading: Reading
    measuring: Measuring
    kpis: Kpis
    measure_reading: MeasureReading
