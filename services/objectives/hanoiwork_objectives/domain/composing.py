"""Giving a composite its value: current value, day and freshness from its parts."""

from collections.abc import Mapping
from dataclasses import replace

from hanoiwork_objectives.domain.composite import computed
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
