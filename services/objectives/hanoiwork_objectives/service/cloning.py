"""Copying branches of one cycle into another, whole or not at all."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

from hanoiwork_objectives.domain.cloning import Branches, Cloned, There, Values, chosen, clone
from hanoiwork_objectives.domain.measure import retold
from hanoiwork_objectives.domain.objective import year_of
from hanoiwork_objectives.domain.tree import recount
from hanoiwork_objectives.domain.use import Use, Used
from hanoiwork_objectives.service.access import CLONE, demand_at
from hanoiwork_objectives.service.importing import compose_all
from hanoiwork_objectives.service.ports import Copied
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class CloneReport:
    """What copying made, or would make in a dry run; `codes` are those of the objectives."""

    objectives: int
    measures: int
    codes: tuple[str, ...]
    dry_run: bool


class Cloning:
    """The use case of those who start a new cycle from an old one."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Copied]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def clone(
        self,
        identity: Identity,
        *,
        from_cycle: str,
        to_cycle: str,
        branches: Sequence[str] = (),
        values: Values = Values.DROP,
        dry_run: bool = False,
    ) -> CloneReport:
        """Copy branches, by code, with everything under them that is not archived; all of them when none is named.

        Who copies must be allowed to at every unit copied. A dry run refuses the same and saves nothing.
        """
        year_of(from_cycle, field="from_cycle")
        year_of(to_cycle, field="to_cycle")
        today = self._clock.today()
        with self._begin() as session:
            alive = _alive(session, from_cycle)
            selected = chosen(alive, codes=branches)
            _demand(session, identity, selected, on=today)
            there, used = _held(session, selected, cycle=to_cycle)
            cloned = clone(selected, alive, there, values=values, new_id=new_id)
            if not dry_run:
                _save(session, cloned, used, as_of=today)
        return _report(cloned, dry_run=dry_run)


def _demand(session: Copied, identity: Identity, selected: Branches, *, on: date) -> None:
    for unit_id in sorted({one.unit_id for one in selected.objectives}):
        demand_at(session, identity, CLONE, unit_id=unit_id, on=on)


def _report(cloned: Cloned, *, dry_run: bool) -> CloneReport:
    codes = tuple(sorted(one.code for one in cloned.objectives))
    return CloneReport(objectives=len(codes), measures=len(cloned.measures), codes=codes, dry_run=dry_run)


def _alive(session: Copied, cycle: str) -> Branches:
    objectives, measures = session.living(cycle)
    return Branches(objectives=objectives, measures=measures)


def _held(session: Copied, selected: Branches, *, cycle: str) -> tuple[There, Sequence[Used]]:
    """Lock the cycle to copy into with the standing KPIs that are used or named; gives both as they are now."""
    used = session.used_in([one.id for one in selected.objectives])
    standing = _standing(session, selected)
    also = sorted({*standing, *(one.kpi.id for one in used)})
    objectives, measures = session.cycle_to_change(cycle, also=also)
    now = {one.id: one for one in session.measures_by_ids(also)} if also else {}
    there = There(cycle=cycle, objectives=objectives, measures=measures, standing=standing)
    return there, [replace(one, kpi=now[one.kpi.id]) for one in used]


def _standing(session: Copied, selected: Branches) -> frozenset[str]:
    named = {one.parent_id for one in selected.measures if one.parent_id is not None}
    named |= {part for one in selected.measures if one.formula is not None for part in one.formula.part_ids}
    return frozenset(one.id for one in session.measures_by_ids(sorted(named)) if one.standing) if named else frozenset()


def _save(session: Copied, cloned: Cloned, used: Sequence[Used], *, as_of: date) -> None:
    composed = compose_all(session, cloned.measures)
    again = [
        replace(
            one,
            use=Use(objective_id=cloned.copy_of[one.use.objective_id], measure_id=one.kpi.id, weight=one.use.weight),
        )
        for one in used
    ]
    counted = recount(cloned.objectives, composed, (), as_of=as_of, used=again)
    objectives = {one.id: one for one in (*cloned.objectives, *counted.objectives)}
    measures = {one.id: one for one in (*composed, *counted.measures)}
    session.put_objectives(objectives.values())
    session.put_measures(measures.values())
    session.put_parts(one for one in measures.values() if one.formula is not None)
    session.tell_all((*cloned.facts, *counted.facts))
    _use(session, again)


def _use(session: Copied, used: Sequence[Used]) -> None:
    """Let the copies use the same standing KPIs, and tell of each once."""
    session.put_uses(one.use for one in used)
    kpis = {one.kpi.id: one.kpi for one in used}
    uses = session.uses_of(sorted(kpis)) if kpis else ()
    told = [
        retold(kpi, used_by=tuple(use.objective_id for use in uses if use.measure_id == kpi.id))
        for kpi in kpis.values()
    ]
    session.put_measures(kpi for kpi, _ in told)
    session.tell_all([fact for _, fact in told])
