"""Carrying a change up its branches: each objective above is added up again from what hangs directly under it.

The lines are locked from below to above, read at once, added up in memory and saved at once.
"""

from collections.abc import Collection, Iterable
from datetime import date

from hanoiwork_objectives.domain.measure import Measure, Source
from hanoiwork_objectives.domain.objective import COUNTING, FINAL, Objective, settle
from hanoiwork_objectives.domain.tree import by_objective, by_parent, counted_by_objective, measured, tally_of
from hanoiwork_objectives.service.holding import Lines, hold_lines
from hanoiwork_objectives.service.ports import Branch
from hanoiwork_shared.facts import Fact


def climb(session: Branch, objective_id: str | None, *, as_of: date) -> None:
    """Add an objective up again, and what lies above it for as long as something moves.

    What is closed or archived stays as it was.
    """
    climb_lines(session, hold_lines(session, [objective_id]), {objective_id}, as_of=as_of)


def rise(session: Branch, objective: Objective, *, as_of: date) -> None:
    """Carry up that an objective came, went or weighs otherwise, though its own progress stayed."""
    above = objective.parent_objective_id
    lines = hold_lines(session, [above])
    climb_lines(session, lines, {above}, fed={objective.parent_measure_id}, as_of=as_of)


def climb_lines(
    session: Branch,
    lines: Lines,
    objective_ids: Iterable[str | None],
    *,
    fed: Collection[str | None] = (),
    as_of: date,
) -> None:
    """Climb from several objectives of locked lines at once; something moved on the key results `fed`.

    The number of statements depends neither on the objectives nor on the levels.
    """
    waiting, moving = set(objective_ids) & lines.objectives.keys(), set(fed)
    if not waiting:
        return
    branches = _Branches(session, lines, as_of=as_of)
    for objective_id in lines.from_below():
        moved = branches.settle(objective_id, moving) if objective_id in waiting else None
        if moved is not None and moved.status in COUNTING:
            waiting.add(moved.parent_objective_id or "")
            moving.add(moved.parent_measure_id)
    branches.save()


class _Branches:
    """Locked lines in memory with all that counts in them, as they are added up."""

    def __init__(self, session: Branch, lines: Lines, *, as_of: date) -> None:
        ids = sorted(lines.objectives)
        self._session = session
        self._as_of = as_of
        self._now = {one.id: one for one in session.objectives_by_ids(ids)}
        self._measures = by_objective(session.measures_under(ids))
        self._used = counted_by_objective(session.used_in(ids))
        self._children = by_parent(session.children_under(ids))
        self._moved: dict[str, Objective] = {}
        self._fed: list[Measure] = []
        self._facts: list[Fact] = []

    def settle(self, objective_id: str, moving: Collection[str | None]) -> Objective | None:
        """Add one objective up again, and those of its key results on which children moved; None when it stays."""
        objective = self._now[objective_id]
        if objective.status in FINAL:
            return None
        children = [self._now.get(child.id, child) for child in self._children[objective_id]]
        own = [self._again(one, children) if one.id in moving else one for one in self._measures[objective_id]]
        tally = tally_of([*own, *self._used[objective_id]], children)
        settled, fact = settle(objective, tally, as_of=self._as_of)
        self._facts += [fact] if fact is not None else []
        if settled == objective:
            return None
        self._now[objective_id] = self._moved[objective_id] = settled
        return settled

    def save(self) -> None:
        """Save what moved, and tell of it."""
        self._session.put_measures(self._fed)
        self._session.put_objectives(self._moved.values())
        self._session.tell_all(self._facts)

    def _again(self, measure: Measure, children: Collection[Objective]) -> Measure:
        if measure.source is not Source.CHILDREN or measure.status in FINAL:
            return measure
        on_it = [child for child in children if child.parent_measure_id == measure.id]
        fed = measured(measure, children=on_it, shares=())
        self._fed += [fed] if fed != measure else []
        return fed
