"""Standing KPIs: made for a unit, used by objectives with a weight in each, and left behind when those close."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from decimal import Decimal

from hanoiwork_objectives.domain.amounts import weight_problems
from hanoiwork_objectives.domain.measure import STANDING, Kind, Measure, add, demand_live, retold
from hanoiwork_objectives.domain.measure_refusals import KpiCodeTaken, KpiNotUsed, NotAStandingKpi
from hanoiwork_objectives.domain.objective import FINAL, Objective, Status, demand_changeable
from hanoiwork_objectives.domain.refusals import measure_not_found, objective_not_found
from hanoiwork_objectives.domain.use import Use, left_behind, taken_up
from hanoiwork_objectives.service import finding
from hanoiwork_objectives.service.access import KPI, MEASURE, demand_at
from hanoiwork_objectives.service.climbing import climb
from hanoiwork_objectives.service.holding import hold_measures
from hanoiwork_objectives.service.measure_plans import MeasureWanted, linked, plan_of
from hanoiwork_objectives.service.ports import Planned
from hanoiwork_objectives.service.spreading import keep_new
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree, refuse_all
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity


class Kpis:
    """The use cases around KPIs that outlive objectives. Keys are codes or identifiers."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Planned]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def create(self, identity: Identity, wanted: MeasureWanted, *, of: str) -> Measure:
        """Give the unit `of` a standing KPI; it is active at once."""
        with self._begin() as session:
            unit_id = finding.open_unit(session, of, field="of")
            demand_at(session, identity, KPI, unit_id=unit_id, on=self._clock.today())
            if session.measure(wanted.code, cycle=STANDING) is not None:
                raise KpiCodeTaken(field="code", key=wanted.code)
            links = linked(session, wanted.formula, wanted.parent, cycle=STANDING, kind=Kind.KPI, code=wanted.code)
            plan = replace(plan_of(session, wanted, links, holder=None, unit_id=unit_id), kind=Kind.KPI)
            measure, fact = add(plan, measure_id=new_id(), status=Status.ACTIVE, period=None)
            measure = keep_new(session, measure)
            session.tell(fact)
        return measure

    def use(
        self, identity: Identity, *, kpi: str, objective: str, weight: Decimal = Decimal(1), version: int | None = None
    ) -> Objective:
        """Let a standing KPI count in an objective, or weigh otherwise there; `version` is the objective's."""
        with self._begin() as session:
            refuse_all(weight_problems(weight, field="weight"))
            held = _standing(session, kpi)
            demand_live(held)
            holder = self._holder(session, identity, objective, version=version)
            session.put_uses([Use(objective_id=holder.id, measure_id=held.id, weight=weight)])
            self._retell(session, held, holder)
        return holder

    def drop(self, identity: Identity, *, kpi: str, objective: str, version: int | None = None) -> Objective:
        """Let a standing KPI count no more in an objective; `version` is the objective's."""
        with self._begin() as session:
            held = _standing(session, kpi)
            holder = self._holder(session, identity, objective, version=version)
            use = next((one for one in session.uses_of([held.id]) if one.objective_id == holder.id), None)
            if use is None:
                raise KpiNotUsed(field="kpi", objective=holder.code, measure=held.code)
            session.drop_use(use)
            self._retell(session, held, holder)
        return holder

    def _holder(self, session: Planned, identity: Identity, key: str, *, version: int | None) -> Objective:
        found = session.objective(key)
        if found is None:
            raise objective_not_found(key, field="objective")
        holder = session.objective_to_change(found.id)
        demand_at(session, identity, MEASURE, unit_id=holder.unit_id, on=self._clock.today())
        agree(holder.version, version)
        demand_changeable(holder)
        return holder

    def _retell(self, session: Planned, kpi: Measure, holder: Objective) -> None:
        users = tuple(use.objective_id for use in session.uses_of([kpi.id]))
        told, fact = retold(kpi, used_by=users)
        session.put_measures([told])
        session.tell(fact)
        climb(session, holder.id, as_of=self._clock.today())


def follow_objective(session: Planned, objective: Objective) -> None:
    """Let an objective that closes keep what it sees of its KPIs, and one that is open follow them."""
    became = left_behind if objective.status in FINAL else taken_up
    used = session.used_in([objective.id])
    session.put_uses([use for one in used if (use := became(one)) != one.use])


def _standing(session: Planned, key: str) -> Measure:
    """Lock a standing KPI, by its code among those or its identifier."""
    found = session.measure(key, cycle=STANDING) or session.measure(key)
    if found is None:
        raise measure_not_found(key, field="kpi")
    if not found.standing:
        raise NotAStandingKpi(field="kpi", measure=found.code)
    return hold_measures(session, [found])[found.id]
