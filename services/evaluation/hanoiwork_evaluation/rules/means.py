"""Results over many totals: the year's mean and the quota of the excellent (Decree 335/2025, as reported)."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from hanoiwork_evaluation.rules.pack import RulePack
from hanoiwork_evaluation.rules.shown import TOTAL_PLACES, half_up


def mean_total(totals: Iterable[Decimal | None]) -> Decimal | None:
    """The mean of those totals that are there, rounded half up to one decimal; an absent month is absent, not zero."""
    return mean_of_counted((total, 1) for total in totals)


def mean_of_counted(totals: Iterable[tuple[Decimal | None, int]]) -> Decimal | None:
    """The same of totals that each stand for a number of people."""
    scored = [(Fraction(total), people) for total, people in totals if total is not None]
    whole = sum(people for _, people in scored)
    points = sum((total * people for total, people in scored), Fraction(0))
    return half_up(points / whole, places=TOTAL_PLACES) if whole else None


def excellent_allowed(good_or_better: int, *, pack: RulePack) -> int:
    """How many of those rated good or better may be excellent: the pack's quota, rounded down."""
    return int(Fraction(pack.excellent_quota) * good_or_better)
