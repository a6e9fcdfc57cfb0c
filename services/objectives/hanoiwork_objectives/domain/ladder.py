"""How far up its ladder a measure stands: below its commitment, committed, at its target, or stretched beyond."""

from decimal import Decimal
from enum import StrEnum

from hanoiwork_objectives.domain.target import Direction, Target


class Zone(StrEnum):
    """The highest rung that a value has reached."""

    BELOW_COMMIT = "below_commit"
    COMMITTED = "committed"
    TARGET = "target"
    STRETCHED = "stretched"


def zone(target: Target, value: Decimal | None) -> Zone | None:
    """The rung that `value` stands on; None without a ladder or without data.

    Where only a stretch is named, the target itself is what was committed to (our choice).
    """
    if value is None or (target.commit is None and target.stretch is None):
        return None
    if _reached(target, target.stretch, value):
        return Zone.STRETCHED
    if _reached(target, target.goal, value) and not (target.strict and value == target.goal):
        return Zone.TARGET
    return Zone.COMMITTED if _reached(target, target.commit, value) else Zone.BELOW_COMMIT


def _reached(target: Target, rung: Decimal | None, value: Decimal) -> bool:
    if rung is None:
        return False
    return value <= rung if target.direction is Direction.AT_MOST else value >= rung
