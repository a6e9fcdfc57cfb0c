"""The order in which people count: O2 before O10, an objective's own measures before the KPIs that it uses."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar

from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.tree import by_objective, counted_by_objective
from hanoiwork_objectives.domain.use import Used

Coded = TypeVar("Coded", Objective, Measure)

_NUMBERS = re.compile(r"([0-9]+)").split


def natural(items: Iterable[Coded]) -> list[Coded]:
    """Sort by code, the numbers in it by their size."""
    return sorted(items, key=lambda item: (_parts(item.code), item.code))


def counted(measures: Iterable[Measure], used: Iterable[Used]) -> defaultdict[str, list[Measure]]:
    """The measures that count in each objective: its own, then the standing KPIs it uses."""
    found = defaultdict(list, by_objective(natural(measures)))
    for objective_id, shared in counted_by_objective(used).items():
        found[objective_id] += natural(shared)
    return found


def _parts(code: str) -> list[Any]:
    """Text and numbers in turns, text first; codes that differ in leading zeros only have the same."""
    parts: list[Any] = _NUMBERS(code)
    parts[1::2] = map(int, parts[1::2])
    return parts
