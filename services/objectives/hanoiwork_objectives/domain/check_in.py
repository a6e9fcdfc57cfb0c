"""Check-ins: reported values. History is never rewritten; a correction is a new check-in that names the old one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from hanoiwork_objectives.domain.course import judge
from hanoiwork_objectives.domain.measure import Measure, Source, demand_live, period_of, reckon, reported
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.progress import Standing
from hanoiwork_objectives.domain.refusals import (
    CheckInInFuture,
    CheckInTooEarly,
    ConfidenceOutOfBounds,
    NotActive,
    NotASourceOfCheckIns,
)
from hanoiwork_objectives.domain.report_refusals import (
    AlreadyAcknowledged,
    CheckInTooLate,
    EvidenceNotALink,
    OwnCheckIn,
)
from hanoiwork_objectives.domain.values import value_problems
from hanoiwork_objectives.events import MeasureCheckedIn, MeasureCheckInAcknowledged
from hanoiwork_shared.errors import Refused, refuse_all

SUREST = 10
"""Confidence goes from 0 to this [deck]."""

LONGEST_LINK = 2000
"""What browsers and proxies carry (our choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a measure; `corrects` is the check-in that it replaces, `evidence` a link to the proof."""

    value: Decimal
    confidence: int | None = None
    note: str = ""
    difficulty: str = ""
    remedy: str = ""
    evidence: str = ""
    corrects: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Said):
    """What somebody reports of a measure for a day."""

    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Report):
    """A report as it was recorded, with what it saw: the measure's percentage before and after it.

    Beside them stand the percentage expected by the reported day and what the measure was called on it; check-ins from
    before these were kept have neither. `sequence` is the version it made of its measure; it orders reports better
    than any clock. The reviewer's acknowledgement is all that is ever added.
    """

    id: str
    measure_id: str
    person_id: str
    at: datetime
    sequence: int
    percent_before: Decimal
    percent_after: Decimal
    expected_percent: Decimal | None = None
    status: Standing | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    acknowledgement: str = ""


def take(
    measure: Measure,
    report: Report,
    *,
    objective: Objective | None,
    standing: Sequence[CheckIn],
    check_in_id: str,
    person_id: str,
    at: datetime,
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
    return moved, _frozen(recorded, moved, objective=objective), _checked_in(moved, recorded)


def acknowledge(
    check_in: CheckIn, *, measure: Measure, person_id: str, at: datetime, note: str = ""
) -> tuple[CheckIn, MeasureCheckInAcknowledged]:
    """Let a reviewer take note of a check-in, once; nobody takes note of their own."""
    if check_in.person_id == person_id:
        raise OwnCheckIn(field="check_in")
    if check_in.acknowledged_by is not None:
        raise AlreadyAcknowledged(field="check_in")
    acknowledged = replace(check_in, acknowledged_by=person_id, acknowledged_at=at, acknowledgement=note)
    return acknowledged, MeasureCheckInAcknowledged(
        measure_id=measure.id,
        objective_id=measure.objective_id,
        check_in_id=check_in.id,
        person_id=person_id,
        version=measure.version,
    )


def known_by(check_in: CheckIn, moment: datetime) -> CheckIn:
    """A check-in as it was known before a moment: without the acknowledgement that came later."""
    if check_in.acknowledged_at is None or check_in.acknowledged_at < moment:
        return check_in
    return replace(check_in, acknowledged_by=None, acknowledged_at=None, acknowledgement="")


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
    elif objective is not None and report.on > objective.ends:
        yield CheckInTooLate(field="on", on=str(report.on), ends=str(objective.ends))
    if objective is not None and report.on < objective.starts:
        yield CheckInTooEarly(field="on", on=str(report.on), starts=str(objective.starts))
    if report.evidence and not is_link(report.evidence):
        yield EvidenceNotALink(field="evidence", most=LONGEST_LINK)
    if report.confidence is not None and not 0 <= report.confidence <= SUREST:
        yield ConfidenceOutOfBounds(field="confidence", confidence=report.confidence)
    yield from value_problems(report.value, target=measure.target, precision=measure.precision, field="value")


def demand(report: Report, *, measure: Measure, objective: Objective | None, today: date) -> None:
    """Refuse a report with all that is wrong with it, and any on a measure that was put away."""
    if objective is None or measure.removed:
        demand_live(measure)
    refuse_all(problems(report, measure=measure, objective=objective, today=today))


def is_link(text: str) -> bool:
    """Whether text is a web address that can be opened: http(s), a host, no white space and no password in it."""
    if len(text) > LONGEST_LINK or any(letter.isspace() or not letter.isprintable() for letter in text):
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port  # a port that is no number shows here
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def _frozen(recorded: CheckIn, moved: Measure, *, objective: Objective | None) -> CheckIn:
    """Keep with a check-in what it made of its measure, and what the measure owed by the reported day."""
    course = (moved.target, moved.waypoints, moved.tally)
    owed, called = judge(*course, period=period_of(objective), as_of=recorded.on)
    return replace(recorded, percent_after=moved.percent, expected_percent=owed, status=called)


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
