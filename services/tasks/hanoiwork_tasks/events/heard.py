"""The slices of other services' facts that tasks reads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveSlice:
    """What tasks need to know of an objective, whichever of its facts brings it."""

    objective_id: str
    code: str
    cycle: str
    unit_id: str
    parent_objective_id: str | None
    parent_measure_id: str | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSlice:
    """What tasks need to know of a key result or KPI; a standing KPI counts in the objectives `used_by` names."""

    measure_id: str
    code: str
    objective_id: str | None
    status: str
    parent_measure_id: str | None = None
    used_by: tuple[str, ...] = ()
    unit_id: str | None = None
    owner_id: str | None = None


OBJECTIVE_TYPES = (
    "objectives.objective.created.v1",
    "objectives.objective.changed.v1",
    "objectives.objective.moved.v1",
    "objectives.objective.submitted.v1",
    "objectives.objective.approved.v1",
    "objectives.objective.returned.v1",
    "objectives.objective.closed.v1",
    "objectives.objective.archived.v1",
    "objectives.objective.restored.v1",
)
"""Every fact about an objective but its progress carries its whole state, so all of them are read alike."""
