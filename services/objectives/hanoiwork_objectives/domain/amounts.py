"""Exact numbers: their bounds, and how a percentage is kept and shown."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from hanoiwork_objectives.domain.refusals import AmountOutOfBounds, WeightNotPositive
from hanoiwork_shared.errors import Refused

WHOLE_DIGITS = 18
FINEST = Decimal("0.000001")
"""Bounds of any amount (our choice): wide enough for the budget in đồng, and nothing ever overflows or is cut."""

LONGEST_FRACTION = -15
"""Decimals that may be written, trailing zeros counted, so that a number fits its column."""

NONE = Decimal(0)
ALL = Decimal(100)
KEPT = Decimal("0.0001")
"""Percentages are kept to four decimals (our choice), so that a tree adds up alike in any order of changes."""

KEPT_AT_HAND = 4096
"""Answers kept for those who ask again: percentages and periods repeat by the thousand."""

SHOWN = Decimal("0.1")
"""Percentages are shown to one decimal, rounded half up."""


def out_of_bounds(amount: Decimal) -> bool:
    """Whether a finite number is too large or too fine to be kept exactly."""
    exponent = amount.as_tuple().exponent
    if amount.adjusted() >= WHOLE_DIGITS or not isinstance(exponent, int) or exponent < LONGEST_FRACTION:
        return True
    return amount != amount.quantize(FINEST)


def refusal(amount: Decimal, *, field: str) -> AmountOutOfBounds:
    """Say that a number is out of bounds."""
    return AmountOutOfBounds(field=field, amount=str(amount)[:40])


def weight_problems(weight: Decimal, *, field: str) -> Iterator[Refused]:
    """Find what is wrong with a weight: it must be above 0."""
    if out_of_bounds(weight):
        yield refusal(weight, field=field)
    elif weight <= 0:
        yield WeightNotPositive(field=field, weight=str(weight))


def percent(share: Decimal) -> Decimal:
    """Turn a share of one into a kept percentage, clamped to 0–100."""
    return min(ALL, max(NONE, share * ALL)).quantize(KEPT, rounding=ROUND_HALF_UP)


@lru_cache(maxsize=KEPT_AT_HAND)
def shown(kept: Decimal | None) -> Decimal | None:
    """A percentage as people read it: one decimal, half up, no trailing zeros."""
    if kept is None:
        return None
    rounded = kept.quantize(SHOWN, rounding=ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
