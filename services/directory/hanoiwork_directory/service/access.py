"""Who may do what to the directory: the roles of each action, decided in the line of a unit; policy is asked here only.

Whoever is signed in may read it, but for leaves: why somebody is away is told to their own line only (our choice).
"""

from datetime import date

from hanoiwork_directory.service.ports import Reading
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Action, Actor, Held, Resource, Role, demand, may

ADMINISTER = Action("directory.administer", frozenset({Role.OPERATOR}))
"""Loading files, changing units, giving and taking roles, making accounts."""

KEEP_PEOPLE = Action("directory.keep_people", frozenset({Role.OPERATOR, Role.OFFICE}))
"""People, posts and leaves of a unit and below it; and delegating on behalf of a leader there."""

SEE_LEAVES = Action(
    "directory.see_leaves", frozenset({Role.OPERATOR, Role.OFFICE, Role.UNIT_LEADER, Role.DIVISION_HEAD})
)
"""Why and how long the people of a unit and below it are away."""


def demand_operator(session: Reading, identity: Identity, *, on: date) -> None:
    """Refuse unless `identity` may administer the directory on this day."""
    demand(_actor(session, identity, on), ADMINISTER, Resource())


def demand_at(session: Reading, identity: Identity, *units: str | None, on: date) -> None:
    """Refuse unless `identity` keeps the people of each of these units; None is nowhere, which is the operator's."""
    actor = _actor(session, identity, on)
    for unit_id in units:
        demand(actor, KEEP_PEOPLE, Resource(line=session.line(unit_id) if unit_id is not None else ()))


def sees_leaves(session: Reading, identity: Identity, *, on: date) -> frozenset[str] | None:
    """The units whose people's leaves `identity` may see; None means every unit."""
    actor = _actor(session, identity, on)
    if may(actor, SEE_LEAVES, Resource()):
        return None
    return session.below(held.unit_id for held in actor.grants if held.unit_id and held.role in SEE_LEAVES.roles)


def _actor(session: Reading, identity: Identity, on: date) -> Actor:
    grants = session.grants_of(identity.person_id, on=on)
    return Actor(person_id=identity.person_id, grants=tuple(Held(grant.role, grant.unit_id) for grant in grants))
