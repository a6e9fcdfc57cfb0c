"""Planning measures again: changing one, taking one off its draft, and giving one to another objective."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import fields, replace
from typing import Any

from hanoiwork_objectives.domain.measure import (
    MOVED_FROM_OUTSIDE,
    Measure,
    MeasurePlan,
    Source,
    demand_live,
    period_of,
    reckon,
    redefine,
    remove,
    reported,
)
from hanoiwork_objectives.domain.measure_refusals import MeasureInUse, NotADraft, StandingKpi
from hanoiwork_objectives.domain.objective import Objective, Status, demand_changeable
from hanoiwork_objectives.domain.refusals import ParentUnknown, measure_not_found
from hanoiwork_objectives.domain.tree import measured
from hanoiwork_objectives.domain.values import value_problems
from hanoiwork_objectives.events import MeasureChanged
from hanoiwork_objectives.service.access import KPI, MEASURE, demand_at
from hanoiwork_objectives.service.climbing import climb, climb_lines
from hanoiwork_objectives.service.holding import hold_lines, hold_measures
from hanoiwork_objectives.service.measure_plans import Links, changed_plan, linked
from hanoiwork_objectives.service.ports import Planned
from hanoiwork_objectives.service.spreading import Reach, hold_reach, spread
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree, refuse_all
from hanoiwork_shared.identity import Identity


class Measuring:
    """The use cases of those who plan a measure again. Keys are codes or identifiers; `version` is the measure's."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Planned]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def change(
        self, identity: Identity, *, measure: str, changes: Mapping[str, Any], version: int | None = None
    ) -> Measure:
        """Give a measure another plan; what it reported stays, and its percentage follows a new target."""
        with self._begin() as session:
            held, links = _held_with_links(session, found_measure(session, measure), changes)
            reach = hold_reach(session, [held])
            held = _again(session, held)
            holder = reach.lines.objectives.get(held.objective_id or "")
            self._demand(session, identity, held, holder=holder)
            agree(held.version, version)
            _demand_changeable(held, holder)
            plan = changed_plan(session, held, changes, links)
            redefined = redefine(held, plan, status=held.status, period=period_of(holder))
            if redefined is None:
                return held
            changed, fact = redefined
            _demand_lawful(changed, before=held)
            return self._saved(session, changed, fact, reach)

    def archive(self, identity: Identity, *, measure: str, version: int | None = None) -> Measure:
        """Take a measure off its draft objective, or a standing KPI that nothing uses out of use."""
        with self._begin() as session:
            held = _held(session, found_measure(session, measure))
            session.lock_formulas()
            holder = None if held.objective_id is None else session.objective_to_change(held.objective_id)
            held = _again(session, held)
            self._demand(session, identity, held, holder=holder)
            agree(held.version, version)
            demand_live(held)
            if holder is not None and holder.status is not Status.DRAFT:
                raise NotADraft(field="measure", objective=holder.code, status=holder.status.value)
            _demand_free(session, held, holder=holder)
            removed, fact = remove(held)
            session.put_measures([removed])
            session.tell(fact)
            climb(session, held.objective_id, as_of=self._clock.today())
        return removed

    def move(self, identity: Identity, *, measure: str, to: str, version: int | None = None) -> Measure:
        """Give a measure of an objective to another objective of the same cycle, with all that was reported."""
        with self._begin() as session:
            held = _held(session, found_measure(session, measure))
            if held.objective_id is None:
                raise StandingKpi(field="measure", measure=held.code)
            target = session.objective(to, cycle=held.cycle)
            if target is None or target.cycle != held.cycle:
                raise ParentUnknown(field="to", key=to, cycle=held.cycle)
            lines = hold_lines(session, [held.objective_id, target.id])
            held = _again(session, held)
            left, taken = lines.objectives[held.objective_id or ""], lines.objectives[target.id]
            for objective in (left, taken):
                self._demand(session, identity, held, holder=objective)
                _demand_changeable(held, objective)
            agree(held.version, version)
            _demand_childless(session, held, left)
            plan = replace(_plan(held), objective_id=taken.id)
            redefined = redefine(held, plan, status=taken.status, period=period_of(taken))
            if redefined is None:
                return held
            moved, fact = redefined
            session.put_measures([moved])
            session.tell(fact)
            climb_lines(session, lines, [left.id, taken.id], as_of=self._clock.today())
        return moved

    def _demand(self, session: Planned, identity: Identity, measure: Measure, *, holder: Objective | None) -> None:
        unit_id = measure.unit_id or "" if holder is None else holder.unit_id
        action = KPI if holder is None else MEASURE
        demand_at(session, identity, action, unit_id=unit_id, on=self._clock.today())

    def _saved(self, session: Planned, changed: Measure, fact: MeasureChanged, reach: Reach) -> Measure:
        users = session.uses_of([changed.id]) if changed.standing else ()
        session.tell(replace(fact, used_by=tuple(use.objective_id for use in users)))
        if changed.formula is not None:
            session.put_parts([changed])
        return spread(session, [_reckoned(session, changed)], reach, as_of=self._clock.today())[changed.id]


def found_measure(session: Planned, key: str) -> Measure:
    """The measure with this code or identifier; an unknown one is refused."""
    found = session.measure(key)
    if found is None:
        raise measure_not_found(key, field="measure")
    return found


def _held(session: Planned, found: Measure) -> Measure:
    """Lock a measure in its place of the order; see `_again` for those that live from their children."""
    return hold_measures(session, [found]).get(found.id, found)


def _held_with_links(session: Planned, found: Measure, changes: Mapping[str, Any]) -> tuple[Measure, Links]:
    if found.source in MOVED_FROM_OUTSIDE:
        held = _held(session, found)
        return held, _links(session, held, changes)
    links = _links(session, found, changes)
    return _held(session, found), links


def _again(session: Planned, held: Measure) -> Measure:
    """A measure as it is now that its objective is locked; one that lives from its children is locked by that alone."""
    if held.source is not Source.CHILDREN:
        return held
    [now] = session.measures_by_ids([held.id])
    if now.objective_id != held.objective_id:
        agree(now.version, held.version)
    return now


def _links(session: Planned, own: Measure, changes: Mapping[str, Any]) -> Links:
    formula, parent = changes.get("formula"), changes.get("parent")
    return linked(session, formula, parent, cycle=own.cycle, kind=own.kind, own=own, code=own.code)


def _demand_changeable(measure: Measure, holder: Objective | None) -> None:
    demand_live(measure) if holder is None or measure.removed else demand_changeable(holder)


def _demand_lawful(measure: Measure, *, before: Measure) -> None:
    """Refuse another direction in which the value last reported could not have been reported."""
    if measure.current is not None and measure.target.direction is not before.target.direction:
        problems = value_problems(
            measure.current, target=measure.target, precision=measure.precision, field="direction"
        )
        refuse_all(problems)


def _reckoned(session: Planned, measure: Measure) -> Measure:
    """A measure under its new plan, as what moves it stands; children and formulas are added up where they change."""
    if measure.source is Source.TASKS:
        return measured(measure, children=(), shares=session.shares_of([measure.id]))
    return reckon(measure, reported(measure)) if measure.source is Source.CHECK_INS else measure


def _demand_free(session: Planned, measure: Measure, *, holder: Objective | None) -> None:
    """Refuse to put away what something lives from."""
    count = len(session.composites_over([measure.id])) + len(session.measures_below(measure.id))
    count += session.tasks_on([measure.id]).get(measure.id, 0)
    count += sum(use.seen is None for use in session.uses_of([measure.id]))
    count += len(_hanging(session, measure, holder)) if holder is not None else 0
    if count:
        raise MeasureInUse(field="measure", measure=measure.code, count=count)


def _demand_childless(session: Planned, measure: Measure, holder: Objective) -> None:
    hanging = _hanging(session, measure, holder)
    if hanging:
        raise MeasureInUse(field="measure", measure=measure.code, count=len(hanging))


def _hanging(session: Planned, measure: Measure, holder: Objective) -> list[Objective]:
    return [child for child in session.children_of(holder.id) if child.parent_measure_id == measure.id]


def _plan(measure: Measure) -> MeasurePlan:
    return MeasurePlan(**{field.name: getattr(measure, field.name) for field in fields(MeasurePlan)})
