"""Measures: key results and KPIs, where their progress comes from, and the facts that tell of them."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from hanoiwork_objectives.domain.amounts import weight_problems
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.progress import SILENCE, SILENT, Frequency, Tally, attained
from hanoiwork_objectives.domain.target import Target
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePlan:
    """What somebody wants a measure to be; `unit` is its unit of measure, such as %."""

    code: str
    cycle: str
    objective_id: str
    kind: Kind
    title: str
    target: Target
    unit: str = ""
    weight: Decimal = Decimal(1)
    owner_id: str | None = None
    frequency: Frequency = Frequency.MONTHLY
    source: Source = Source.CHECK_INS


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(MeasurePlan):
    """A key result or KPI of an objective, with the value last reported (on `last_on`) and how far it has come."""

    id: str
    status: Status = Status.DRAFT
    current: Decimal | None = None
    last_on: date | None = None
    percent: Decimal = Decimal(0)
    fresh_until: date | None = None
    version: int = 1

    @property
    def tally(self) -> Tally:
        """How far it has come."""
        return Tally(percent=self.percent, fresh_until=self.fresh_until)


def problems(plan: MeasurePlan) -> Iterator[Refused]:
    """Find what is wrong with a plan in itself (its target was checked when it was settled)."""
    yield from weight_problems(plan.weight, field="weight")


def add(plan: MeasurePlan, *, measure_id: str, status: Status) -> tuple[Measure, MeasureCreated]:
    """Make a measure of a plan that has no problems; `status` is its objective's."""
    refuse_all(problems(plan))
    measure = Measure(id=measure_id, status=status, **_written(plan))
    return measure, _snapshot(MeasureCreated, measure)


def redefine(measure: Measure, plan: MeasurePlan, *, status: Status) -> tuple[Measure, MeasureChanged] | None:
    """Give a measure another plan; None when it already is so. Its reported values stay."""
    refuse_all(problems(plan))
    wanted = replace(measure, status=status, **_written(plan))
    return None if wanted == measure else _changed(wanted)


def follow(measure: Measure, *, status: Status) -> tuple[Measure, MeasureChanged]:
    """Let a measure follow its objective's step."""
    return _changed(replace(measure, status=status))


def reckon(measure: Measure, tally: Tally) -> Measure:
    """Give a measure its new tally; a measure always counts, so nothing to count on is 0 % without data."""
    kept = tally if tally.percent is not None else SILENT
    return replace(measure, percent=kept.percent or Decimal(0), fresh_until=kept.fresh_until)


def reported(measure: Measure) -> Tally:
    """How far the last reported value has brought a measure that lives from check-ins."""
    if measure.current is None or measure.last_on is None:
        return SILENT
    return Tally(
        percent=attained(measure.target, measure.current), fresh_until=measure.last_on + SILENCE[measure.frequency]
    )


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
        version=measure.version,
    )
