"""One difficulty on its way: raised, asked of a unit, escalated up that unit's line, answered, settled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from hanoiwork_shared.clock import HANOI
from hanoiwork_shared.identifiers import new_id
from hanoiwork_tasks.domain import flow
from hanoiwork_tasks.domain.difficulties.refusals import (
    DifficultyState,
    NobodyAbove,
    NotTheRaiser,
    OwedAlready,
    RespondByPast,
)
from hanoiwork_tasks.domain.task import UNDER_WAY, Task

DAYS_TO_ANSWER = 5
"""Calendar days that a unit has for its answer when nobody says otherwise, at every level again (our choice)."""


class State(StrEnum):
    """Where a difficulty stands; the clock runs while it is open."""

    OPEN = "open"
    ANSWERED = "answered"
    SOLVED = "solved"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a difficulty stands in the way of: a task or a measure, by its code, and the unit whose it is."""

    code: str
    unit_id: str
    task_id: str | None = None
    measure_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difficulty:
    """Something that stands in the way of a task or of a measure; the id of one of the two is there.

    `owed_by_unit_id` owes the answer, `asked_unit_id` is asked now: the same, or one above it after an escalation.
    `look_on` is the day from which an open one goes up by itself; None at the top. `days_taken` is from the raising
    to the answer.
    """

    id: str
    task_id: str | None
    measure_id: str | None = None
    unit_id: str
    text: str
    owed_by_unit_id: str
    asked_unit_id: str
    raised_by: str
    raised_at: datetime
    respond_by: date
    look_on: date | None
    state: State = State.OPEN
    answer: str = ""
    answered_by: str | None = None
    answered_at: datetime | None = None
    days_taken: int | None = None
    escalations: int = 0
    version: int = 1

    def days_open(self, today: date) -> int:
        """How many days the clock has run."""
        return self.days_taken if self.days_taken is not None else (today - hanoi_day(self.raised_at)).days

    def overdue(self, today: date) -> bool:
        """Whether the unit that is asked should have answered by now."""
        return self.state is State.OPEN and self.respond_by < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of a difficulty's history; nobody (`by` is None) but time escalates by itself."""

    difficulty: Difficulty
    what: str
    note: str = ""
    by: str | None = None


def hanoi_day(moment: datetime) -> date:
    """The day of a moment in Hanoi."""
    return moment.astimezone(HANOI).date()


def subject_of(task: Task) -> Subject:
    """A task under way as what a difficulty stands in the way of."""
    flow.stands(task, UNDER_WAY)
    return Subject(code=task.code, unit_id=task.unit_id, task_id=task.id)


def raised(
    subject: Subject, *, text: str, owed_by: str, respond_by: date | None, at_top: bool, by: str, at: datetime
) -> Difficulty:
    """A new difficulty; `owed_by` is a unit, `at_top` says that no unit is above it."""
    flow.reasoned(text, field="text")
    today = hanoi_day(at)
    if respond_by is not None and respond_by <= today:
        raise RespondByPast(field="respond_by", today=today.isoformat())
    by_day = respond_by or today + timedelta(days=DAYS_TO_ANSWER)
    return Difficulty(
        id=new_id(),
        task_id=subject.task_id,
        measure_id=subject.measure_id,
        unit_id=subject.unit_id,
        text=text.strip(),
        owed_by_unit_id=owed_by,
        asked_unit_id=owed_by,
        raised_by=by,
        raised_at=at,
        respond_by=by_day,
        look_on=_look_on(by_day, at_top=at_top),
    )


def answer(difficulty: Difficulty, *, text: str, by: str, at: datetime) -> Change:
    """Somebody of the owing unit, or above it, answers; the clock stops."""
    _standing(difficulty, State.OPEN)
    flow.reasoned(text, field="answer")
    taken = (hanoi_day(at) - hanoi_day(difficulty.raised_at)).days
    after = _next(
        difficulty, state=State.ANSWERED, answer=text.strip(), answered_by=by, answered_at=at, days_taken=taken
    )
    return Change(difficulty=after, what="answered", note=text.strip(), by=by)


def settle(difficulty: Difficulty, *, by: str) -> Change:
    """Whoever raised it says that the answer solved it."""
    _standing(difficulty, State.ANSWERED)
    _raiser(difficulty, by)
    return Change(difficulty=_next(difficulty, state=State.SOLVED), what="solved", by=by)


def withdraw(difficulty: Difficulty, *, reason: str, by: str) -> Change:
    """Whoever raised it needs no answer any more."""
    _standing(difficulty, State.OPEN, State.ANSWERED)
    _raiser(difficulty, by)
    flow.reasoned(reason)
    return Change(difficulty=_next(difficulty, state=State.WITHDRAWN), what="withdrawn", note=reason.strip(), by=by)


def reopen(difficulty: Difficulty, *, reason: str, by: str, today: date, at_top: bool) -> Change:
    """Whoever raised it says that the answer did not solve it; the unit asked has its days again."""
    _standing(difficulty, State.ANSWERED)
    _raiser(difficulty, by)
    flow.reasoned(reason)
    respond_by = today + timedelta(days=DAYS_TO_ANSWER)
    after = _next(
        difficulty,
        state=State.OPEN,
        days_taken=None,
        respond_by=respond_by,
        look_on=_look_on(respond_by, at_top=at_top),
    )
    return Change(difficulty=after, what="reopened", note=reason.strip(), by=by)


def pass_on(difficulty: Difficulty, *, to: str, reason: str, by: str, today: date, at_top: bool) -> Change:
    """The unit that owes the answer shows that another one does."""
    _standing(difficulty, State.OPEN)
    flow.reasoned(reason)
    if to == difficulty.owed_by_unit_id:
        raise OwedAlready(field="unit")
    respond_by = today + timedelta(days=DAYS_TO_ANSWER)
    after = _next(
        difficulty,
        owed_by_unit_id=to,
        asked_unit_id=to,
        respond_by=respond_by,
        look_on=_look_on(respond_by, at_top=at_top),
    )
    return Change(difficulty=after, what="passed_on", note=reason.strip(), by=by)


def escalate(difficulty: Difficulty, *, line: Sequence[str], reason: str, by: str | None, today: date) -> Change:
    """Ask the unit above the one asked last; `line` goes from the owing unit up to the top."""
    _standing(difficulty, State.OPEN)
    above = line[line.index(difficulty.asked_unit_id) + 1 :] if difficulty.asked_unit_id in line else ()
    if not above:
        raise NobodyAbove
    respond_by = today + timedelta(days=DAYS_TO_ANSWER)
    after = _next(
        difficulty,
        asked_unit_id=above[0],
        escalations=difficulty.escalations + 1,
        respond_by=respond_by,
        look_on=_look_on(respond_by, at_top=len(above) == 1),
    )
    return Change(difficulty=after, what="escalated", note=reason.strip(), by=by)


def left_at_top(difficulty: Difficulty) -> Difficulty:
    """One that is overdue where nobody is above any more, as units were moved: time does nothing more to it."""
    return replace(difficulty, look_on=None, version=difficulty.version + 1)


def _look_on(respond_by: date, *, at_top: bool) -> date | None:
    return None if at_top else respond_by + timedelta(days=1)


def _standing(difficulty: Difficulty, *states: State) -> None:
    if difficulty.state not in states:
        raise DifficultyState(state=difficulty.state.value)


def _raiser(difficulty: Difficulty, by: str) -> None:
    if by != difficulty.raised_by:
        raise NotTheRaiser


def _next(difficulty: Difficulty, **changes: object) -> Difficulty:
    return replace(difficulty, **changes, version=difficulty.version + 1)  # type: ignore[arg-type]
