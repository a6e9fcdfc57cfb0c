"""What may be asked and said about difficulties, and how they are shown."""

from datetime import date
from typing import Any

from marshmallow import fields

from hanoiwork_shared.doors import Code, Day
from hanoiwork_shared.facts import plain
from hanoiwork_tasks.domain.difficulties.difficulty import Difficulty
from hanoiwork_tasks.domain.difficulties.reports import Owing
from hanoiwork_tasks.schemas.kinds import Sentence, Spoken, maybe


class RaiseDifficulty(Spoken):
    """What stands in the way, the unit that owes an answer (the one above when left out), and by when."""

    task = maybe(Code)
    measure = maybe(Code)
    text = Sentence(required=True)
    owed_by_unit = maybe(Code)
    respond_by = maybe(Day)


class DifficultyNamed(Spoken):
    """A difficulty, as the caller last saw it."""

    difficulty = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class AnswerDifficulty(DifficultyNamed):
    """The answer."""

    answer = Sentence(required=True)


class ReasonedDifficulty(DifficultyNamed):
    """Why."""

    reason = Sentence(required=True)


class PassDifficultyOn(ReasonedDifficulty):
    """Who owes the answer, and why."""

    unit = Code(required=True)


def shown_difficulty(difficulty: Difficulty, *, today: date) -> dict[str, Any]:
    """A difficulty with its clock."""
    clock = {"days_open": difficulty.days_open(today), "overdue": difficulty.overdue(today)}
    return {**plain(difficulty), **clock}


def shown_owing(owing: Owing) -> dict[str, Any]:
    """What a unit owes."""
    return {**plain(owing), "mean_days": plain(owing.mean_days)}
