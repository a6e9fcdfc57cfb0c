"""Check-ins: reported values. History is never rewritten; a correction is a new check-in that names the old one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hanoiwork_objectives.domain.measure import Measure, Source, demand_live, reckon, reported
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.refusals import (
    CheckInInFuture,
    CheckInTooEarly,
    ConfidenceOutOfBounds,
    NotActive,
    NotASourceOfCheckIns,
)
from hanoiwork_objectives.domain.values import value_problems
from hanoiwork_objectives.events import MeasureCheckedIn
from hanoiwork_shared.errors import Refused, refuse_all

SUREST = 10
"""Confidence goes from 0 to this [deck]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a measure; `corrects` is the check-in that it replaces."""

    value: Decimal
    confidence: int | None = None
    note: str = ""
    difficulty: str = ""
    remedy: str = ""
    corrects: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Said):
    """What somebody reports of a measure for a day."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Report):
    """A report as it was recorded, with what it saw: the measure's percentage before and after it.

    `sequence` is the version it made of its measure; it orders reports better than any clock.
    """

    id: str
    measure_id: str
    person_id: str
    at: datetime
    sequence: int
    percent_before: Decimal
    percent_after: Decimal


def take(
    measure: Measure, report: Report, *, standing: Sequence[CheckIn], check_in_id: str, person_id: str, at: datetime
) -> tuple[Measure, CheckIn, MeasureCheckedIn]:
    """Record a report that `problems` found nothing wrong with.

    `standing` are at least the two newest check-ins that nothing corrects. The value of the newest day rules; a
    late report for an earlier day is kept and moves nothing.
    """
    recorded = CheckIn(
        id=check_in_id,
        measure_id=measure.id,
        person_id=person_id,
        at=at,
        sequence=measure.version + 1,
        percent_before=measure.percent,
        percent_after=measure.percent,
        **_said(report),
    )
    newest = newest_of([*(one for one in standing if one.id != report.corrects), recorded])
    moved = replace(measure, current=newest.value, last_on=newest.on, version=measure.version + 1)
    moved = reckon(moved, reported(moved))
    return moved, replace(recorded, percent_after=moved.percent), _checked_in(moved, recorded)


def dated(said: Said, *, on: date) -> Report:
    """Make what was said a report for a day."""
    return Report(on=on, **_said(said))


def newest_of(check_ins: Iterable[CheckIn]) -> CheckIn:
    """The check-in whose value rules: of the latest day, and of those the last recorded."""
    return max(check_ins, key=lambda check_in: (check_in.on, check_in.sequence))


def problems(report: Report, *, measure: Measure, objective: Objective | None, today: date) -> Iterator[Refused]:
    """Find everything that is wrong with a report; a standing KPI has no objective that bounds its days."""
    if measure.source is not Source.CHECK_INS:
        yield NotASourceOfCheckIns(field="measure", measure=measure.code, source=measure.source.value)
    if objective is not None and objective.status is not Status.ACTIVE:
        yield NotActive(field="measure", objective=objective.code, status=objective.status.value)
    if report.on > today:
        yield CheckInInFuture(field="on", on=str(report.on), today=str(today))
    if objective is not None and report.on < objective.starts:
        yield CheckInTooEarly(field="on", on=str(report.on), starts=str(objective.starts))
    if report.confidence is not None and not 0 <= report.confidence <= SUREST:
        yield ConfidenceOutOfBounds(field="confidence", confidence=report.confidence)
    yield from value_problems(report.value, target=measure.target, precision=measure.precision, field="value")


def demand(report: Report, *, measure: Measure, objective: Objective | None, today: date) -> None:
    """Refuse a report with all that is wrong with it, and any on a measure that was put away."""
    if objective is None or measure.removed:
        demand_live(measure)
    refuse_all(problems(report, measure=measure, objective=objective, today=today))


def _said(said: Said) -> dict[str, Any]:
    return {field.name: getattr(said, field.name) for field in fields(said)}


def _checked_in(measure: Measure, check_in: CheckIn) -> MeasureCheckedIn:
    return MeasureCheckedIn(
        measure_id=measure.id,
        objective_id=measure.objective_id,
        check_in_id=check_in.id,
        value=check_in.value,
        on=check_in.on,
        confidence=check_in.confidence,
        corrects=check_in.corrects,
        version=measure.version,
    )
