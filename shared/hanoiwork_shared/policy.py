"""Who may do what where: one function decides for every service, over the service's own rows.

Its twin in SQL, for lists, is `hanoiwork_shared.places.permitted`; a test holds the two to each other and to an oracle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hanoiwork_shared.causes import act_for
from hanoiwork_shared.errors import Forbidden, Refused


class Role(StrEnum):
    """What a grant makes of a person on a unit and everything under it."""

    UNIT_LEADER = "unit_leader"
    DELEGATE = "delegate"
    OFFICE = "office"
    DIVISION_HEAD = "division_head"
    SPECIALIST = "specialist"
    OPERATOR = "operator"
    AUDITOR = "auditor"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that only some may do; each service names its own in one place.

    They are the holders of certain roles in the line of the resource and, where it is `own`, the resource's own people.
    """

    name: str
    roles: frozenset[Role]
    own: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A role held on a unit and below it; `unit_id` None means everywhere.

    `acts_for` is the leader on whose behalf a delegation is held; None for every other role, and for delegations from
    before leaders were named.
    """

    role: Role
    unit_id: str | None
    acts_for: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person with the grants in force today, without the delegations that do not stand."""

    person_id: str
    grants: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What an action is about: the line of its unit upwards, itself first, and the people whose own it is.

    Of no unit in particular the line is empty; None among the people is nobody.
    """

    line: Sequence[str] = ()
    people: frozenset[str | None] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether it is allowed, and on behalf of which leader if only a delegation allows it."""

    allowed: bool
    acts_for: str | None = None

    def __bool__(self) -> bool:
        return self.allowed


def may(actor: Actor, action: Action, resource: Resource) -> Decision:
    """Decide; an own right comes before a delegated one, and of several leaders the nearest is acted for."""
    if action.own and actor.person_id in resource.people:
        return Decision(allowed=True)
    fitting = [held for held in actor.grants if held.role in action.roles and _covers(held, resource.line)]
    if not fitting or any(held.acts_for is None for held in fitting):
        return Decision(allowed=bool(fitting))
    nearest = min(fitting, key=lambda held: (_distance(held, resource.line), held.acts_for))
    return Decision(allowed=True, acts_for=nearest.acts_for)


def demand(actor: Actor, action: Action, resource: Resource, *, otherwise: Refused | None = None) -> Decision:
    """Refuse what `may` denies, with Forbidden or `otherwise`; what it allows for a leader is noted with the act."""
    decision = may(actor, action, resource)
    if not decision.allowed:
        raise otherwise or Forbidden(action=action.name)
    if decision.acts_for is not None:
        act_for(decision.acts_for)
    return decision


def stands(delegation: Held, *, leader: Iterable[Held], line: Sequence[str]) -> bool:
    """Whether a delegation counts while its `leader` holds these grants; `line` is that of the delegation's unit.

    The leader must be unit leader there or above, by a grant of their own: so a delegation lapses with the leader's
    grant, and a delegate cannot delegate on (our choice). Without a named leader it counts by itself.
    """
    if delegation.acts_for is None:
        return True
    return any(held.role is Role.UNIT_LEADER and _covers(held, line) for held in leader)


def _covers(held: Held, line: Sequence[str]) -> bool:
    return held.unit_id is None or held.unit_id in line


def _distance(held: Held, line: Sequence[str]) -> int:
    return len(line) if held.unit_id is None else line.index(held.unit_id)
