"""What this service does: plan, report, take in files, listen to the tasks, and answer."""

from dataclasses import dataclass

from hanoiwork_objectives.service.importing import Importing
from hanoiwork_objectives.service.kpis import Kpis
from hanoiwork_objectives.service.listening import Listening
from hanoiwork_objectives.service.measure_plans import MeasureWanted
from hanoiwork_objectives.service.measure_reading import MeasureReading
from hanoiwork_objectives.service.measuring import Measuring
from hanoiwork_objectives.service.planning import ObjectiveWanted, Planning
from hanoiwork_objectives.service.reading import Reading
from hanoiwork_objectives.service.reporting import Reporting

__all__ = [
    "Importing", "Kpis", "Listening", "MeasureReading", "MeasureWanted", "Measuring", "ObjectiveWanted", "Objectives",
    "Planning", "Reading", "Reporting",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Objectives:
    """The use cases by what people come for; each is one transaction: load, decide, save, tell."""

    planning: Planning
    reporting: Reporting
    importing: Importing
    listening: Listening
    reading: Reading
    measuring: Measuring
    kpis: Kpis
    measure_reading: MeasureReading
