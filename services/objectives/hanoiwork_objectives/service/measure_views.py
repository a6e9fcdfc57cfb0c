"""What readers are shown of measures: targets, values and progress as of a day, rounded for people.

Field names are those of the public API. `unit_id` and the other identifiers are joined by whoever shows them.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter
from typing import Any

from hanoiwork_objectives.domain.amounts import shown
from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.course import Waypoint, judge
from hanoiwork_objectives.domain.ladder import Zone, zone
from hanoiwork_objectives.domain.measure import Measure, period_of
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.progress import Standing
from hanoiwork_objectives.domain.target import Step, Target
from hanoiwork_objectives.domain.values import decimals
from hanoiwork_objectives.service.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Two percentages side by side, to one decimal: how far it is and how far it should be by elapsed time."""

    percent: Decimal | None
    expected_percent: Decimal | None
    status: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView(Step):
    """A step of a milestone, and whether it is reached; steps are reached in their order."""

    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView(Part):
    """A part of a composite; `as_of` is the earlier day on which it is to be shown."""

    as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaView:
    """What a composite is computed from."""

    kind: FormulaKind
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """A key result or KPI; `share` is what it weighs in its objective, in percent."""

    id: str
    objective_id: str | None
    code: str
    cycle: str
    kind: str
    title: str
    unit: str
    direction: str
    low: Decimal | None
    target: Decimal | None
    high: Decimal | None
    strict: bool
    baseline: Decimal
    steps: tuple[StepView, ...]
    commit: Decimal | None
    stretch: Decimal | None
    zone: Zone | None
    precision: int
    waypoints: tuple[Waypoint, ...]
    formula: FormulaView | None
    parent_id: str | None
    unit_id: str | None
    standing: bool
    share: Decimal | None
    current: Decimal | None
    last_check_in: date | None
    weight: Decimal
    source: str
    frequency: str
    owner_id: str | None
    status: str
    progress: Progress
    version: int
    as_of: date | None


_SAME = (
    "id", "objective_id", "code", "cycle", "title", "unit", "waypoints", "parent_id", "unit_id", "standing", "weight",
    "owner_id", "version",
)  # fmt: skip
"""What is shown of a measure as it is kept."""

_same_of = attrgetter(*_SAME)


def measure_view(
    measure: Measure, *, objective: Objective | None, reader: Reader, share: Decimal | None = None
) -> MeasureView:
    """Show a measure in an objective, or a standing KPI by itself, in the calendar year of the reader's day."""
    return MeasureView(
        **dict(zip(_SAME, _same_of(measure), strict=True)),
        **_words(measure),
        **_aim(measure.target),
        **_values(measure),
        formula=_formula(measure.formula, reader),
        share=share,
        progress=_progress(measure, objective, as_of=reader.as_of),
        as_of=reader.day,
    )


def _words(measure: Measure) -> dict[str, Any]:
    return {
        "kind": str(measure.kind),
        "source": str(measure.source),
        "frequency": str(measure.frequency),
        "status": str(measure.status),
    }


def _aim(target: Target) -> dict[str, Any]:
    """What a measure is to reach."""
    return {
        "direction": str(target.direction),
        "low": target.low,
        "target": target.goal,
        "high": target.high,
        "strict": target.strict,
        "baseline": target.baseline,
        "commit": target.commit,
        "stretch": target.stretch,
    }


def _values(measure: Measure) -> dict[str, Any]:
    """What it has reached, to its precision."""
    precision = decimals(measure.precision, measure.target)
    return {
        "precision": precision,
        "current": _current(measure, precision),
        "last_check_in": measure.last_on,
        "zone": zone(measure.target, measure.current),
        "steps": _steps(measure),
    }


def _current(measure: Measure, precision: int) -> Decimal | None:
    """The value of a measure; a computed one is shown to the measure's precision."""
    if measure.current is None or measure.formula is None:
        return measure.current
    return measure.current.quantize(Decimal(1).scaleb(-precision), rounding=ROUND_HALF_UP)


def _steps(measure: Measure) -> tuple[StepView, ...]:
    if not measure.target.steps:
        return ()
    reached = measure.current or 0
    return tuple(
        StepView(title=step.title, weight=step.weight, reached=index < reached)
        for index, step in enumerate(measure.target.steps)
    )


def _formula(formula: Formula | None, reader: Reader) -> FormulaView | None:
    if formula is None:
        return None
    parts = (PartView(measure_id=part.measure_id, weight=part.weight, as_of=reader.day) for part in formula.parts)
    return FormulaView(kind=formula.kind, parts=tuple(parts))


def _progress(measure: Measure, objective: Objective | None, *, as_of: date) -> Progress:
    """The progress of a measure beside what it owes by its own course; its status follows the same number."""
    period = period_of(objective)
    due, called = judge(measure.target, measure.waypoints, measure.tally, period=period, as_of=as_of)
    return Progress(percent=shown(measure.percent), expected_percent=shown(due), status=called)
