"""Calls about difficulties, and the clock that takes them up."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, Request, command, every, query
from hanoiwork_shared.facts import plain
from hanoiwork_shared.turns import take_turn
from hanoiwork_tasks import schemas
from hanoiwork_tasks.domain.difficulties.difficulty import Difficulty
from hanoiwork_tasks.schemas import difficulties as doors

TURN = timedelta(seconds=10)
"""How long one turn of escalating may take; the next goes on where it stopped."""


class DifficultyCalls(Entrypoints):
    """Calls about what stands in the way."""

    desk: Any

    @command(doors.RaiseDifficulty)
    def raise_difficulty(self, request: Request) -> object:
        """Say what stands in the way."""
        raised = self.desk.difficulties.raise_on(request.identity, **request.input)
        task = self.desk.reading.task(raised.task_id) if raised.task_id is not None else None
        return {"difficulty": self._shown(raised), "task": schemas.shown(task)}

    @command(doors.AnswerDifficulty)
    def answer_difficulty(self, request: Request) -> object:
        """Answer it."""
        return self._shown(self.desk.difficulties.answer(request.identity, **request.input))

    @command(doors.PassDifficultyOn)
    def pass_difficulty_on(self, request: Request) -> object:
        """Show who owes the answer."""
        return self._shown(self.desk.difficulties.pass_on(request.identity, **request.input))

    @command(doors.ReasonedDifficulty)
    def escalate_difficulty(self, request: Request) -> object:
        """Ask one level higher."""
        return self._shown(self.desk.difficulties.escalate(request.identity, **request.input))

    @command(doors.DifficultyNamed)
    def settle_difficulty(self, request: Request) -> object:
        """Say that it is solved."""
        return self._shown(self.desk.difficulties.settle(request.identity, **request.input))

    @command(doors.ReasonedDifficulty)
    def reopen_difficulty(self, request: Request) -> object:
        """Say that the answer did not solve it."""
        return self._shown(self.desk.difficulties.reopen(request.identity, **request.input))

    @command(doors.ReasonedDifficulty)
    def withdraw_difficulty(self, request: Request) -> object:
        """Need no answer any more."""
        return self._shown(self.desk.difficulties.withdraw(request.identity, **request.input))

    @query(schemas.Nothing)
    def difficulties_to_answer(self, request: Request) -> object:
        """The open ones asked of the caller's units."""
        return self._all_shown(self.desk.difficulty_reading.to_answer(request.identity))

    @query(schemas.OfUnit)
    def difficulties_by_owing_unit(self, request: Request) -> object:
        """What units owe."""
        return [doors.shown_owing(one) for one in self.desk.difficulty_reading.by_owing_unit(**request.input)]

    @query(schemas.Keys)
    def difficulties_by_ids(self, request: Request) -> object:
        """The difficulties of tasks in the order of the identifiers."""
        return [self._all_shown(own) for own in self.desk.difficulty_reading.of_tasks(request.input["keys"])]

    @query(schemas.Keys)
    def difficulties_by_measures(self, request: Request) -> object:
        """The difficulties of measures in the order of the identifiers."""
        return [self._all_shown(own) for own in self.desk.difficulty_reading.of_measures(request.input["keys"])]

    @query(schemas.Keys)
    def difficulties_by_objectives(self, request: Request) -> object:
        """The unsettled difficulties under objectives in the order of the identifiers."""
        return [self._all_shown(own) for own in self.desk.difficulty_reading.of_objectives(request.input["keys"])]

    @query(schemas.Keys)
    def difficulties_owed_by_units(self, request: Request) -> object:
        """The open difficulties that units owe an answer to, in the order of the identifiers."""
        return [self._all_shown(own) for own in self.desk.difficulty_reading.owed_by(request.input["keys"])]

    @query(schemas.Keys)
    def difficulty_histories(self, request: Request) -> object:
        """The histories of difficulties in the order of the identifiers."""
        return plain(self.desk.difficulty_reading.histories(request.input["keys"]))

    @every(seconds=30)
    def escalate_what_is_due(self) -> None:
        """Ask one level higher where no answer came in time, one transaction after the other, for a turn."""
        take_turn(self.desk.difficulties.escalate_due, clock=self.runtime.clock, lasting=TURN)

    def _shown(self, difficulty: Difficulty) -> object:
        return doors.shown_difficulty(difficulty, today=self.runtime.clock.today())

    def _all_shown(self, found: Sequence[Difficulty]) -> list[object]:
        return [self._shown(one) for one in found]
