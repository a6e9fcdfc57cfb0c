"""The way from the baseline to the target: dated intermediate targets, and what a measure owes by a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hanoiwork_objectives.domain.amounts import ALL, NONE
from hanoiwork_objectives.domain.measure_refusals import WaypointsInvalid
from hanoiwork_objectives.domain.progress import Standing, Tally, attained, expected, judged
from hanoiwork_objectives.domain.target import RISING, Direction, Target
from hanoiwork_objectives.domain.values import value_problems
from hanoiwork_shared.errors import Refused

MOST_WAYPOINTS = 60
"""As many as months in five years (our choice)."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """The value that is to be reached by the end of a day."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The first and last day in which a measure is to reach its target."""

    starts: date
    ends: date


def year_around(day: date) -> Period:
    """The calendar year of a day: the period in which a KPI without an objective is judged (our choice)."""
    return Period(starts=date(day.year, 1, 1), ends=date(day.year, 12, 31))


def judge(
    target: Target, waypoints: Sequence[Waypoint], tally: Tally, *, period: Period | None, as_of: date
) -> tuple[Decimal, Standing]:
    """What a measure owes by the end of a day, and what it is called beside it; without a period, in that year."""
    within = period or year_around(as_of)
    due = owed(target, waypoints, period=within, as_of=as_of)
    return due, judged(tally, owed=due, ends=within.ends, as_of=as_of)


def waypoint_problems(
    waypoints: Sequence[Waypoint], *, target: Target, precision: int | None, period: Period | None
) -> Iterator[Refused]:
    """Find what is wrong with intermediate targets: days that rise inside the period, values that never go back."""
    if not waypoints:
        return
    barred = _barred(target, period=period, count=len(waypoints))
    if period is None or barred is not None:
        vi, en = barred or _NO_PERIOD
        yield WaypointsInvalid(field="waypoints", rule_vi=vi, rule_en=en)
        return
    before, reached = period.starts - DAY, target.baseline
    for index, waypoint in enumerate(waypoints):
        field = f"waypoints[{index}]"
        yield from value_problems(waypoint.value, target=target, precision=precision, field=f"{field}.value")
        if not before < waypoint.on < period.ends:
            yield WaypointsInvalid(
                field=f"{field}.on",
                rule_vi=f"ngày {waypoint.on} phải sau mốc trước, trong kỳ và trước ngày cuối {period.ends}",
                rule_en=f"{waypoint.on} must come after the one before, in the period and before its end {period.ends}",
            )
        if not _distance(target, reached) >= _distance(target, waypoint.value) >= NONE:
            yield WaypointsInvalid(
                field=f"{field}.value",
                rule_vi=f"giá trị {waypoint.value} phải đi dần từ giá trị xuất phát đến chỉ tiêu",
                rule_en=f"{waypoint.value} must lead on from the baseline to the target",
            )
        before, reached = waypoint.on, waypoint.value


def owed(target: Target, waypoints: Sequence[Waypoint], *, period: Period, as_of: date) -> Decimal:
    """The percentage that a measure should have reached by the end of a day.

    By elapsed time; with waypoints, by the straight lines from the baseline through them to the target. A guard-rail
    owes all of it all the time, and yes or no owes nothing before the last day (our choice).
    """
    if target.direction is Direction.KEEP_WITHIN:
        return ALL if as_of >= period.starts else NONE
    if target.direction is Direction.YES_NO:
        return ALL if as_of >= period.ends else NONE
    inside = [waypoint for waypoint in waypoints if period.starts <= waypoint.on < period.ends]
    if not inside or not period.starts <= as_of < period.ends:
        return expected(starts=period.starts, ends=period.ends, as_of=as_of)
    return attained(target, _between(target, inside, period=period, as_of=as_of))


_NO_PERIOD = ("KPI thường xuyên không có kỳ để chia mốc", "a standing KPI has no period to divide")


def _barred(target: Target, *, period: Period | None, count: int) -> tuple[str, str] | None:
    """Why a measure takes no waypoints at all, in both languages."""
    if target.direction in (Direction.KEEP_WITHIN, Direction.YES_NO):
        return "hướng này không có chặng đường để chia mốc", "this direction has no way to divide"
    if period is None:
        return _NO_PERIOD
    if count > MOST_WAYPOINTS:
        return f"tối đa {MOST_WAYPOINTS} mốc", f"at most {MOST_WAYPOINTS}"
    return None


def _between(target: Target, waypoints: Sequence[Waypoint], *, period: Period, as_of: date) -> Decimal:
    """The value on the straight line between the two points around a day."""
    start = Waypoint(on=period.starts - DAY, value=target.baseline)
    end = Waypoint(on=period.ends, value=_end(target))
    points = [start, *waypoints, end]
    after = next(index for index, point in enumerate(points) if point.on >= as_of)
    before, after_it = points[after - 1], points[after]
    share = Decimal((as_of - before.on).days) / Decimal((after_it.on - before.on).days)
    return before.value + (after_it.value - before.value) * share


def _end(target: Target) -> Decimal:
    """Where the way ends: the goal, or the end of the range that lies nearer to the baseline."""
    if target.direction is not Direction.RANGE or target.low is None or target.high is None:
        return target.goal or NONE
    return target.low if target.baseline < target.low else target.high


def _distance(target: Target, value: Decimal) -> Decimal:
    """How far a value still is from the end of the way; below 0 past it."""
    end = _end(target)
    rises = target.direction in RISING or end > target.baseline
    return end - value if rises else value - end
