"""The task ledger: the newest that was told of every task, whatever the order and number of tellings."""

from hanoiwork_evaluation.domain.lines import entry
from hanoiwork_evaluation.events import TaskTold
from hanoiwork_evaluation.service.ports import Begin


class Ledger:
    """Listens to the tasks service."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin

    def learn(self, told: TaskTold, *, sequence: int) -> None:
        """Keep a task as it now is; older news changes nothing."""
        with self._begin() as session:
            session.learn(entry(told, sequence=sequence))
