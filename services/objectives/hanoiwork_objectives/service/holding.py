"""Locks, taken by every change in one order, so that no two changes wait for each other in a circle.

First measures that people and tasks move, by identifier; then one lock for all formulas; then composites; then
objectives level by level from below, those of one level by identifier. A key result that lives from its children is
written under the lock of its objective and needs none of its own. Nobody who holds something asks for what comes before
it in this order (DECISIONS 21).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hanoiwork_objectives.domain.composite import parts_first
from hanoiwork_objectives.domain.measure import MOVED_FROM_OUTSIDE, Measure, Source
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.service.ports import Branch


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Locked objectives by identifier, as they were then: some, and all that is above them."""

    objectives: Mapping[str, Objective]

    def up(self, objective_id: str) -> tuple[str, ...]:
        """The objectives from this one up to its root, itself first."""
        line: list[str] = []
        here: str | None = objective_id
        while here is not None and here in self.objectives and here not in line:
            line.append(here)
            here = self.objectives[here].parent_objective_id
        return tuple(line)

    def from_below(self) -> list[str]:
        """All of them, each after everything under it."""
        return sorted(self.objectives, key=lambda one: (-len(self.up(one)), one))


def hold_measures(session: Branch, measures: Iterable[Measure]) -> dict[str, Measure]:
    """Lock measures of any source, before any objective; gives those that were locked, as they are now."""
    found = tuple(measures)
    outside = [one.id for one in found if one.source in MOVED_FROM_OUTSIDE]
    composites = [one.id for one in found if one.source is Source.FORMULA]
    held = list(session.measures_to_change(outside)) if outside else []
    if composites:
        session.lock_formulas()
        held += session.measures_to_change(composites)
    return {one.id: one for one in held}


def hold_composites(session: Branch, measure_ids: Sequence[str]) -> Sequence[Measure]:
    """Lock every composite over measures that are locked, parts before wholes.

    Most measures are part of none and never wait for the lock on formulas.
    """
    if not measure_ids or not session.composites_above(measure_ids):
        return ()
    session.lock_formulas()
    above = session.composites_above(measure_ids)
    held = {one.id: one for one in session.measures_to_change([one.id for one in above])}
    parts_of = {one.id: one.formula.part_ids for one in held.values() if one.formula is not None}
    return [held[one] for one in parts_first(parts_of, among=held)]


def hold_lines(session: Branch, objective_ids: Iterable[str | None]) -> Lines:
    """Lock objectives and all that is above them: the deepest first, branches that meet go on as one.

    The number of statements is that of the levels, not of the objectives.
    """
    waiting = {one for one in objective_ids if one is not None}
    depths = session.depths(waiting) if len(waiting) > 1 else {}
    held: dict[str, Objective] = {}
    while waiting:
        deepest = max(depths.get(one, 0) for one in waiting)
        level = sorted(one for one in waiting if depths.get(one, 0) == deepest)
        found = session.objectives_to_change(level)
        held |= {one.id: one for one in found}
        waiting |= {one.parent_objective_id for one in found if one.parent_objective_id is not None}
        waiting -= held.keys() | set(level)
    return Lines(objectives=held)
