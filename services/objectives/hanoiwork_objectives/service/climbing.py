"""Carrying a change up its branches: each objective above is added up again from what hangs directly under it.

Locks are taken in one order, so that no two changes wait for each other in a circle: measures with a value of their
own, then composites (see `spreading`), then objectives level by level from below, the key results between two levels
before the upper one, and everything on one level by identifier.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from hanoiwork_objectives.domain.measure import Source
from hanoiwork_objectives.domain.objective import COUNTING, FINAL, Objective, settle
from hanoiwork_objectives.domain.tree import by_objective, by_parent, counted_by_objective, measured, tally_of
from hanoiwork_objectives.service.ports import Branch
from hanoiwork_shared.facts import Fact


def climb(session: Branch, objective_id: str | None, *, as_of: date) -> None:
    """Add an objective up again, and what lies above it for as long as something moves.

    Reads one objective's measures and children per level, never the whole tree. What is closed or archived stays as it
    was.
    """
    if objective_id is not None:
        climb_all(session, [objective_id], as_of=as_of)


def climb_all(session: Branch, objective_ids: Iterable[str], *, as_of: date) -> None:
    """Climb from several objectives at once, the deepest first; branches that meet go on as one.

    The number of reads is that of the levels, not of the objectives.
    """
    waiting = set(objective_ids)
    depths = session.depths(waiting) if len(waiting) > 1 else {}
    while waiting:
        deepest = max(depths.get(one, 0) for one in waiting)
        level = sorted(one for one in waiting if depths.get(one, 0) == deepest)
        waiting.difference_update(level)
        moved = _settle(session, level, as_of=as_of)
        _feed(session, {one.parent_measure_id for one in moved if one.parent_measure_id is not None})
        waiting.update(one.parent_objective_id for one in moved if one.parent_objective_id is not None)


def rise(session: Branch, objective: Objective, *, as_of: date) -> None:
    """Carry up that an objective came, went or weighs otherwise, though its own progress stayed."""
    if objective.parent_measure_id is not None:
        _feed(session, {objective.parent_measure_id})
    climb(session, objective.parent_objective_id, as_of=as_of)


def _settle(session: Branch, objective_ids: Sequence[str], *, as_of: date) -> list[Objective]:
    """Add the objectives of one level up again; gives those that what is above them needs to know of."""
    held = [one for one in session.objectives_to_change(objective_ids) if one.status not in FINAL]
    measures = by_objective(session.measures_under(objective_ids))
    used = counted_by_objective(session.used_in(objective_ids))
    children = by_parent(session.children_under(objective_ids))
    moved: list[Objective] = []
    facts: list[Fact] = []
    for objective in held:
        counted = [*measures[objective.id], *used[objective.id]]
        settled, fact = settle(objective, tally_of(counted, children[objective.id]), as_of=as_of)
        moved += [settled] if settled != objective else []
        facts += [fact] if fact is not None else []
    session.put_objectives(moved)
    session.tell_all(facts)
    return [one for one in moved if one.status in COUNTING]


def _feed(session: Branch, measure_ids: Collection[str]) -> None:
    """Move those key results, of some that objectives hang on, that live from their children; no others are locked."""
    known = session.measures_by_ids(sorted(measure_ids)) if measure_ids else ()
    fed = sorted(one.id for one in known if one.source is Source.CHILDREN and one.status not in FINAL)
    if not fed:
        return
    held = session.measures_to_change(fed)
    hanging: defaultdict[str | None, list[Objective]] = defaultdict(list)
    for child in session.children_under(sorted({one.objective_id for one in held if one.objective_id is not None})):
        hanging[child.parent_measure_id].append(child)
    session.put_measures(measured(measure, children=hanging[measure.id], shares=()) for measure in held)
