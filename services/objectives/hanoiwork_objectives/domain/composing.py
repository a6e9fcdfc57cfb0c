"""Giving composites their value: current value, day and freshness from their parts."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hanoiwork_objectives.domain.composite import computed, parts_first
from hanoiwork_objectives.domain.measure import Measure, reckon, reported
from hanoiwork_objectives.domain.objective import FINAL


def composed(measure: Measure, parts: Mapping[str, Measure]) -> Measure:
    """Compute a composite again: as old as its oldest part, and fresh for as long as its least fresh part.

    A composite that is closed or archived stays as it was, and so does a measure without a formula.
    """
    if measure.formula is None or measure.status in FINAL:
        return measure
    own = [parts[part] for part in measure.formula.part_ids if part in parts]
    value = computed(measure.formula, {part.id: part.current for part in own}, unit=measure.unit)
    days = [part.last_on for part in own if part.last_on is not None]
    fresh = [part.fresh_until for part in own if part.fresh_until is not None]
    if value is None or not days or not fresh:
        moved = replace(measure, current=None, last_on=None, fresh_until=None)
    else:
        moved = replace(measure, current=value, last_on=min(days), fresh_until=min(fresh))
    return reckon(moved, reported(moved))


def composed_all(composites: Iterable[Measure], known: Mapping[str, Measure]) -> list[Measure]:
    """Compute composites again, parts before wholes; gives those that moved. `known` are their parts and themselves."""
    now = dict(known)
    parts_of = {one.id: one.formula.part_ids for one in composites if one.formula is not None}
    moved: list[Measure] = []
    for composite_id in parts_first(parts_of, among=parts_of):
        now[composite_id] = composed(known[composite_id], now)
        moved += [now[composite_id]] if now[composite_id] != known[composite_id] else []
    return moved
