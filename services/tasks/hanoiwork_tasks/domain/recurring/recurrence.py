"""A recurring task: what each occurrence asks for, of whom, and when; made ahead, changed for what is not made yet."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from hanoiwork_tasks.domain.calendar.working_days import WorkingDays
from hanoiwork_tasks.domain.recurring.pattern import Occurrence, Pattern, occurrences, usable
from hanoiwork_tasks.domain.recurring.refusals import DaysToDoInvalid, NoOccurrence, RecurrenceState
from hanoiwork_tasks.domain.task import Group, Task, measure_out, weigh

AHEAD = timedelta(days=30)
"""How long before its day an occurrence becomes a task (our choice)."""
MOST_DAYS_TO_DO = 366


class State(StrEnum):
    """Whether tasks are made."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What each occurrence asks for; due `days_to_do` after the day it falls on, working days if `in_working_days`.

    `entry` is a code of the catalogue that weighs it, if one does.
    """

    title: str
    group: Group = Group.ROUTINE
    product: str = ""
    quantity: Decimal = Decimal(1)
    points: Decimal | None = None
    authority: str = ""
    person_id: str | None = None
    list_id: str | None = None
    objective_id: str | None = None
    measure_id: str | None = None
    entry: str | None = None
    days_to_do: int = 0
    in_working_days: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """A recurring task of a unit; `made_to` is the day up to which its occurrences have become tasks.

    `set_by` assigns them: whoever set it up or changed it last. `look_on` is the day on which the next is to be made.
    """

    id: str
    unit_id: str
    pattern: Pattern
    work: Work
    state: State
    set_by: str
    set_at: datetime
    made_to: date
    look_on: date | None
    version: int = 1


def set_up(recurrence: Recurrence, calendar: WorkingDays) -> Recurrence:
    """A recurring task whose rule and work can be; raises what `usable` raises, and for figures out of bounds."""
    if not 0 <= recurrence.work.days_to_do <= MOST_DAYS_TO_DO:
        raise DaysToDoInvalid(field="days_to_do", most=MOST_DAYS_TO_DO)
    measure_out(recurrence.work.quantity)
    if recurrence.work.points is not None:
        weigh(recurrence.work.points)
    return looking(replace(recurrence, pattern=usable(recurrence.pattern, calendar)), calendar)


def looking(recurrence: Recurrence, calendar: WorkingDays) -> Recurrence:
    """With the day on which its next occurrence is to be made; none when it is paused, ended or over."""
    if recurrence.state is not State.ACTIVE:
        return replace(recurrence, look_on=None)
    following = (one.day for one in occurrences(recurrence.pattern, calendar) if one.day > recurrence.made_to)
    day = next(following, None)
    return replace(recurrence, look_on=None if day is None else day - AHEAD)


def to_make(recurrence: Recurrence, calendar: WorkingDays, *, today: date) -> list[Occurrence]:
    """The occurrences that are to become tasks on a day: those that come within AHEAD, and none that is past.

    What was missed while nothing ran, or while it was paused, is not made up for: nobody can meet its deadline.
    """
    last = today + AHEAD
    coming = (one for one in occurrences(recurrence.pattern, calendar) if one.day > recurrence.made_to)
    return [one for one in coming if one.day <= last and one.falls_on >= today]


def made(recurrence: Recurrence, calendar: WorkingDays, *, today: date) -> Recurrence:
    """Remembered as made up to AHEAD from a day; that is no change of it, so its version stays."""
    return looking(replace(recurrence, made_to=max(recurrence.made_to, today + AHEAD)), calendar)


def changed(
    recurrence: Recurrence, *, pattern: Pattern, work: Work, by: str, at: datetime, calendar: WorkingDays
) -> Recurrence:
    """Another rule or other work for what is not made yet; whoever changes it assigns it from now on."""
    if recurrence.state is State.ENDED:
        raise RecurrenceState(state=recurrence.state.value)
    return set_up(
        replace(recurrence, pattern=pattern, work=work, set_by=by, set_at=at, version=recurrence.version + 1), calendar
    )


def turned(recurrence: Recurrence, *, to: State, today: date, calendar: WorkingDays) -> Recurrence:
    """Paused, active again, or ended for good; what fell into a pause is left out."""
    if recurrence.state in (State.ENDED, to):
        raise RecurrenceState(state=recurrence.state.value)
    made_to = max(recurrence.made_to, today - timedelta(days=1)) if to is State.ACTIVE else recurrence.made_to
    after = replace(recurrence, state=to, made_to=made_to, version=recurrence.version + 1)
    return looking(after, calendar)


def left_out(recurrence: Recurrence, day: date, *, today: date, calendar: WorkingDays) -> Recurrence:
    """With one day to come left out; raises NoOccurrence for any other day."""
    coming = {one.day for one in occurrences(recurrence.pattern, calendar)}
    if recurrence.state is State.ENDED or day not in coming or day < today or day <= recurrence.made_to:
        raise NoOccurrence(field="day", day=day.isoformat())
    return replace(recurrence, version=recurrence.version + 1)


def dated(task: Task, occurrence: Occurrence, work: Work, calendar: WorkingDays) -> Task:
    """The task of an occurrence with its start and deadline."""
    start = occurrence.falls_on
    due = (
        calendar.after(start, days=work.days_to_do) if work.in_working_days else start + timedelta(days=work.days_to_do)
    )
    return replace(task, starts=start, due=due)
