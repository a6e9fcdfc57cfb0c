"""What somebody wants a measure to be, made a plan: keys to identifiers, and the locks that its links need."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from hanoiwork_objectives.domain.composite import Formula, leads_back, no_value
from hanoiwork_objectives.domain.course import Waypoint
from hanoiwork_objectives.domain.measure import MOVED_FROM_OUTSIDE, STANDING, VALUED, Kind, Measure, MeasurePlan, Source
from hanoiwork_objectives.domain.measure_refusals import (
    CompositeCircle,
    KpiCircle,
    KpiParentUnknown,
    PartUnknown,
)
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.progress import Frequency
from hanoiwork_objectives.domain.target import Aim, Target, aim_of, settled
from hanoiwork_objectives.service import finding
from hanoiwork_objectives.service.ports import Planned

AIM = frozenset(field.name for field in fields(Aim))
"""The fields of a wanted measure that make up its target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWanted:
    """A key result or KPI as it is asked for; `owner`, `parent` and the parts of `formula` are codes or identifiers.

    `precision` None means the usual decimals of its direction. With a formula the source is that, unless said.
    """

    code: str
    title: str
    aim: Aim
    kind: Kind = Kind.KPI
    unit: str = ""
    weight: Decimal = Decimal(1)
    owner: str | None = None
    frequency: Frequency = Frequency.MONTHLY
    source: Source | None = None
    precision: int | None = None
    waypoints: tuple[Waypoint, ...] = ()
    formula: Formula | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The measures that one lives from or hangs under, by identifier."""

    formula: Formula | None = None
    parent_id: str | None = None


def linked(
    session: Planned,
    formula: Formula | None,
    parent: str | None,
    *,
    cycle: str,
    kind: Kind,
    own: Measure | None = None,
    code: str,
) -> Links:
    """Find and lock what a measure is to live from and hang under; `own` is the measure itself, once it exists.

    Locks measures with a value of their own first, then formulas: whoever defines a composite sees the last value of
    each part, and nobody makes the other half of a circle meanwhile.
    """
    if formula is None and parent is None:
        return Links()
    found = None if formula is None else _parts(session, formula, cycle=cycle, code=code, own=own)
    above = None if parent is None else _parent(session, parent, cycle=cycle, kind=kind)
    session.lock_formulas()
    _demand_alive(session, found)
    links = Links(formula=found, parent_id=above.id if above is not None else None)
    if own is not None:
        _demand_no_circles(session, own, links)
    return links


def plan_of(
    session: Planned, wanted: MeasureWanted, links: Links, *, holder: Objective | None, unit_id: str | None = None
) -> MeasurePlan:
    """The plan of a new measure: of the objective `holder`, or of a standing KPI of a unit."""
    usual = Source.CHECK_INS if wanted.formula is None else Source.FORMULA
    return MeasurePlan(
        code=wanted.code,
        cycle=STANDING if holder is None else holder.cycle,
        objective_id=None if holder is None else holder.id,
        kind=wanted.kind,
        title=wanted.title,
        target=settled(wanted.aim),
        unit=wanted.unit,
        weight=wanted.weight,
        owner_id=finding.person(session, wanted.owner),
        frequency=wanted.frequency,
        source=wanted.source or usual,
        precision=wanted.precision,
        waypoints=wanted.waypoints,
        formula=links.formula,
        parent_id=links.parent_id,
        unit_id=unit_id,
    )


def changed_plan(session: Planned, measure: Measure, changes: Mapping[str, Any], links: Links) -> MeasurePlan:
    """The plan of a measure with some fields changed; what `changes` does not name stays.

    With a direction the target is written anew from what is given; without one, the given numbers replace the old.
    """
    plan = MeasurePlan(**{field.name: getattr(measure, field.name) for field in fields(MeasurePlan)})
    aim = {name: value for name, value in changes.items() if name in AIM}
    plain = ("title", "unit", "weight", "frequency", "precision", "waypoints")
    news: dict[str, Any] = {name: changes[name] for name in plain if name in changes}
    if aim:
        news["target"] = _target(measure.target, aim)
    if "owner" in changes:
        news["owner_id"] = finding.person(session, changes["owner"])
    if "formula" in changes:
        news["formula"] = links.formula
    if "parent" in changes:
        news["parent_id"] = links.parent_id
    return replace(plan, **news)


def _target(old: Target, aim: Mapping[str, Any]) -> Target:
    return settled(Aim(**aim)) if "direction" in aim else settled(replace(aim_of(old), **aim))


def _parts(session: Planned, formula: Formula, *, cycle: str, code: str, own: Measure | None) -> Formula:
    """A formula with identifiers for its keys; parts with a value of their own are locked, by identifier."""
    found = [_part(session, part.measure_id, index, cycle=cycle, code=code) for index, part in enumerate(formula.parts)]
    if own is not None and own.id in {part.id for part in found}:
        raise CompositeCircle(field="formula", measure=code)
    session.measures_to_change([part.id for part in found if part.source in MOVED_FROM_OUTSIDE])
    parts = (replace(part, measure_id=one.id) for part, one in zip(formula.parts, found, strict=True))
    return replace(formula, parts=tuple(parts))


def _demand_no_circles(session: Planned, own: Measure, links: Links) -> None:
    if links.formula is not None:
        parts = {**session.formula_parts(), own.id: links.formula.part_ids}
        if leads_back(own.id, parts):
            raise CompositeCircle(field="formula", measure=own.code)
    if links.parent_id is not None:
        steps = {one: (higher,) for one, higher in session.kpi_parents().items()} | {own.id: (links.parent_id,)}
        if leads_back(own.id, steps):
            raise KpiCircle(field="parent", measure=own.code)


def _demand_alive(session: Planned, formula: Formula | None) -> None:
    """Refuse parts that were put away before they were locked."""
    for part in session.measures_by_ids(formula.part_ids) if formula is not None else ():
        if part.status is Status.ARCHIVED:
            raise PartUnknown(field="formula", key=part.code)


def _part(session: Planned, key: str, index: int, *, cycle: str, code: str) -> Measure:
    field = f"formula.parts[{index}].measure"
    if key == code and session.measure(key, cycle=cycle) is None:
        raise CompositeCircle(field=field, measure=code)
    found = _in_reach(session, key, cycle=cycle)
    if found is None:
        raise PartUnknown(field=field, key=key)
    if found.source not in VALUED:
        raise no_value(found.code, field=field)
    return found


def _parent(session: Planned, key: str, *, cycle: str, kind: Kind) -> Measure:
    found = _in_reach(session, key, cycle=cycle)
    if kind is not Kind.KPI or found is None or found.kind is not Kind.KPI:
        raise KpiParentUnknown(field="parent", key=key)
    return found


def _in_reach(session: Planned, key: str, *, cycle: str) -> Measure | None:
    """A living measure of this cycle, or a standing KPI."""
    for where in dict.fromkeys((cycle, STANDING)):
        found = session.measure(key, cycle=where)
        if found is not None and found.cycle == where and found.status is not Status.ARCHIVED:
            return found
    return None
