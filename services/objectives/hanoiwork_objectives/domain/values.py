"""What a value of a measure may be: its bounds by direction, and how many decimals it is kept to."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from hanoiwork_objectives.domain.amounts import KEPT_AT_HAND, NONE, out_of_bounds, refusal
from hanoiwork_objectives.domain.measure_refusals import PrecisionOutOfBounds, ValueTooFine
from hanoiwork_objectives.domain.refusals import ValueNotWhole
from hanoiwork_objectives.domain.target import Direction, Target, is_whole
from hanoiwork_shared.errors import Refused

FINEST_PRECISION = 6
USUAL_PRECISION = 2
"""Decimals of a measure that says nothing of them (our choice), unless its own target numbers have more."""

WHOLE = frozenset({Direction.COUNT, Direction.MILESTONE, Direction.YES_NO})
"""Directions that are counted, not measured."""


def decimals(precision: int | None, target: Target) -> int:
    """How many decimals the values of a measure have: as many as said, or the usual number for its direction."""
    if precision is not None:
        return precision
    if target.direction in WHOLE:
        return 0
    numbers = (target.low, target.high, target.goal, target.baseline, target.commit, target.stretch)
    return max((USUAL_PRECISION, *map(_fraction, filter(None, numbers))))


def precision_problems(precision: int | None, target: Target) -> Iterator[Refused]:
    """Find what is wrong with a precision: its bounds, and target numbers that it could never show."""
    if precision is None:
        return
    if not 0 <= precision <= FINEST_PRECISION:
        yield PrecisionOutOfBounds(field="precision", precision=precision, most=FINEST_PRECISION)
        return
    for field, number in _numbers(target).items():
        if _fraction(number) > precision:
            yield ValueTooFine(field=field, value=str(number), precision=precision)


def value_problems(value: Decimal, *, target: Target, precision: int | None, field: str) -> Iterator[Refused]:
    """Find what is wrong with a value of a measure."""
    if out_of_bounds(value):
        yield refusal(value, field=field)
    elif target.direction is Direction.COUNT and (value < NONE or not is_whole(value)):
        yield ValueNotWhole(field=field, value=str(value), limit_vi="", limit_en=" up")
    elif target.direction in WHOLE - {Direction.COUNT}:
        most = int(target.goal or NONE)
        if not is_whole(value) or not 0 <= value <= most:
            yield ValueNotWhole(field=field, value=str(value), limit_vi=f", không quá {most}", limit_en=f" to {most}")
    elif _fraction(value) > decimals(precision, target):
        yield ValueTooFine(field=field, value=str(value), precision=decimals(precision, target))


def _numbers(target: Target) -> dict[str, Decimal]:
    written = {
        "low": target.low,
        "high": target.high,
        "target": target.goal,
        "baseline": target.baseline,
        "commit": target.commit,
        "stretch": target.stretch,
    }
    return {field: number for field, number in written.items() if number is not None}


@lru_cache(maxsize=KEPT_AT_HAND)
def _fraction(number: Decimal) -> int:
    """The decimals that a number needs, trailing zeros left out."""
    return max(0, -int(number.normalize().as_tuple().exponent))
