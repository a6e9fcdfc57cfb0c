"""What this service does: plan, report, take in files, listen to the tasks, and answer."""

from dataclasses import dataclass

from hanoiwork_objectives.service.importing import Importing
from hanoiwork_objectives.service.listening import Listening
from hanoiwork_objectives.service.planning import MeasureWanted, ObjectiveWanted, Planning
from hanoiwork_objectives.service.reading import Reading
from hanoiwork_objectives.service.reporting import Reporting

__all__ = [
    "Importing", "Listening", "MeasureWanted", "ObjectiveWanted", "Objectives", "Planning", "Reading", "Reporting",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Objectives:
    """The use cases by what people come for; each is one transaction: load, decide, save, tell."""

    planning: Planning
    reporting: Reporting
    importing: Importing
    listening: Listening
    reading: Reading
