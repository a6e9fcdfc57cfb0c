"""What this service can be asked to do: load, decide, save, tell, each in one transaction."""

from dataclasses import dataclass

from hanoiwork_evaluation.service.flow import Flow, Review, Target
from hanoiwork_evaluation.service.ledger import Ledger
from hanoiwork_evaluation.service.periods import Periods
from hanoiwork_evaluation.service.results import Results
from hanoiwork_evaluation.service.runs import Runs
from hanoiwork_evaluation.service.sheets import Sheets, Wanted

__all__ = ["Evaluation", "Flow", "Ledger", "Periods", "Results", "Review", "Runs", "Sheets", "Target", "Wanted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The use cases by what people come for."""

    ledger: Ledger
    periods: Periods
    runs: Runs
    sheets: Sheets
    flow: Flow
    results: Results
