"""Keeping what is known of objectives and measures; news may come late, twice or out of order."""

from hanoiwork_tasks.domain.links import KnownMeasure, KnownObjective
from hanoiwork_tasks.events import MeasureSlice, ObjectiveSlice
from hanoiwork_tasks.service.ports import BeginLearning


class Learning:
    """What tasks may be linked to, as the objectives service tells it."""

    def __init__(self, *, begin: BeginLearning) -> None:
        self._begin = begin

    def objective(self, told: ObjectiveSlice, *, sequence: int) -> None:
        """Take in an objective as it now is."""
        known = KnownObjective(
            id=told.objective_id,
            code=told.code,
            cycle=told.cycle,
            unit_id=told.unit_id,
            parent_id=told.parent_objective_id,
            parent_measure_id=told.parent_measure_id,
            status=told.status,
        )
        with self._begin() as session:
            session.know_objective(known, sequence=sequence)

    def measure(self, told: MeasureSlice, *, sequence: int) -> None:
        """Take in a measure as it now is."""
        known = KnownMeasure(
            id=told.measure_id,
            code=told.code,
            objective_id=told.objective_id,
            parent_id=told.parent_measure_id,
            status=told.status,
            used_by=told.used_by,
            unit_id=told.unit_id,
            owner_id=told.owner_id,
        )
        with self._begin() as session:
            session.know_measure(known, sequence=sequence)
