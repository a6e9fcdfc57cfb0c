"""How far a measure or an objective has come, how far it should be, and what that is called.

Every number marked `our choice` is a default of this software; the city's papers name none.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from hanoiwork_objectives.domain.amounts import KEPT, KEPT_AT_HAND, NONE, percent
from hanoiwork_objectives.domain.target import Direction, Target

NEARLY = Decimal("99.9")
"""The most that touching a strict limit gives (our choice): "under 4 %" is not met at 4."""

ON_TRACK = Decimal(-10)
AT_RISK = Decimal(-25)
"""Points that progress may lie behind expectation and still be on track, or at risk (our choice)."""


class Frequency(StrEnum):
    """How often a measure is to be reported."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


SILENCE = {
    Frequency.DAILY: timedelta(days=1),
    Frequency.WEEKLY: timedelta(days=7),
    Frequency.MONTHLY: timedelta(days=31),
    Frequency.QUARTERLY: timedelta(days=92),
    Frequency.YEARLY: timedelta(days=366),
}
"""How long a measure may stay silent before it is stale: the longest month, quarter and year (our choice)."""


class Standing(StrEnum):
    """What progress is called on a day."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BEHIND = "behind"
    STALE = "stale"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How far something has come: `percent` 0–100, None when nothing counts.

    `fresh_until` is the last day on which its data are recent enough; None when there are no data at all.
    """

    percent: Decimal | None
    fresh_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One part of a mean: its tally and its weight, above 0."""

    tally: Tally
    weight: Decimal


NOTHING = Tally(percent=None, fresh_until=None)
SILENT = Tally(percent=NONE, fresh_until=None)
"""A measure that nobody has reported yet: 0 %, and no data."""


def attained(target: Target, value: Decimal) -> Decimal:
    """The percentage that `value` is from baseline to target, clamped to 0–100 and kept to four decimals."""
    return percent(_ATTAINED[target.direction](target, value)) if not _touched(target, value) else NEARLY


def mean(shares: Iterable[Share]) -> Tally:
    """The weighted mean of what counts, as fresh as its freshest part: stale only when all of it is."""
    counted = [share for share in shares if share.tally.percent is not None]
    if not counted:
        return NOTHING
    total = sum((share.weight for share in counted), NONE)
    points = sum((share.weight * (share.tally.percent or NONE) for share in counted), NONE)
    days = [share.tally.fresh_until for share in counted if share.tally.fresh_until is not None]
    return Tally(
        percent=(points / total).quantize(KEPT, rounding=ROUND_HALF_UP), fresh_until=max(days) if days else None
    )


@lru_cache(maxsize=KEPT_AT_HAND)
def expected(*, starts: date, ends: date, as_of: date) -> Decimal:
    """The percentage of a period's days gone by the end of `as_of` (that day counts as gone: our choice)."""
    gone = (min(as_of, ends) - starts).days + 1
    return percent(Decimal(max(0, gone)) / Decimal((ends - starts).days + 1))


def standing(tally: Tally, *, starts: date, ends: date, as_of: date) -> Standing:
    """What `tally` is called on `as_of`. After the period nobody owes a report, so nothing goes stale any more."""
    return judged(tally, owed=expected(starts=starts, ends=ends, as_of=as_of), ends=ends, as_of=as_of)


def judged(tally: Tally, *, owed: Decimal, ends: date, as_of: date) -> Standing:
    """What `tally` is called on `as_of` beside the percentage `owed` by then; see `standing`."""
    if tally.percent is None or tally.fresh_until is None:
        return Standing.NO_DATA
    if tally.fresh_until < min(as_of, ends):
        return Standing.STALE
    gap = tally.percent - owed
    if gap >= ON_TRACK:
        return Standing.ON_TRACK
    return Standing.AT_RISK if gap >= AT_RISK else Standing.BEHIND


def _touched(target: Target, value: Decimal) -> bool:
    """Whether a strict limit is (nearly) reached but not undercut."""
    if not target.strict or target.goal is None or value < target.goal:
        return False
    return percent(_falling(target, value)) > NEARLY


def _rising(target: Target, value: Decimal) -> Decimal:
    goal = target.goal or NONE
    return (value - target.baseline) / (goal - target.baseline)


def _falling(target: Target, value: Decimal) -> Decimal:
    goal = target.goal or NONE
    return (target.baseline - value) / (target.baseline - goal)


def _within(target: Target, value: Decimal) -> Decimal:
    """Whole inside the range; outside it falls with the distance, on both sides as steeply as from the baseline."""
    low, high = target.low or NONE, target.high or NONE
    outside = max(low - value, value - high, NONE)
    start = max(low - target.baseline, target.baseline - high)
    return 1 - outside / start


def _kept_within(target: Target, value: Decimal) -> Decimal:
    """Whole inside the corridor, its ends included; outside it falls to nothing over the corridor's own width.

    With one end only, or both the same, the width is that number's own size, or 1 for 0 (our choice).
    """
    below = NONE if target.low is None else target.low - value
    above = NONE if target.high is None else value - target.high
    return 1 - max(below, above, NONE) / width(target)


def width(target: Target) -> Decimal:
    """The distance over which a guard-rail's progress falls from whole to nothing; above 0."""
    low, high = target.low, target.high
    if low is not None and high is not None and low != high:
        return high - low
    end = low if low is not None else high
    return abs(end or NONE) or Decimal(1)


def _exactly(target: Target, value: Decimal) -> Decimal:
    """Whole on the target; it falls with the distance, passed or not."""
    goal = target.goal or NONE
    return 1 - abs(goal - value) / abs(goal - target.baseline)


def _stepped(target: Target, value: Decimal) -> Decimal:
    """The weight of the steps reached: the first `value` of them."""
    total = sum((step.weight for step in target.steps), NONE)
    return sum((step.weight for step in target.steps[: max(0, int(value))]), NONE) / total


_ATTAINED: dict[Direction, Callable[[Target, Decimal], Decimal]] = {
    Direction.RANGE: _within,
    Direction.AT_MOST: _falling,
    Direction.AT_LEAST: _rising,
    Direction.EXACT: _exactly,
    Direction.COUNT: _rising,
    Direction.MILESTONE: _stepped,
    Direction.YES_NO: _rising,
    Direction.KEEP_WITHIN: _kept_within,
}
