"""Setting up objectives and measures, and defining objectives anew."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from hanoiwork_objectives.domain import measure as measures
from hanoiwork_objectives.domain import objective as objectives
from hanoiwork_objectives.domain.measure import Measure, period_of
from hanoiwork_objectives.domain.objective import Objective, ObjectivePlan
from hanoiwork_objectives.domain.refusals import CodeTaken
from hanoiwork_objectives.domain.tags import tidied
from hanoiwork_objectives.domain.tree import measured
from hanoiwork_objectives.events import Contributor
from hanoiwork_objectives.service import finding
from hanoiwork_objectives.service.access import CHANGE, CREATE, MEASURE, demand_at
from hanoiwork_objectives.service.climbing import climb, rise
from hanoiwork_objectives.service.measure_plans import MeasureWanted, linked, plan_of
from hanoiwork_objectives.service.ports import Planned
from hanoiwork_objectives.service.spreading import keep_new
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree, refuse_all
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity

AS_SAID = ("title", "weight", "starts", "ends", "description")
"""What of an objective is taken as it is said; the rest is looked up or tidied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributorWanted:
    """A unit that is to contribute, by code or identifier."""

    unit: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveWanted:
    """An objective as it is asked for; without days its period is its cycle's year.

    Units, people and what it hangs under or on are codes or identifiers.
    """

    code: str
    title: str
    cycle: str
    unit: str
    owner: str | None = None
    starts: date | None = None
    ends: date | None = None
    weight: Decimal = Decimal(1)
    parent: str | None = None
    parent_key_result: str | None = None
    reviewer: str | None = None
    contributors: Sequence[ContributorWanted] = ()
    tags: Sequence[str] = ()
    description: str = ""


class Planning:
    """The use cases of those who plan. Keys are codes or identifiers."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Planned]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def create(
        self,
        identity: Identity,
        wanted: ObjectiveWanted,
    ) -> Objective:
        """Draft an objective."""
        with self._begin() as session:
            unit_id = finding.open_unit(session, wanted.unit)
            demand_at(session, identity, CREATE, unit_id=unit_id, on=self._clock.today())
            if session.objective(wanted.code, cycle=wanted.cycle) is not None:
                raise CodeTaken(field="code", key=wanted.code, cycle=wanted.cycle)
            plan = _objective_plan(session, wanted, unit_id=unit_id)
            objective, fact = objectives.create(plan, objective_id=new_id())
            session.put_objectives([objective])
            session.tell(fact)
        return objective

    def change(
        self, identity: Identity, *, objective: str, changes: Mapping[str, Any], version: int | None = None
    ) -> Objective:
        """Define an objective anew; `changes` names only what becomes otherwise, as in ObjectiveWanted."""
        with self._begin() as session:
            today = self._clock.today()
            old = finding.objective_to_change(session, objective)
            demand_at(session, identity, CHANGE, unit_id=old.unit_id, on=today)
            agree(old.version, version)
            objectives.demand_changeable(old)
            redefined = objectives.redefine(old, _changed_plan(session, old, changes), status=old.status)
            if redefined is None:
                return old
            changed, fact = redefined
            for own in session.measures_of(changed.id):
                refuse_all(measures.problems_of_parts(own, period=period_of(changed)))
            session.put_objectives([changed])
            session.tell(fact)
            rise(session, changed, as_of=today)
        return changed

    def add_measure(
        self,
        identity: Identity,
        wanted: MeasureWanted,
        *,
        objective: str,
        version: int | None = None,
    ) -> Measure:
        """Give an objective another key result or KPI; `version` is the objective's."""
        with self._begin() as session:
            today = self._clock.today()
            found = finding.objective(session, objective)
            links = linked(
                session, wanted.formula, wanted.parent, cycle=found.cycle, kind=wanted.kind, code=wanted.code
            )
            holder = session.objective_to_change(found.id)
            demand_at(session, identity, MEASURE, unit_id=holder.unit_id, on=today)
            agree(holder.version, version)
            objectives.demand_changeable(holder)
            if session.measure(wanted.code, cycle=holder.cycle) is not None:
                raise CodeTaken(field="code", key=wanted.code, cycle=holder.cycle)
            plan = plan_of(session, wanted, links, holder=holder)
            made, fact = measures.add(plan, measure_id=new_id(), status=holder.status, period=period_of(holder))
            measure = keep_new(session, measured(made, children=(), shares=()))
            session.tell(fact)
            climb(session, holder.id, as_of=today)
        return measure


def _objective_plan(session: Planned, wanted: ObjectiveWanted, *, unit_id: str) -> ObjectivePlan:
    first, last = objectives.year_of(wanted.cycle)
    above, result = finding.parents(session, wanted.parent, wanted.parent_key_result, cycle=wanted.cycle)
    finding.demand_place(session, above)
    return ObjectivePlan(
        code=wanted.code,
        title=wanted.title,
        cycle=wanted.cycle,
        unit_id=unit_id,
        owner_id=finding.person(session, wanted.owner),
        starts=wanted.starts or first,
        ends=wanted.ends or last,
        weight=wanted.weight,
        parent_objective_id=above,
        parent_measure_id=result,
        reviewer_id=finding.person(session, wanted.reviewer, field="reviewer"),
        contributors=_contributors(session, wanted.contributors),
        tags=tidied(wanted.tags),
        description=wanted.description,
    )


def _changed_plan(session: Planned, old: Objective, changes: Mapping[str, Any]) -> ObjectivePlan:
    """The plan of an objective with what is to become otherwise."""
    new = {field.name: getattr(old, field.name) for field in fields(ObjectivePlan)}
    new |= {name: changes[name] for name in AS_SAID if name in changes}
    for name in ("owner", "reviewer"):
        if name in changes:
            new[f"{name}_id"] = finding.person(session, changes[name], field=name)
    if "contributors" in changes:
        new["contributors"] = _contributors(session, changes["contributors"], had=old.contributors)
    if "tags" in changes:
        new["tags"] = tidied(changes["tags"])
    return ObjectivePlan(**new)


def _contributors(
    session: Planned, wanted: Sequence[ContributorWanted], *, had: Sequence[Contributor] = ()
) -> tuple[Contributor, ...]:
    """Units with their weights; one that has closed since stays where it contributed already."""
    old, found = {one.unit_id for one in had}, []
    for index, one in enumerate(wanted):
        field = f"contributors[{index}].unit"
        unit_id = finding.unit(session, one.unit, field=field)
        if unit_id not in old:
            finding.open_unit(session, unit_id, field=field)
        found.append(Contributor(unit_id=unit_id, weight=one.weight))
    return tuple(found)
