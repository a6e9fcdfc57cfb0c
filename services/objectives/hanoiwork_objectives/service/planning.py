"""Setting up objectives and measures, and taking objectives through their life."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain import measure as measures
from hanoiwork_objectives.domain import objective as objectives
from hanoiwork_objectives.domain.measure import Kind, Measure, MeasurePlan, Source
from hanoiwork_objectives.domain.objective import Objective, ObjectivePlan, Status
from hanoiwork_objectives.domain.progress import Frequency
from hanoiwork_objectives.domain.refusals import (
    CodeTaken,
    ParentAmbiguous,
    ParentUnknown,
    PersonUnknown,
    UnitUnknown,
    objective_not_found,
)
from hanoiwork_objectives.domain.target import Aim, settled
from hanoiwork_objectives.domain.tree import measured
from hanoiwork_objectives.service.access import CREATE, MEASURE, MOVE, demand_at
from hanoiwork_objectives.service.climbing import climb, rise
from hanoiwork_objectives.service.ports import Planned
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureWanted:
    """A key result or KPI as it is asked for; `owner` is a code or identifier."""

    code: str
    kind: Kind
    title: str
    aim: Aim
    unit: str = ""
    weight: Decimal = Decimal(1)
    owner: str | None = None
    frequency: Frequency = Frequency.MONTHLY
    source: Source = Source.CHECK_INS


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
            holder = _objective_to_change(session, objective)
            demand_at(session, identity, MEASURE, unit_id=holder.unit_id, on=today)
            agree(holder.version, version)
            objectives.demand_changeable(holder)
            if session.measure(wanted.code, cycle=holder.cycle) is not None:
                raise CodeTaken(field="code", key=wanted.code, cycle=holder.cycle)
            plan = _measure_plan(session, wanted, holder=holder)
            measure, fact = measures.add(plan, measure_id=new_id(), status=holder.status)
            measure = measured(measure, children=(), shares=())
            session.put_measures([measure])
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
        owner_id=_person(session, wanted.owner),
        starts=wanted.starts or first,
        ends=wanted.ends or last,
        weight=wanted.weight,
        parent_objective_id=above,
        parent_measure_id=result,
    )


def _measure_plan(session: Planned, wanted: MeasureWanted, *, holder: Objective) -> MeasurePlan:
    return MeasurePlan(
        code=wanted.code,
        cycle=holder.cycle,
        objective_id=holder.id,
        kind=wanted.kind,
        title=wanted.title,
        target=settled(wanted.aim),
        unit=wanted.unit,
        weight=wanted.weight,
        owner_id=_person(session, wanted.owner),
        frequency=wanted.frequency,
        source=wanted.source,
    )


def _objective_to_change(session: Planned, key: str) -> Objective:
    found = session.objective(key)
    if found is None:
        raise objective_not_found(key, field="objective")
    return session.objective_to_change(found.id)


def _unit(session: Planned, key: str) -> str:
    unit_id = session.unit_id(key)
    if unit_id is None:
        raise UnitUnknown(field="unit", key=key)
    return unit_id


def _person(session: Planned, key: str | None) -> str | None:
    person_id = None if key is None else session.person_id(key)
    if key is not None and person_id is None:
        raise PersonUnknown(field="owner", key=key)
    return person_id


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
        objectives.demand_changeable(session.objective_to_change(result.objective_id))
        return result.objective_id, result.id
    return None, None
