"""What tasks serve: objectives and measures as the objectives service tells of them."""

from dataclasses import dataclass

from hanoiwork_tasks.domain.refusals import LinksDisagree

ACTIVE = "active"
ARCHIVED = "archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownObjective:
    """An objective that a task may serve; `parent_measure_id` is the key result it hangs under, if one."""

    id: str
    code: str
    cycle: str
    unit_id: str
    parent_id: str | None
    parent_measure_id: str | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMeasure:
    """A key result or KPI that a task may serve.

    `parent_id` is the KPI above it, `used_by` the objectives that share it; a standing KPI belongs to `unit_id`, a key
    result to the unit of its objective.
    """

    id: str
    code: str
    objective_id: str | None
    parent_id: str | None
    status: str
    used_by: tuple[str, ...] = ()
    unit_id: str | None = None
    owner_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The objective and the measure that a task serves; a measure brings its own objective."""

    objective_id: str | None = None
    measure_id: str | None = None


def links(objective: KnownObjective | None, measure: KnownMeasure | None) -> Links:
    """Join what was named; a key result of another objective is refused."""
    if measure is None:
        return Links(objective_id=objective.id if objective else None)
    if objective is not None and measure.objective_id not in (None, objective.id):
        raise LinksDisagree(field="measure", measure=measure.code, objective=objective.code)
    return Links(objective_id=objective.id if objective else measure.objective_id, measure_id=measure.id)
