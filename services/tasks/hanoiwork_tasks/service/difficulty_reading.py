"""Questions about difficulties, as tasks, objectives and units see them."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Actor
from hanoiwork_tasks.domain.difficulties.difficulty import Difficulty
from hanoiwork_tasks.domain.difficulties.reports import Owing, Step
from hanoiwork_tasks.service.ports import PlaceBook
from hanoiwork_tasks.service.resolving import unit_for

MOST_TO_ANSWER = 200
"""How many open questions somebody is shown at once, oldest first (our choice): more come up as these are answered."""


class DifficultyReads(Protocol):
    """Difficulties, to be read."""

    def of_tasks(self, task_ids: Sequence[str]) -> list[list[Difficulty]]:
        """The difficulties of tasks, oldest first, aligned with the ids."""
        ...

    def of_measures(self, measure_ids: Sequence[str]) -> list[list[Difficulty]]:
        """The difficulties of measures, oldest first, aligned with the ids."""
        ...

    def of_objectives(self, objective_ids: Sequence[str]) -> list[list[Difficulty]]:
        """The unsettled difficulties of tasks and measures of objectives and all under them, oldest first, aligned."""
        ...

    def owed_by(self, unit_ids: Sequence[str]) -> list[list[Difficulty]]:
        """The open difficulties whose answer units owe, oldest first, aligned with the ids."""
        ...

    def asked_of(self, actor: Actor, *, most: int) -> list[Difficulty]:
        """Open difficulties asked of the units in which somebody may answer, oldest first."""
        ...

    def histories(self, difficulty_ids: Sequence[str]) -> list[list[Step]]:
        """The histories of difficulties, oldest first, aligned with the ids."""
        ...

    def by_owing_unit(self, unit_ids: Sequence[str] | None, *, today: date) -> list[Owing]:
        """What units owe and have answered, in one query, those that owe most first; all units when None."""
        ...


class DifficultyLook(Protocol):
    """One reading of the store."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def difficult(self) -> DifficultyReads:
        """The difficulties."""
        ...


class DifficultyReading:
    """What stands in the way, and who owes an answer."""

    def __init__(self, *, read: Callable[[], AbstractContextManager[DifficultyLook]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def today(self) -> date:
        """The day by which clocks run."""
        return self._clock.today()

    def of_tasks(self, keys: Sequence[str]) -> list[list[Difficulty]]:
        """All of each task, oldest first."""
        with self._read() as store:
            return store.difficult.of_tasks(keys)

    def of_measures(self, keys: Sequence[str]) -> list[list[Difficulty]]:
        """All of each measure, oldest first."""
        with self._read() as store:
            return store.difficult.of_measures(keys)

    def of_objectives(self, keys: Sequence[str]) -> list[list[Difficulty]]:
        """Those not settled, of each objective's tasks and measures and all under it, oldest first."""
        with self._read() as store:
            return store.difficult.of_objectives(keys)

    def owed_by(self, keys: Sequence[str]) -> list[list[Difficulty]]:
        """Those open whose answer each unit owes, oldest first."""
        with self._read() as store:
            return store.difficult.owed_by(keys)

    def histories(self, keys: Sequence[str]) -> list[list[Step]]:
        """The history of each difficulty, oldest first."""
        with self._read() as store:
            return store.difficult.histories(keys)

    def to_answer(self, identity: Identity) -> list[Difficulty]:
        """Those open that are asked of the units in which whoever asks may answer, oldest first."""
        with self._read() as store:
            actor = store.places.actor(identity.person_id, self._clock.today())
            return store.difficult.asked_of(actor, most=MOST_TO_ANSWER)

    def by_owing_unit(self, *, unit: str | None = None) -> list[Owing]:
        """What each unit owes, those that owe most first; of one unit and those under it, or of all."""
        with self._read() as store:
            units = None if unit is None else store.places.below(unit_for(store.places, unit, past=True).id)
            return store.difficult.by_owing_unit(units, today=self._clock.today())
