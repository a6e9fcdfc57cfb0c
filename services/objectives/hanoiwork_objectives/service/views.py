"""What readers are shown: objectives and measures with their progress as of a day, rounded for people.

Field names are those of the public API. `unit_id` and the other identifiers are joined by whoever shows them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hanoiwork_objectives.domain.amounts import shown
from hanoiwork_objectives.domain.composite import Formula
from hanoiwork_objectives.domain.course import Period, Waypoint, judge
from hanoiwork_objectives.domain.guide import warnings
from hanoiwork_objectives.domain.ladder import Zone, zone
from hanoiwork_objectives.domain.measure import Measure, period_of
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.progress import Standing, Tally, expected, standing
from hanoiwork_objectives.domain.sharing import shares_in
from hanoiwork_objectives.domain.target import Step
from hanoiwork_objectives.domain.values import decimals
from hanoiwork_objectives.domain.wording import hints
from hanoiwork_objectives.service.contributor_view import ContributorView, contributor_views


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
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
class StepView(Step):
    """A step of a milestone, and whether it is reached; steps are reached in their order."""

    reached: bool


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
    formula: Formula | None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveView:
    """An objective with its measures; `child_ids` are the objectives directly under it.

    `as_of` is the earlier day whose end it shows, None when it shows what is.
    """

    id: str
    code: str
    title: str
    description: str
    cycle: str
    status: str
    weight: Decimal
    unit_id: str
    owner_id: str | None
    reviewer_id: str | None
    contributors: tuple[ContributorView, ...]
    tags: tuple[str, ...]
    result: str | None
    retrospective: str
    closed_on: date | None
    parent_objective_id: str | None
    parent_measure_id: str | None
    period: Days
    progress: Progress
    measures: tuple[MeasureView, ...]
    child_ids: tuple[str, ...]
    warnings: tuple[str, ...]
    version: int
    as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeView(ObjectiveView):
    """An objective with what hangs under it, down to the depth asked for; `matched` says whether it fits a filter."""

    children: tuple["TreeView", ...]
    matched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom and as of which day something is shown; `past` when that is the end of an earlier day."""

    as_of: date
    locale: str = "vi"
    past: bool = False

    @property
    def day(self) -> date | None:
        """The earlier day that is shown, if one is."""
        return self.as_of if self.past else None


def objective_view(
    objective: Objective,
    *,
    measures: Sequence[Measure],
    children: Sequence[Objective],
    tasks: Mapping[str, int],
    reader: Reader,
) -> ObjectiveView:
    """Show an objective; `measures` are its own and the KPIs it counts, `children` those directly under it.

    `tasks` counts live tasks by measure.
    """
    return ObjectiveView(**_seen(objective, measures=measures, children=children, tasks=tasks, reader=reader))


def tree_view(
    objective: Objective,
    *,
    measures: Sequence[Measure],
    children: Sequence[Objective],
    tasks: Mapping[str, int] | None,
    reader: Reader,
    below: Iterable[TreeView],
    matched: bool,
) -> TreeView:
    """Show an objective with what hangs under it; without `tasks` its measures were not read and nothing warns."""
    seen = _seen(objective, measures=measures, children=children, tasks=tasks, reader=reader)
    return TreeView(**seen, children=tuple(below), matched=matched)


def _seen(
    objective: Objective,
    *,
    measures: Sequence[Measure],
    children: Sequence[Objective],
    tasks: Mapping[str, int] | None,
    reader: Reader,
) -> dict[str, Any]:
    parts = shares_in(measures, children) if measures else {}
    return {
        "id": objective.id,
        "code": objective.code,
        "title": objective.title,
        "description": objective.description,
        "cycle": objective.cycle,
        "status": objective.status.value,
        "weight": objective.weight,
        "unit_id": objective.unit_id,
        "owner_id": objective.owner_id,
        "reviewer_id": objective.reviewer_id,
        "contributors": contributor_views(objective.contributors),
        "tags": objective.tags,
        "result": objective.result.value if objective.result else None,
        "retrospective": objective.retrospective,
        "closed_on": objective.closed_on,
        "parent_objective_id": objective.parent_objective_id,
        "parent_measure_id": objective.parent_measure_id,
        "period": Days(start=objective.starts, end=objective.ends),
        "progress": _progress(objective.tally, objective, as_of=reader.as_of),
        "measures": tuple(
            measure_view(measure, objective=objective, reader=reader, share=parts[measure.id]) for measure in measures
        ),
        "child_ids": tuple(child.id for child in children),
        "warnings": () if tasks is None else _warnings(objective, measures, children, tasks, locale=reader.locale),
        "version": objective.version,
        "as_of": reader.day,
    }


def _warnings(
    objective: Objective,
    measures: Sequence[Measure],
    children: Sequence[Objective],
    tasks: Mapping[str, int],
    *,
    locale: str,
) -> tuple[str, ...]:
    return (
        *warnings(measures, children, tasks=tasks, locale=locale),
        *hints(objective, measures=measures, children=children, locale=locale),
    )


def measure_view(
    measure: Measure, *, objective: Objective | None, reader: Reader, share: Decimal | None = None
) -> MeasureView:
    """Show a measure in an objective, or a standing KPI by itself, in the calendar year of the reader's day."""
    target = measure.target
    return MeasureView(
        id=measure.id,
        objective_id=measure.objective_id,
        code=measure.code,
        cycle=measure.cycle,
        kind=measure.kind.value,
        title=measure.title,
        unit=measure.unit,
        direction=target.direction.value,
        low=target.low,
        target=target.goal,
        high=target.high,
        strict=target.strict,
        baseline=target.baseline,
        steps=_steps(measure),
        commit=target.commit,
        stretch=target.stretch,
        zone=zone(target, measure.current),
        precision=decimals(measure.precision, target),
        waypoints=measure.waypoints,
        formula=measure.formula,
        parent_id=measure.parent_id,
        unit_id=measure.unit_id,
        standing=measure.standing,
        share=share,
        current=_current(measure),
        last_check_in=measure.last_on,
        weight=measure.weight,
        source=measure.source.value,
        frequency=measure.frequency.value,
        owner_id=measure.owner_id,
        status=measure.status.value,
        progress=_measured(measure, period_of(objective), as_of=reader.as_of),
        version=measure.version,
        as_of=reader.day,
    )


def _steps(measure: Measure) -> tuple[StepView, ...]:
    reached = measure.current or 0
    return tuple(
        StepView(title=step.title, weight=step.weight, reached=index < reached)
        for index, step in enumerate(measure.target.steps)
    )


def _current(measure: Measure) -> Decimal | None:
    """The value of a measure; a computed one is shown to the measure's precision."""
    if measure.current is None or measure.formula is None:
        return measure.current
    unit = Decimal(1).scaleb(-decimals(measure.precision, measure.target))
    return measure.current.quantize(unit, rounding=ROUND_HALF_UP)


def _measured(measure: Measure, period: Period | None, *, as_of: date) -> Progress:
    """The progress of a measure beside what it owes by its own course; its status follows the same number."""
    due, called = judge(measure.target, measure.waypoints, measure.tally, period=period, as_of=as_of)
    return Progress(percent=shown(measure.percent), expected_percent=shown(due), status=called)


def _progress(tally: Tally, objective: Objective, *, as_of: date) -> Progress:
    starts, ends = objective.starts, objective.ends
    return Progress(
        percent=shown(tally.percent),
        expected_percent=shown(expected(starts=starts, ends=ends, as_of=as_of)),
        status=standing(tally, starts=starts, ends=ends, as_of=as_of),
    )
