"""Carrying a change up its branch: each objective above is added up again from what hangs directly under it."""

from datetime import date

from hanoiwork_objectives.domain.measure import Source
from hanoiwork_objectives.domain.objective import COUNTING, Objective, Status, settle
from hanoiwork_objectives.domain.tree import measured, tally_of
from hanoiwork_objectives.service.ports import Branch


def climb(session: Branch, objective_id: str | None, *, as_of: date) -> None:
    """Add an objective up again, and what lies above it for as long as something moves.

    Reads one objective's measures and children per level, never the whole tree. What is archived stays as it was.
    """
    while objective_id is not None:
        objective = session.objective_to_change(objective_id)
        if objective.status is Status.ARCHIVED:
            return
        tally = tally_of(session.measures_of(objective.id), session.children_of(objective.id))
        settled, fact = settle(objective, tally, as_of=as_of)
        if settled == objective:
            return
        session.put_objectives([settled])
        if fact is not None:
            session.tell(fact)
        if settled.status not in COUNTING:
            return
        objective_id = _feed(session, settled)


def rise(session: Branch, objective: Objective, *, as_of: date) -> None:
    """Carry up that an objective came, went or weighs otherwise, though its own progress stayed."""
    climb(session, _feed(session, objective), as_of=as_of)


def _feed(session: Branch, objective: Objective) -> str | None:
    """Move the key result that an objective hangs on, if it lives from its children; gives the objective above."""
    if objective.parent_measure_id is not None:
        measure = session.measure_to_change(objective.parent_measure_id)
        if measure is not None and measure.source is Source.CHILDREN:
            siblings = session.children_of(measure.objective_id)
            on_it = [child for child in siblings if child.parent_measure_id == measure.id]
            session.put_measures([measured(measure, children=on_it, shares=())])
    return objective.parent_objective_id
