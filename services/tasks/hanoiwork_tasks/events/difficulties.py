"""Facts about difficulties."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyFact(Fact):
    """A difficulty: `code` and `unit_id` are those of its task, or of its measure, in which case `task_id` is empty.

    `person_id` raised it; `asked_unit_id` is asked now.
    """

    about: ClassVar[str] = "difficulty_id"

    difficulty_id: str
    task_id: str
    unit_id: str
    person_id: str
    owed_by_unit_id: str | None
    code: str = ""
    asked_unit_id: str | None = None
    state: str = "open"
    respond_by: date | None = None
    measure_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyRaised(DifficultyFact):
    """Something stands in the way, and a unit is asked; also when it is asked anew, or another one is."""

    type: ClassVar[str] = "tasks.difficulty.raised.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyAnswered(DifficultyFact):
    """The unit that owes the answer gave one, or one above it did."""

    type: ClassVar[str] = "tasks.difficulty.answered.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultyEscalated(DifficultyFact):
    """No answer came in time, or the task's people would not wait: the unit above is asked."""

    type: ClassVar[str] = "tasks.difficulty.escalated.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultySettled(DifficultyFact):
    """It is solved, or needs no answer any more."""

    type: ClassVar[str] = "tasks.difficulty.settled.v1"
