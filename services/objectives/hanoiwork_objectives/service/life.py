"""Taking objectives through their life; their measures follow, and what lies above is added up again."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from hanoiwork_objectives.domain import life
from hanoiwork_objectives.domain.life import Closing
from hanoiwork_objectives.domain.life_refusals import ApprovalNeeded
from hanoiwork_objectives.domain.measure import follow
from hanoiwork_objectives.domain.objective import FINAL, Objective, Status
from hanoiwork_objectives.domain.tree import measured
from hanoiwork_objectives.events import ObjectiveSnapshot
from hanoiwork_objectives.service import finding
from hanoiwork_objectives.service.access import ACTIVATE_DRAFT, MOVE, demand_at, unit_above
from hanoiwork_objectives.service.climbing import rise
from hanoiwork_objectives.service.holding import hold_measures
from hanoiwork_objectives.service.kpis import follow_objective
from hanoiwork_objectives.service.ports import Planned
from hanoiwork_objectives.service.spreading import Reach, hold_reach, spread
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree
from hanoiwork_shared.identity import Identity


class Life:
    """The use cases of those who lead a unit. Keys are codes or identifiers."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Planned]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def activate(self, identity: Identity, *, objective: str, version: int | None = None) -> Objective:
        """Let an approved objective count; a draft only by those who lead the level above."""
        with self._begin() as session:
            old = self._to_change(session, identity, objective, version)
            if old.status is Status.DRAFT:
                self._demand_above(session, identity, old)
            active, fact = life.activate(old)
            carry_out(session, active, fact)
            rise(session, active, as_of=self._clock.today())
        return active

    def close(self, identity: Identity, *, objective: str, closing: Closing, version: int | None = None) -> Objective:
        """End an objective with a result and a retrospective; what it reached stays so and goes on counting."""
        with self._begin() as session:
            old = self._to_change(session, identity, objective, version)
            ended, fact = life.close(old, closing, on=self._clock.today())
            carry_out(session, ended, fact)
        return ended

    def archive(self, identity: Identity, *, objective: str, version: int | None = None) -> Objective:
        """Put an objective away; it counts nowhere."""
        with self._begin() as session:
            old = self._to_change(session, identity, objective, version)
            away, fact = life.archive(old, live_children=len(session.children_of(old.id)))
            carry_out(session, away, fact)
            rise(session, away, as_of=self._clock.today())
        return away

    def restore(self, identity: Identity, *, objective: str, version: int | None = None) -> Objective:
        """Take an objective out of the archive; what happened to its tasks meanwhile is added up."""
        with self._begin() as session:
            found = finding.objective(session, objective)
            own = session.measures_of(found.id)
            hold_measures(session, own)
            reach = hold_reach(session, own, objectives=[found.id])
            old = reach.lines.objectives[found.id]
            self._demand(session, identity, old, version)
            back, fact = life.restore(old, above=reach.lines.objectives.get(old.parent_objective_id or ""))
            carry_out(session, back, fact)
            if back.status not in FINAL:
                _catch_up(session, back, reach, as_of=self._clock.today())
            rise(session, back, as_of=self._clock.today())
        return back

    def _to_change(self, session: Planned, identity: Identity, key: str, version: int | None) -> Objective:
        old = finding.objective_with_measures(session, key)
        self._demand(session, identity, old, version)
        return old

    def _demand(self, session: Planned, identity: Identity, old: Objective, version: int | None) -> None:
        demand_at(session, identity, MOVE, unit_id=old.unit_id, on=self._clock.today())
        agree(old.version, version)

    def _demand_above(self, session: Planned, identity: Identity, draft: Objective) -> None:
        above, today = unit_above(session, draft.unit_id), self._clock.today()
        needed = ApprovalNeeded(objective=draft.code)
        demand_at(session, identity, ACTIVATE_DRAFT, unit_id=above, on=today, otherwise=needed)


def carry_out(session: Planned, objective: Objective, fact: ObjectiveSnapshot) -> None:
    """Save and tell a step of an objective's life, and let its measures follow."""
    session.put_objectives([objective])
    followed = [
        follow(own, status=objective.status)
        for own in session.measures_of(objective.id)
        if own.status is not objective.status
    ]
    session.put_measures([measure for measure, _ in followed])
    session.tell_all([fact, *(measure_fact for _, measure_fact in followed)])
    follow_objective(session, objective)


def _catch_up(session: Planned, objective: Objective, reach: Reach, *, as_of: date) -> None:
    """Reckon again the measures of an objective that was out of the way, and all that rests on them."""
    own, children = session.measures_of(objective.id), session.children_of(objective.id)
    shares = session.shares_of([one.id for one in own])
    moved = [
        measured(
            one,
            children=[child for child in children if child.parent_measure_id == one.id],
            shares=[share for share in shares if share.measure_id == one.id],
        )
        for one in own
    ]
    spread(session, moved, reach, as_of=as_of)
