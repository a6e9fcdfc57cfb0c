"""Who may do what where: one function decides for every service, over the service's own rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hanoiwork_shared.errors import Forbidden


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
    """Something that only the holders of certain roles may do; each service names its own."""

    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Held:
    """A role held on a unit and below it; `unit_id` None means everywhere."""

    role: Role
    unit_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person with the grants in force today."""

    person_id: str
    grants: tuple[Held, ...]


def may(actor: Actor, action: Action, *, at: Sequence[str]) -> bool:
    """Whether `actor` may do `action` at the unit whose line upwards (itself first) is `at`."""
    return any(held.role in action.roles and (held.unit_id is None or held.unit_id in at) for held in actor.grants)


def demand(actor: Actor, action: Action, *, at: Sequence[str]) -> None:
    """Refuse with Forbidden what `may` denies."""
    if not may(actor, action, at=at):
        raise Forbidden(action=action.name)
