"""Carrying a change up its branches: each objective above is added up again from what hangs directly under it.

Locks are taken in one order, so that no two changes wait for each other in a circle: measures with a value of their
own, then composites (see `spreading`), then objectives level by level from below, the key results between two levels
before the upper one, and everything on one level by identifier.
"""

from collections.abc import Iterable
from datetime import date

from hanoiwork_objectives.domain.measure import Source
from hanoiwork_objectives.domain.objective import COUNTING, FINAL, Objective, settle
from hanoiwork_objectives.domain.tree import measured, tally_of
from hanoiwork_objectives.service.ports import Branch


def climb(session: Branch, objective_id: str | None, *, as_of: date) -> None:
    """Add an objective up again, and what lies above it for as long as something moves.

    Reads one objective's measures and children per level, never the whole tree. What is closed or archived stays as it
    was.
    """
    while objective_id is not None:
        settled = _settle(session, objective_id, as_of=as_of)
        if settled is None:
            return
        _feed(session, settled.parent_measure_id)
        objective_id = settled.parent_objective_id


def climb_all(session: Branch, objective_ids: Iterable[str], *, as_of: date) -> None:
    """Climb from several objectives at once, the deepest first; branches that meet go on as one."""
    waiting = set(objective_ids)
    if len(waiting) == 1:
        climb(session, waiting.pop(), as_of=as_of)
        return
    depths = session.depths(waiting) if waiting else {}
    while waiting:
        deepest = max(depths.get(one, 0) for one in waiting)
        level = sorted(one for one in waiting if depths.get(one, 0) == deepest)
        waiting.difference_update(level)
        moved = [settled for one in level if (settled := _settle(session, one, as_of=as_of)) is not None]
        for measure_id in sorted({one.parent_measure_id for one in moved if one.parent_measure_id is not None}):
            _feed(session, measure_id)
        waiting.update(one.parent_objective_id for one in moved if one.parent_objective_id is not None)


def rise(session: Branch, objective: Objective, *, as_of: date) -> None:
    """Carry up that an objective came, went or weighs otherwise, though its own progress stayed."""
    _feed(session, objective.parent_measure_id)
    climb(session, objective.parent_objective_id, as_of=as_of)


def _settle(session: Branch, objective_id: str, *, as_of: date) -> Objective | None:
    """Add one objective up again; None when nothing above it needs to know."""
    objective = session.objective_to_change(objective_id)
    if objective.status in FINAL:
        return None
    measures = [*session.measures_of(objective.id), *(used.counted for used in session.used_in([objective.id]))]
    settled, fact = settle(objective, tally_of(measures, session.children_of(objective.id)), as_of=as_of)
    if settled == objective:
        return None
    session.put_objectives([settled])
    if fact is not None:
        session.tell(fact)
    return settled if settled.status in COUNTING else None


def _feed(session: Branch, measure_id: str | None) -> None:
    """Move the key result that an objective hangs on, if it lives from its children; no other is locked here."""
    fed = [] if measure_id is None else session.measures_by_ids([measure_id])
    if not fed or fed[0].source is not Source.CHILDREN or fed[0].status in FINAL:
        return
    measure = session.measure_to_change(fed[0].id)
    if measure is not None and measure.objective_id is not None:
        siblings = session.children_of(measure.objective_id)
        on_it = [child for child in siblings if child.parent_measure_id == measure.id]
        session.put_measures([measured(measure, children=on_it, shares=())])
