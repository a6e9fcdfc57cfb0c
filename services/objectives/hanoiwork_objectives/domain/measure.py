"""Measures: key results and KPIs, where their progress comes from, and the facts that tell of them."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from hanoiwork_objectives.domain.amounts import weight_problems
from hanoiwork_objectives.domain.composite import Formula, formula_problems
from hanoiwork_objectives.domain.course import Period, Waypoint, waypoint_problems
from hanoiwork_objectives.domain.measure_refusals import FormulaInvalid, MeasureArchived, WaypointsInvalid
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.progress import SILENCE, SILENT, Frequency, Tally, attained
from hanoiwork_objectives.domain.target import Target
from hanoiwork_objectives.domain.values import precision_problems
from hanoiwork_objectives.events import MeasureChanged, MeasureCreated, MeasureSnapshot
from hanoiwork_shared.errors import Refused, refuse_all

Snapshot = TypeVar("Snapshot", bound=MeasureSnapshot)


class Kind(StrEnum):
    """A key result breaks through; a KPI keeps something stable. Both are measured alike [deck]."""

    KR = "KR"
    KPI = "KPI"


class Source(StrEnum):
    """The one thing that moves a measure."""

    CHECK_INS = "check_ins"
    CHILDREN = "children"
    TASKS = "tasks"
    FORMULA = "formula"


VALUED = frozenset({Source.CHECK_INS, Source.FORMULA})
"""Only these have a value; the others have a percentage alone."""

MOVED_FROM_OUTSIDE = frozenset({Source.CHECK_INS, Source.TASKS})
"""People and tasks move these; the others follow other measures or objectives of this service."""

STANDING = ""
"""The cycle of a KPI that outlives cycles and objectives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePlan:
    """What somebody wants a measure to be; `unit` is its unit of measure, such as %.

    A standing KPI has no objective: it belongs to the unit `unit_id`, and its cycle is STANDING. `parent_id` is the
    KPI above a KPI, `precision` the decimals of its values (None: the usual ones of its direction).
    """

    code: str
    cycle: str
    objective_id: str | None
    kind: Kind
    title: str
    target: Target
    unit: str = ""
    weight: Decimal = Decimal(1)
    owner_id: str | None = None
    frequency: Frequency = Frequency.MONTHLY
    source: Source = Source.CHECK_INS
    precision: int | None = None
    waypoints: tuple[Waypoint, ...] = ()
    formula: Formula | None = None
    parent_id: str | None = None
    unit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(MeasurePlan):
    """A key result or KPI, with its value (reported on `last_on`, or computed) and how far it has come.

    One that was `removed` was taken off its draft: it is nobody's any more and stays readable.
    """

    id: str
    status: Status = Status.DRAFT
    current: Decimal | None = None
    last_on: date | None = None
    percent: Decimal = Decimal(0)
    fresh_until: date | None = None
    removed: bool = False
    version: int = 1

    @property
    def standing(self) -> bool:
        """Whether it is a KPI that outlives objectives."""
        return self.objective_id is None

    @property
    def tally(self) -> Tally:
        """How far it has come."""
        return Tally(percent=self.percent, fresh_until=self.fresh_until)


def problems(plan: MeasurePlan, *, period: Period | None) -> Iterator[Refused]:
    """Find what is wrong with a plan in itself (its target was checked when it was settled).

    `period` is its objective's; a standing KPI has none.
    """
    yield from weight_problems(plan.weight, field="weight")
    yield from problems_of_parts(plan, period=period)


def problems_of_parts(plan: MeasurePlan, *, period: Period | None) -> Iterator[Refused]:
    """Find what is wrong with a plan's precision, waypoints, source and formula."""
    yield from precision_problems(plan.precision, plan.target)
    if plan.waypoints and plan.source not in VALUED:
        yield WaypointsInvalid(
            field="waypoints",
            rule_vi="chỉ tiêu này không có giá trị, chỉ có phần trăm",
            rule_en="this measure has no value, only a percentage",
        )
    else:
        yield from waypoint_problems(plan.waypoints, target=plan.target, precision=plan.precision, period=period)
    yield from _source_problems(plan)


def add(plan: MeasurePlan, *, measure_id: str, status: Status, period: Period | None) -> tuple[Measure, MeasureCreated]:
    """Make a measure of a plan that has no problems; `status` is its objective's."""
    refuse_all(problems(plan, period=period))
    measure = Measure(id=measure_id, status=status, **_written(plan))
    return measure, _snapshot(MeasureCreated, measure)


def redefine(
    measure: Measure, plan: MeasurePlan, *, status: Status, period: Period | None
) -> tuple[Measure, MeasureChanged] | None:
    """Give a measure another plan; None when it already is so. Its reported values stay."""
    refuse_all(problems(plan, period=period))
    wanted = replace(measure, status=status, removed=False, **_written(plan))
    return None if wanted == measure else _changed(wanted)


def remove(measure: Measure) -> tuple[Measure, MeasureChanged]:
    """Put a measure away for itself: off its draft, or a standing KPI out of use."""
    return _changed(replace(measure, status=Status.ARCHIVED, removed=True))


def retold(measure: Measure, *, used_by: tuple[str, ...]) -> tuple[Measure, MeasureChanged]:
    """Tell of a standing KPI that other objectives use it now than before."""
    changed, fact = _changed(measure)
    return changed, replace(fact, used_by=used_by)


def demand_live(measure: Measure) -> None:
    """Refuse to touch what was put away."""
    if measure.status is Status.ARCHIVED:
        raise MeasureArchived(measure=measure.code)


def period_of(holder: Objective | None) -> Period | None:
    """The period in which an objective's measures are to reach their targets; a standing KPI has none."""
    return None if holder is None else Period(starts=holder.starts, ends=holder.ends)


def follow(measure: Measure, *, status: Status) -> tuple[Measure, MeasureChanged]:
    """Let a measure follow its objective's step."""
    return _changed(replace(measure, status=status))


def reckon(measure: Measure, tally: Tally) -> Measure:
    """Give a measure its new tally; a measure always counts, so nothing to count on is 0 % without data."""
    kept = tally if tally.percent is not None else SILENT
    return replace(measure, percent=kept.percent or Decimal(0), fresh_until=kept.fresh_until)


def reported(measure: Measure) -> Tally:
    """How far its value has brought a measure that has one; a composite is as fresh as when it was computed."""
    if measure.current is None or measure.last_on is None:
        return SILENT
    if measure.source is Source.FORMULA:
        return Tally(percent=attained(measure.target, measure.current), fresh_until=measure.fresh_until)
    return Tally(
        percent=attained(measure.target, measure.current), fresh_until=measure.last_on + SILENCE[measure.frequency]
    )


def _source_problems(plan: MeasurePlan) -> Iterator[Refused]:
    if plan.source is Source.CHILDREN and plan.objective_id is None:
        yield FormulaInvalid(
            field="source",
            rule_vi="KPI thường xuyên không có mục tiêu con",
            rule_en="a standing KPI has no child objectives",
        )
    if (plan.source is Source.FORMULA) is not (plan.formula is not None):
        yield FormulaInvalid(
            field="formula",
            rule_vi="nguồn “formula” và công thức phải đi cùng nhau",
            rule_en="the source “formula” and a formula come together",
        )
    elif plan.formula is not None:
        yield from formula_problems(plan.formula)


def _changed(measure: Measure) -> tuple[Measure, MeasureChanged]:
    changed = replace(measure, version=measure.version + 1)
    return changed, _snapshot(MeasureChanged, changed)


def _written(plan: MeasurePlan) -> dict[str, Any]:
    return {field.name: getattr(plan, field.name) for field in fields(MeasurePlan)}


def _snapshot(fact: type[Snapshot], measure: Measure) -> Snapshot:
    return fact(
        measure_id=measure.id,
        code=measure.code,
        kind=measure.kind.value,
        objective_id=measure.objective_id,
        direction=measure.target.direction.value,
        source=measure.source.value,
        status=measure.status.value,
        parent_measure_id=measure.parent_id,
        unit_id=measure.unit_id,
        owner_id=measure.owner_id,
        cycle=measure.cycle,
        version=measure.version,
    )
