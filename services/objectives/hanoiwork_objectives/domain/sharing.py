"""How much each part of an objective weighs in it, in percent; the shown shares add up to exactly 100."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache

from hanoiwork_objectives.domain.amounts import ALL, KEPT_AT_HAND, NONE
from hanoiwork_objectives.domain.measure import Measure, Source
from hanoiwork_objectives.domain.objective import COUNTING, Objective

SHOWN_SHARE = Decimal("0.01")
"""Shares in an objective are shown to two decimals."""


def shares(weights: Mapping[str, Decimal], *, unit: Decimal = SHOWN_SHARE) -> dict[str, Decimal]:
    """Share 100 out by weight (each above 0), in whole units.

    What is lost by rounding down goes, unit by unit, to the largest remainders; of equal ones, to the first.
    """
    return dict(zip(weights, _shared(tuple(weights.values()), unit), strict=True))


@lru_cache(maxsize=KEPT_AT_HAND)
def _shared(weights: tuple[Decimal, ...], unit: Decimal) -> tuple[Decimal, ...]:
    total = sum(weights, NONE)
    exact = [weight * ALL / total for weight in weights]
    shown = [share.quantize(unit, rounding=ROUND_FLOOR) for share in exact]
    left = int((ALL - sum(shown, NONE)) / unit) if shown else 0
    by_remainder = sorted(range(len(exact)), key=lambda place: shown[place] - exact[place])
    for place in by_remainder[:left]:
        shown[place] += unit
    return tuple(shown)


def shares_in(measures: Iterable[Measure], children: Iterable[Objective]) -> dict[str, Decimal]:
    """The share of each measure and of each child that counts, by identifier.

    A child on a key result that lives from its children shares in that key result, with the others on it. Drafts
    and what was put away have no share.
    """
    own = tuple(measures)
    counting = [child for child in children if child.status in COUNTING]
    fed = {measure.id for measure in own if measure.source is Source.CHILDREN}
    direct = [child for child in counting if child.parent_measure_id not in fed]
    found = shares({measure.id: measure.weight for measure in own} | {child.id: child.weight for child in direct})
    for measure_id in fed:
        found |= shares({child.id: child.weight for child in counting if child.parent_measure_id == measure_id})
    return found
