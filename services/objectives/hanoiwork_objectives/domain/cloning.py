"""Copying branches of a cycle into another: drafts with the same codes, the same targets, and no history."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hanoiwork_objectives.domain.composite import Formula
from hanoiwork_objectives.domain.course import Period
from hanoiwork_objectives.domain.measure import Measure, MeasurePlan, add, problems_of_parts
from hanoiwork_objectives.domain.measure_refusals import PartUnknown
from hanoiwork_objectives.domain.objective import FINAL, Objective, ObjectivePlan, Status, create
from hanoiwork_objectives.domain.refusals import CodeTaken, objective_not_found
from hanoiwork_objectives.domain.target import Direction, aim_of, settled
from hanoiwork_objectives.domain.tree import by_parent
from hanoiwork_objectives.domain.values import WHOLE
from hanoiwork_objectives.events import MeasureCreated, ObjectiveCreated
from hanoiwork_shared.errors import Refused, refuse_all
from hanoiwork_shared.facts import Fact


class Values(StrEnum):
    """What becomes of the values last reported: they are the new baselines, or they are left behind."""

    KEEP = "keep"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branches:
    """Objectives of one cycle and measures of theirs."""

    objectives: Sequence[Objective]
    measures: Sequence[Measure]

    def each(self) -> Iterator[Objective | Measure]:
        """All of them."""
        yield from self.objectives
        yield from self.measures


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """What the cycle to copy into has already, archived or not; `standing` are KPIs of no cycle that are named."""

    cycle: str
    objectives: Sequence[Objective]
    measures: Sequence[Measure]
    standing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloned:
    """The copies, the facts that tell of them, and the copy of each objective by the old one's identifier."""

    copy_of: Mapping[str, str]
    objectives: tuple[Objective, ...]
    measures: tuple[Measure, ...]
    facts: tuple[Fact, ...]


def chosen(alive: Branches, *, codes: Sequence[str]) -> Branches:
    """Choose these branches with everything under them, or all without any; a code that is not there is refused."""
    by_code = {objective.code: objective for objective in alive.objectives}
    refuse_all(objective_not_found(code, field="branches") for code in codes if code not in by_code)
    under, present = by_parent(alive.objectives), {objective.id for objective in alive.objectives}
    roots = [one for one in alive.objectives if one.parent_objective_id not in present]
    waiting = [by_code[code] for code in codes] if codes else roots
    found: dict[str, Objective] = {}
    while waiting:
        objective = waiting.pop()
        found[objective.id] = objective
        waiting.extend(child for child in under[objective.id] if child.id not in found)
    return Branches(
        objectives=tuple(found.values()), measures=tuple(one for one in alive.measures if one.objective_id in found)
    )


def clone(
    branches: Branches,
    around: Branches,
    there: There,
    *,
    values: Values,
    new_id: Callable[[], str],
) -> Cloned:
    """Copy branches; `around` is all of their cycle. Refuses every code that is there, and parts that are nowhere."""
    refuse_all(_taken(branches, there))
    cloning = _Cloning(branches, around, there, new_id=new_id)
    objectives = [cloning.objective(one) for one in branches.objectives]
    measures = [cloning.measure(one, values=values) for one in branches.measures]
    refuse_all(cloning.unresolved)
    return Cloned(
        copy_of={old.id: copy.id for old, (copy, _) in zip(branches.objectives, objectives, strict=True)},
        objectives=tuple(copy for copy, _ in objectives),
        measures=tuple(copy for copy, _ in measures),
        facts=(*(fact for _, fact in objectives), *(fact for _, fact in measures)),
    )


class _Cloning:
    """The lookups that one copying goes by."""

    def __init__(
        self,
        branches: Branches,
        around: Branches,
        there: There,
        *,
        new_id: Callable[[], str],
    ) -> None:
        self.unresolved: list[PartUnknown] = []
        self._cycle = there.cycle
        self._standing = there.standing
        self._measures_there = {one.code: one.id for one in there.measures if one.status is not Status.ARCHIVED}
        self._periods: dict[str, Period] = {}
        self._ids = {one.id: new_id() for one in branches.each()}
        self._codes = {one.id: one.code for one in around.each()}
        hangable = {one.id: one for one in there.objectives if one.status not in FINAL}
        self._there = {one.code: one.id for one in hangable.values()}
        self._results_there = {one.code: one for one in there.measures if one.objective_id in hangable}

    def objective(self, one: Objective) -> tuple[Objective, ObjectiveCreated]:
        """Copy an objective as a draft, its period moved by whole years."""
        above, result = self._parents(one)
        starts, ends = self._day(one.starts, of=one), self._day(one.ends, of=one)
        plan = replace(
            _plan(ObjectivePlan, one),
            cycle=self._cycle,
            starts=starts,
            ends=ends,
            parent_objective_id=above,
            parent_measure_id=result,
        )
        self._periods[one.id] = Period(starts=starts, ends=ends)
        return create(plan, objective_id=self._ids[one.id])

    def measure(self, one: Measure, *, values: Values) -> tuple[Measure, MeasureCreated]:
        """Copy a measure with its target; its objective was copied before."""
        holder = one.objective_id or ""
        plan = replace(
            _plan(MeasurePlan, one),
            cycle=self._cycle,
            objective_id=self._ids[holder],
            waypoints=tuple(replace(point, on=self._day(point.on, of=one)) for point in one.waypoints),
            formula=self._formula(one),
            parent_id=self._linked(one.parent_id),
        )
        period = self._periods[holder]
        if values is Values.KEEP:
            plan = _carried_on(plan, one.current, period=period)
        return add(plan, measure_id=self._ids[one.id], status=Status.DRAFT, period=period)

    def _formula(self, one: Measure) -> Formula | None:
        """The formula over the copies of its parts, or what has their codes there; standing KPIs stay its parts."""
        if one.formula is None:
            return None
        linked = {part.measure_id: self._linked(part.measure_id) for part in one.formula.parts}
        self.unresolved += [
            PartUnknown(field="branches", key=self._codes.get(part_id, one.code))
            for part_id, copy in linked.items()
            if copy is None
        ]
        parts = (replace(part, measure_id=linked[part.measure_id] or "") for part in one.formula.parts)
        return replace(one.formula, parts=tuple(parts))

    def _linked(self, measure_id: str | None) -> str | None:
        if measure_id is None or measure_id in self._standing:
            return measure_id
        return self._ids.get(measure_id) or self._measures_there.get(self._codes.get(measure_id, ""))

    def _day(self, day: date, *, of: Objective | Measure) -> date:
        return _moved(day, years=int(self._cycle) - int(of.cycle))

    def _parents(self, one: Objective) -> tuple[str | None, str | None]:
        """Parents that are copied too, else those of the same code that are there and open, else none."""
        above, result = one.parent_objective_id, one.parent_measure_id
        if above in self._ids:
            return self._ids[above], self._ids.get(result or "")
        same_result = self._results_there.get(self._codes.get(result or "", ""))
        if same_result is not None:
            return same_result.objective_id, same_result.id
        return self._there.get(self._codes.get(above or "", "")), None


def _plan(kind: Any, one: Objective | Measure) -> Any:
    return kind(**{field.name: getattr(one, field.name) for field in fields(kind)})


def _taken(branches: Branches, there: There) -> Iterator[Refused]:
    objectives = {one.code for one in there.objectives}
    measures = {one.code for one in there.measures}
    for copied, taken in ((branches.objectives, objectives), (branches.measures, measures)):
        for code in sorted({one.code for one in copied} & taken):
            yield CodeTaken(field="branches", key=code, cycle=there.cycle)


def _moved(day: date, *, years: int) -> date:
    """The same day in another year; 29 February becomes the 28th where there is none."""
    last = monthrange(day.year + years, day.month)[1]
    return day.replace(year=day.year + years, day=min(day.day, last))


def _carried_on(plan: MeasurePlan, value: Decimal | None, *, period: Period) -> MeasurePlan:
    """The plan from the value last reported on, where that makes a lawful one; else as it was [our choice]."""
    if value is None or plan.target.direction in WHOLE - {Direction.COUNT}:
        return plan
    try:
        kept = replace(plan, target=settled(replace(aim_of(plan.target), baseline=value)))
    except Refused:
        return plan
    return plan if any(problems_of_parts(kept, period=period)) else kept
