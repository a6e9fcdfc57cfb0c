"""The task ledger: the newest that was told of tasks and objectives, whatever the order and number of tellings."""

from hanoiwork_evaluation.domain.lines import entry, objective
from hanoiwork_evaluation.events import ObjectiveTold, TaskTold
from hanoiwork_evaluation.service.ports import Begin


class Ledger:
    """Listens to the tasks and the objectives services."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    def learn(self, told: TaskTold, *, sequence: int) -> None:
        """Keep a task as it now is; older news changes nothing."""
        with self._begin() as session:
            session.learn(entry(told, sequence=sequence))

    def learn_objective(self, told: ObjectiveTold, *, sequence: int) -> None:
        """Keep what an objective hangs under; older news changes nothing."""
        with self._begin() as session:
            session.learn_objective(objective(told, sequence=sequence))
