"""Setting up objectives and measures, and taking objectives through their life."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain import measure as measures
from hanoiwork_objectives.domain import objective as objectives
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.measure_refusals import StandingKpi
from hanoiwork_objectives.domain.objective import Objective, ObjectivePlan, Status
from hanoiwork_objectives.domain.refusals import (
    CodeTaken,
    ParentAmbiguous,
    ParentUnknown,
    UnitUnknown,
    objective_not_found,
)
from hanoiwork_objectives.domain.tree import measured
from hanoiwork_objectives.service.access import CREATE, MEASURE, MOVE, demand_at
from hanoiwork_objectives.service.climbing import climb, rise
from hanoiwork_objectives.service.kpis import follow_objective
from hanoiwork_objectives.service.measure_plans import MeasureWanted, linked, period_of, person_of, plan_of
from hanoiwork_objectives.service.ports import Planned
from hanoiwork_objectives.service.spreading import keep_new
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveWanted:
    """An objective as it is asked for; without days its period is its cycle's year.

    `unit`, `owner` and what it hangs under or on are codes or identifiers.
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
            unit_id = _unit(session, wanted.unit)
            demand_at(session, identity, CREATE, unit_id=unit_id, on=self._clock.today())
            if session.objective(wanted.code, cycle=wanted.cycle) is not None:
                raise CodeTaken(field="code", key=wanted.code, cycle=wanted.cycle)
            plan = _objective_plan(session, wanted, unit_id=unit_id)
            objective, fact = objectives.create(plan, objective_id=new_id())
            session.put_objectives([objective])
            session.tell(fact)
        return objective

    def move(self, identity: Identity, *, objective: str, to: Status, version: int | None = None) -> Objective:
        """Activate, close or archive an objective; its measures follow, and what lies above is added up again."""
        with self._begin() as session:
            today = self._clock.today()
            old = _objective_to_change(session, objective)
            demand_at(session, identity, MOVE, unit_id=old.unit_id, on=today)
            agree(old.version, version)
            children = [child for child in session.children_of(old.id) if child.status is not Status.ARCHIVED]
            moved, fact = objectives.move(old, to=to, live_children=len(children))
            session.put_objectives([moved])
            session.tell(fact)
            for own in session.measures_of(moved.id):
                following, measure_fact = measures.follow(own, status=moved.status)
                session.put_measures([following])
                session.tell(measure_fact)
            follow_objective(session, moved)
            rise(session, moved, as_of=today)
        return moved

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
            found = _objective(session, objective)
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
    above, result = _parents(session, wanted.parent, wanted.parent_key_result, cycle=wanted.cycle)
    return ObjectivePlan(
        code=wanted.code,
        title=wanted.title,
        cycle=wanted.cycle,
        unit_id=unit_id,
        owner_id=person_of(session, wanted.owner),
        starts=wanted.starts or first,
        ends=wanted.ends or last,
        weight=wanted.weight,
        parent_objective_id=above,
        parent_measure_id=result,
    )


def _objective(session: Planned, key: str) -> Objective:
    found = session.objective(key)
    if found is None:
        raise objective_not_found(key, field="objective")
    return found


def _objective_to_change(session: Planned, key: str) -> Objective:
    return session.objective_to_change(_objective(session, key).id)


def _unit(session: Planned, key: str) -> str:
    unit_id = session.unit_id(key)
    if unit_id is None:
        raise UnitUnknown(field="unit", key=key)
    return unit_id


def _parents(
    session: Planned, parent: str | None, key_result: str | None, *, cycle: str
) -> tuple[str | None, str | None]:
    """The objective to hang under and the key result to hang on, from what was named of the two."""
    if parent is not None and key_result is not None:
        raise ParentAmbiguous(field="parent_key_result")
    if parent is not None:
        above = session.objective(parent, cycle=cycle)
        if above is None or above.cycle != cycle:
            raise ParentUnknown(field="parent", key=parent, cycle=cycle)
        objectives.demand_changeable(above)
        return above.id, None
    if key_result is not None:
        result = session.measure(key_result, cycle=cycle)
        if result is None or result.cycle != cycle:
            raise ParentUnknown(field="parent_key_result", key=key_result, cycle=cycle)
        if result.objective_id is None:
            raise StandingKpi(field="parent_key_result", measure=result.code)
        objectives.demand_changeable(session.objective_to_change(result.objective_id))
        return result.objective_id, result.id
    return None, None
