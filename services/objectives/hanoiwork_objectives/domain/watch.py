"""Watching what progress is called: it changes with every report, and with time alone.

What was last told of each objective and measure is kept, with the first day on which time alone can change it, so that
nobody has to look at everything every day.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from hanoiwork_objectives.domain.course import Period, judge, year_around
from hanoiwork_objectives.domain.measure import Measure, period_of
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.progress import Standing, Tally, standing
from hanoiwork_objectives.events import MeasureGoneStale, ObjectiveStatusChanged
from hanoiwork_shared.facts import Fact

DAY = timedelta(days=1)


class Subject(StrEnum):
    """What is watched."""

    OBJECTIVE = "objective"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is known of one objective or measure, what was last `told` of it, and when to look again.

    `period` is the objective's; a standing KPI has none and is judged in the calendar year. A `measure` owes by its own
    course, an objective by elapsed time. Nothing told is no data, which is what everything begins with; `next_look`
    None means that only a change can move it.
    """

    id: str
    subject: Subject
    objective_id: str | None
    status: Status
    period: Period | None
    tally: Tally
    version: int
    measure: Measure | None = None
    told: Standing | None = None
    next_look: date | None = None


def watch_of(objective: Objective, *, told: Standing | None = None, next_look: date | None = None) -> Watch:
    """Watch an objective, of which this was last told."""
    return Watch(
        id=objective.id,
        subject=Subject.OBJECTIVE,
        objective_id=objective.id,
        status=objective.status,
        period=period_of(objective),
        tally=objective.tally,
        version=objective.version,
        told=told,
        next_look=next_look,
    )


def watch_of_measure(
    measure: Measure, *, holder: Objective | None, told: Standing | None = None, next_look: date | None = None
) -> Watch:
    """Watch a measure of an objective, or a standing KPI, of which this was last told."""
    return Watch(
        id=measure.id,
        subject=Subject.MEASURE,
        objective_id=measure.objective_id,
        status=measure.status,
        period=period_of(holder),
        tally=measure.tally,
        version=measure.version,
        measure=measure,
        told=told,
        next_look=next_look,
    )


def look(watch: Watch, *, as_of: date) -> tuple[Watch, Fact | None]:
    """See what something is called on a day; a fact when that is news. Only what is active is told of."""
    if watch.status is not Status.ACTIVE:
        return replace(watch, next_look=None), None
    now, before = called(watch, as_of=as_of), watch.told or Standing.NO_DATA
    told = None if now is Standing.NO_DATA else now
    seen = replace(watch, told=told, next_look=next_look(watch, after=as_of))
    return seen, None if now is before else _news(watch, before=before, now=now, on=as_of)


def called(watch: Watch, *, as_of: date) -> Standing:
    """What something watched is called on a day."""
    period = watch.period or year_around(as_of)
    if watch.measure is None:
        return standing(watch.tally, starts=period.starts, ends=period.ends, as_of=as_of)
    target, waypoints = watch.measure.target, watch.measure.waypoints
    return judge(target, waypoints, watch.tally, period=period, as_of=as_of)[1]


def next_look(watch: Watch, *, after: date) -> date | None:
    """The first later day on which it will be called otherwise if nothing is reported; None when there is none.

    Time only ever worsens what something is called, and nothing changes after the period, so halving finds the day. A
    standing KPI is looked at again when the next year begins, at the latest.
    """
    period = watch.period or year_around(after)
    found = _first_change(watch, after=after, ends=period.ends)
    if found is None and watch.period is None and watch.tally.fresh_until is not None:
        return period.ends + DAY
    return found


def _first_change(watch: Watch, *, after: date, ends: date) -> date | None:
    low, high = after, ends
    now = called(watch, as_of=after)
    if high <= low or called(watch, as_of=high) is now:
        return None
    while high - low > DAY:
        middle = low + (high - low) // 2
        if called(watch, as_of=middle) is now:
            low = middle
        else:
            high = middle
    return high


def _news(watch: Watch, *, before: Standing, now: Standing, on: date) -> Fact | None:
    if watch.subject is Subject.OBJECTIVE:
        return ObjectiveStatusChanged(
            objective_id=watch.id, before=before.value, status=now.value, on=on, version=watch.version
        )
    if now is not Standing.STALE or watch.tally.fresh_until is None:
        return None
    return MeasureGoneStale(
        measure_id=watch.id,
        objective_id=watch.objective_id,
        fresh_until=watch.tally.fresh_until,
        on=on,
        version=watch.version,
    )
