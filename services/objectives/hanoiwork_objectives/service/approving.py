"""Approval: objectives are handed in, and the people of their route decide about them in turn."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from hanoiwork_objectives.domain import approval as approvals
from hanoiwork_objectives.domain.approval import Approval, Said, Turn
from hanoiwork_objectives.domain.life_refusals import OutOfTurn, OwnApproval, RouteWithoutAuthority
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.events import ObjectiveSnapshot
from hanoiwork_objectives.service import finding
from hanoiwork_objectives.service.access import APPROVE, SUBMIT, demand_at, may_at, unit_above
from hanoiwork_objectives.service.life import carry_out
from hanoiwork_objectives.service.ports import Decided
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity


class Approving:
    """The use cases of those who hand in and of those who decide. Keys are codes or identifiers."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Decided]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def submit(
        self, identity: Identity, *, objective: str, route: Sequence[str] = (), version: int | None = None
    ) -> Objective:
        """Hand in a draft, by its owner or those who lead its unit.

        Without a route it goes to the reviewer, else to whoever leads the unit of the objective above or, of a root,
        the unit above.
        """
        with self._begin() as session:
            old = finding.objective_with_measures(session, objective)
            own, today = frozenset({old.owner_id}), self._clock.today()
            demand_at(session, identity, SUBMIT, unit_id=old.unit_id, on=today, people=own)
            agree(old.version, version)
            turns = self._named(session, identity, old, route) if route else [_default(session, identity, old)]
            past, said = session.approvals_of(old.id), self._said(identity)
            submitted, places, fact = approvals.submit(old, turns, past=past, said=said, new_id=new_id)
            session.put_approvals(places)
            carry_out(session, submitted, fact)
        return submitted

    def approve(self, identity: Identity, *, objective: str, note: str = "", version: int | None = None) -> Objective:
        """Let an objective go on in its route, by the person whose turn it is."""
        with self._begin() as session:
            old = finding.objective_with_measures(session, objective)
            places = session.approvals_of(old.id)
            turn, said = self._turn(session, identity, old, places, note)
            agree(old.version, version)
            return _decided(session, *approvals.approve(old, turn, approvals=places, said=said))

    def send_back(self, identity: Identity, *, objective: str, reason: str, version: int | None = None) -> Objective:
        """Make an objective a draft again, by the person whose turn it is; also after approval, until it is active."""
        with self._begin() as session:
            old = finding.objective_with_measures(session, objective)
            turn, said = self._turn(session, identity, old, session.approvals_of(old.id), reason)
            agree(old.version, version)
            return _decided(session, *approvals.send_back(old, turn, said=said, new_id=new_id))

    def _turn(
        self, session: Decided, identity: Identity, objective: Objective, places: Sequence[Approval], note: str
    ) -> tuple[Approval, Said]:
        """Whose turn it is, if it is theirs who asks, and what they say; a delegate decides as the leader would."""
        turn, said = approvals.turn_of(objective, places), self._said(identity, note)
        approvals.demand_turn(turn, objective=objective, person_id=identity.person_id)
        if turn.unit_id is None:
            return turn, said
        refusal, today = OutOfTurn(objective=objective.code), self._clock.today()
        decision = demand_at(session, identity, APPROVE, unit_id=turn.unit_id, on=today, otherwise=refusal)
        approvals.demand_turn(turn, objective=objective, person_id=decision.acts_for or identity.person_id)
        return turn, replace(said, acts_for=decision.acts_for)

    def _named(self, session: Decided, identity: Identity, objective: Objective, route: Sequence[str]) -> list[Turn]:
        """The turns of a route of people; the last of them must have the authority to approve [our choice]."""
        people = finding.people(session, route, field="route")
        if {identity.person_id, objective.owner_id} & set(people):
            raise OwnApproval(field="route")
        last, today = people[-1], self._clock.today()
        if last != objective.reviewer_id and not may_at(session, last, APPROVE, unit_id=objective.unit_id, on=today):
            raise RouteWithoutAuthority(field="route")
        return [Turn(person_id=person_id) for person_id in people]

    def _said(self, identity: Identity, note: str = "") -> Said:
        return Said(by=identity.person_id, at=self._clock.now(), note=note)


def _default(session: Decided, identity: Identity, objective: Objective) -> Turn:
    if objective.reviewer_id not in (None, identity.person_id):
        return Turn(person_id=objective.reviewer_id)
    if objective.parent_objective_id is not None:
        [above] = session.objectives_by_ids([objective.parent_objective_id])
        return Turn(unit_id=above.unit_id)
    return Turn(unit_id=unit_above(session, objective.unit_id))


def _decided(session: Decided, objective: Objective, record: Approval, fact: ObjectiveSnapshot) -> Objective:
    session.put_approvals([record])
    carry_out(session, objective, fact)
    return objective
