"""What readers are shown: objectives and measures with their progress as of a day, rounded for people.

Field names are those of the public API. `unit_id` and the other identifiers are joined by whoever shows them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from hanoiwork_objectives.domain.amounts import shown
from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.guide import warnings
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.progress import Standing, Tally, expected, standing
from hanoiwork_objectives.domain.target import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The first and last day of an objective."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Two percentages side by side, to one decimal: how far it is and how far it should be by elapsed time."""

    percent: Decimal | None
    expected_percent: Decimal | None
    status: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """A key result or KPI."""

    id: str
    objective_id: str
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
    steps: tuple[Step, ...]
    current: Decimal | None
    last_check_in: date | None
    weight: Decimal
    source: str
    frequency: str
    owner_id: str | None
    status: str
    progress: Progress
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveView:
    """An objective with its measures; `child_ids` are the objectives directly under it."""

    id: str
    code: str
    title: str
    cycle: str
    status: str
    weight: Decimal
    unit_id: str
    owner_id: str | None
    parent_objective_id: str | None
    parent_measure_id: str | None
    period: Period
    progress: Progress
    measures: tuple[MeasureView, ...]
    child_ids: tuple[str, ...]
    warnings: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeView(ObjectiveView):
    """An objective with what hangs under it, down to the depth asked for."""

    children: tuple["TreeView", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInView:
    """A reported value with what it saw; percentages to one decimal."""

    id: str
    measure_id: str
    person_id: str
    value: Decimal
    on: date
    at: datetime
    confidence: int | None
    note: str
    difficulty: str
    remedy: str
    corrects: str | None
    percent_before: Decimal | None
    percent_after: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom and as of which day something is shown."""

    as_of: date
    locale: str = "vi"


def objective_view(
    objective: Objective,
    *,
    measures: Sequence[Measure],
    children: Sequence[Objective],
    tasks: Mapping[str, int],
    reader: Reader,
) -> ObjectiveView:
    """Show an objective; `children` are those directly under it, `tasks` counts live tasks by measure."""
    return ObjectiveView(
        id=objective.id,
        code=objective.code,
        title=objective.title,
        cycle=objective.cycle,
        status=objective.status.value,
        weight=objective.weight,
        unit_id=objective.unit_id,
        owner_id=objective.owner_id,
        parent_objective_id=objective.parent_objective_id,
        parent_measure_id=objective.parent_measure_id,
        period=Period(start=objective.starts, end=objective.ends),
        progress=_progress(objective.tally, objective, as_of=reader.as_of),
        measures=tuple(measure_view(measure, objective=objective, reader=reader) for measure in measures),
        child_ids=tuple(child.id for child in children),
        warnings=warnings(measures, children, tasks=tasks, locale=reader.locale),
        version=objective.version,
    )


def measure_view(measure: Measure, *, objective: Objective, reader: Reader) -> MeasureView:
    """Show a measure; its expectation is that of its objective's period."""
    return MeasureView(
        id=measure.id,
        objective_id=measure.objective_id,
        code=measure.code,
        cycle=measure.cycle,
        kind=measure.kind.value,
        title=measure.title,
        unit=measure.unit,
        direction=measure.target.direction.value,
        low=measure.target.low,
        target=measure.target.goal,
        high=measure.target.high,
        strict=measure.target.strict,
        baseline=measure.target.baseline,
        steps=measure.target.steps,
        current=measure.current,
        last_check_in=measure.last_on,
        weight=measure.weight,
        source=measure.source.value,
        frequency=measure.frequency.value,
        owner_id=measure.owner_id,
        status=measure.status.value,
        progress=_progress(measure.tally, objective, as_of=reader.as_of),
        version=measure.version,
    )


def check_in_view(check_in: CheckIn) -> CheckInView:
    """Show a check-in."""
    values = {field.name: getattr(check_in, field.name) for field in fields(CheckInView)}
    values["percent_before"] = shown(check_in.percent_before)
    values["percent_after"] = shown(check_in.percent_after)
    return CheckInView(**values)


def tree_view(view: ObjectiveView, *, children: Iterable[TreeView]) -> TreeView:
    """Show an objective with what hangs under it."""
    values = {field.name: getattr(view, field.name) for field in fields(ObjectiveView)}
    return TreeView(**values, children=tuple(children))


def _progress(tally: Tally, objective: Objective, *, as_of: date) -> Progress:
    starts, ends = objective.starts, objective.ends
    return Progress(
        percent=shown(tally.percent),
        expected_percent=shown(expected(starts=starts, ends=ends, as_of=as_of)),
        status=standing(tally, starts=starts, ends=ends, as_of=as_of),
    )
