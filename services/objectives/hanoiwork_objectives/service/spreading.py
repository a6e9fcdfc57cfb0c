"""Carrying a measure's new value on: to the composites over it, and up every branch that any of them counts in."""

from collections.abc import Collection, Iterable
from datetime import date

from hanoiwork_objectives.domain.composing import composed
from hanoiwork_objectives.domain.composite import parts_first
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import FINAL
from hanoiwork_objectives.service.climbing import climb_all
from hanoiwork_objectives.service.ports import Branch, Planned


def spread(session: Branch, moved: Collection[Measure], *, as_of: date) -> None:
    """Compute again what rests on measures that moved, and add up the objectives that count any of it."""
    reached = [*moved, *recompose(session, [measure.id for measure in moved])]
    climb_all(session, _counting(session, reached), as_of=as_of)


def take_turn(session: Branch, measure_ids: Collection[str]) -> None:
    """Wait for one's turn at formulas if any rests on these measures; before any objective is locked."""
    if session.composites_over(list(measure_ids)):
        session.lock_formulas()


def recompose(session: Branch, part_ids: Iterable[str]) -> list[Measure]:
    """Compute every composite over these measures again, parts before wholes; gives those that moved.

    All that changes composites takes turns: the lock on formulas comes after those on measures with a value of their
    own and before those on composites. Most measures are part of none and never take it.
    """
    starts = list(part_ids)
    if not session.composites_over(starts):
        return []
    session.lock_formulas()
    above: dict[str, Measure] = {}
    layer = session.composites_over(starts)
    while layer:
        above |= {composite.id: composite for composite in layer}
        layer = [one for one in session.composites_over([one.id for one in layer]) if one.id not in above]
    parts_of = {one.id: one.formula.part_ids for one in above.values() if one.formula is not None}
    moved = (compose(session, composite_id) for composite_id in parts_first(parts_of, among=above))
    return [composite for composite in moved if composite is not None]


def compose(session: Branch, composite_id: str) -> Measure | None:
    """Compute one composite again; None when it stays as it is, as those of what has ended do."""
    held = session.measure_to_change(composite_id)
    if held is None or held.formula is None or held.status in FINAL:
        return None
    parts = {part.id: part for part in session.measures_by_ids(held.formula.part_ids)}
    moved = composed(held, parts)
    if moved == held:
        return None
    session.put_measures([moved])
    return moved


def keep_new(session: Planned, measure: Measure) -> Measure:
    """Save a new measure; a composite gets its first value."""
    session.put_measures([measure])
    if measure.formula is None:
        return measure
    session.put_parts(measure)
    return compose(session, measure.id) or measure


def _counting(session: Branch, measures: Iterable[Measure]) -> set[str]:
    """The objectives that measures belong to, and those that follow a standing KPI among them."""
    own = {measure.objective_id for measure in measures} - {None}
    standing = [measure.id for measure in measures if measure.standing]
    following = {use.objective_id for use in session.uses_of(standing) if use.seen is None} if standing else set()
    return {one for one in own if one is not None} | following
