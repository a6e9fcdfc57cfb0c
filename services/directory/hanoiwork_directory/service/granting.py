"""Roles: giving them, taking them back, and a leader's letting somebody act for them."""

from datetime import date

from hanoiwork_directory.domain.days import demand_order
from hanoiwork_directory.domain.delegation import (
    DelegationCircle,
    DelegationToOneself,
    DelegationToSelf,
    closes_circle,
    delegated,
    demand_own,
)
from hanoiwork_directory.domain.grant import Grant, demand_own_role, revoke, says_the_same
from hanoiwork_directory.domain.person import Person
from hanoiwork_directory.service.access import demand_at, demand_operator
from hanoiwork_directory.service.ports import Begin, Session, found
from hanoiwork_directory.service.saving import dossier_of, open_unit, save_grant
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Role


class Granting:
    """Gives roles and takes them back."""

    def __init__(self, *, begin: Begin, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def grant_role(
        self,
        identity: Identity,
        *,
        person: str,
        role: Role,
        unit: str | None = None,
        valid_from: date | None = None,
        valid_to: date | None = None,
    ) -> Grant:
        """Give a person a role on a unit and below (no unit: everywhere); the same grant again changes nothing."""
        today = self._clock.today()
        starts = valid_from or today
        with self._begin() as session:
            session.share_tree()
            demand_operator(session, identity, on=today)
            demand_own_role(role)
            holder = dossier_of(session, person, version=None).person
            place = open_unit(session, unit, on=today).id if unit else None
            demand_order(starts, valid_to)
            grant = Grant(
                id=new_id(), person_id=holder.id, role=role, unit_id=place, valid_from=starts, valid_to=valid_to
            )
            return _once(session, grant, on=max(starts, today))

    def revoke_role(self, identity: Identity, *, grant: str, version: int | None = None) -> Grant:
        """Take a grant back at once."""
        with self._begin() as session:
            session.share_tree()
            demand_operator(session, identity, on=self._clock.today())
            held = found(session.held_grant(grant), what="grant", key=grant, field="grant")
            agree(held.version, version)
            return save_grant(session, revoke(held), before=held)

    def delegate(
        self,
        identity: Identity,
        *,
        delegate: str,
        unit: str,
        valid_to: date,
        leader: str | None = None,
        valid_from: date | None = None,
        reason: str | None = None,
    ) -> Grant:
        """Let somebody act for a leader in a unit and below, from a day to a day.

        A leader does so themself (nobody named), or the operator or the unit's office on their behalf, though not to
        themself: nobody gives themself a leader's rights (our choice).
        """
        today = self._clock.today()
        starts = valid_from or today
        with self._begin() as session:
            session.hold_tree()
            place = open_unit(session, unit, on=today).id
            given_by, holder = _parties(session, identity, place, leader=leader, delegate=delegate, on=today)
            demand_order(starts, valid_to)
            given = delegated(place, by=given_by.id, to=holder.id, starts=starts, ends=valid_to, reason=reason)
            _demand_sound(session, given, leader=given_by, holder=holder, ends=valid_to)
            return _once(session, given, on=starts)

    def end_delegation(self, identity: Identity, *, delegation: str, version: int | None = None) -> Grant:
        """Take a delegation back at once: the leader themself, or the operator or the unit's office."""
        with self._begin() as session:
            session.share_tree()
            held = session.held_grant(delegation)
            if held is not None and held.role != Role.DELEGATE:
                held = None
            held = found(held, what="delegation", key=delegation, field="delegation")
            if held.acts_for != identity.person_id:
                demand_at(session, identity, held.unit_id, on=self._clock.today())
            agree(held.version, version)
            return save_grant(session, revoke(held), before=held)


def _parties(
    session: Session, identity: Identity, place: str, *, leader: str | None, delegate: str, on: date
) -> tuple[Person, Person]:
    """The leader and the delegate; refused where `identity` may not let the one act for the other."""
    given_by = dossier_of(session, leader or identity.person_id, version=None, field="leader").person
    if given_by.id != identity.person_id:
        demand_at(session, identity, place, on=on)
    holder = dossier_of(session, delegate, version=None, field="delegate").person
    if holder.id == identity.person_id != given_by.id:
        raise DelegationToOneself(field="delegate", leader=given_by.code)
    return given_by, holder


def _demand_sound(session: Session, delegation: Grant, *, leader: Person, holder: Person, ends: date) -> None:
    """Refuse what a leader may not hand on, and to whom not."""
    if leader.id == holder.id:
        raise DelegationToSelf(field="delegate")
    held = session.grants_of(leader.id, on=delegation.valid_from)
    demand_own(delegation, held, line=session.line(str(delegation.unit_id)), leader=leader.code)
    if closes_circle(delegation, session.delegations(delegation.valid_from, ends)):
        raise DelegationCircle(field="delegate", delegate=holder.code, leader=leader.code)


def _once(session: Session, grant: Grant, *, on: date) -> Grant:
    """Save a grant, unless one that says the same is in force on a day."""
    for held in session.grants_of(grant.person_id, on=on):
        if says_the_same(held, grant):
            return held
    return save_grant(session, grant, before=None)
