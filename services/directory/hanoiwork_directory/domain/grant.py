"""Grants: a role of a person on a unit and everything under it, from a day to a day, until it is taken back."""

from dataclasses import dataclass, replace
from datetime import date

from hanoiwork_directory.events import GrantChanged
from hanoiwork_shared.errors import Invalid
from hanoiwork_shared.policy import Role


class DelegateNamesLeader(Invalid):
    """The role of a delegate would be granted without saying for whom."""

    code = "directory.delegate_names_leader"
    vi = "Vai trò người được ủy quyền phải nêu lãnh đạo ủy quyền; hãy dùng thao tác “delegate”."
    en = "A delegate acts for a leader who has to be named; use “delegate” instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role of a person on a unit and everything under it; `unit_id` None means everywhere.

    `acts_for` and `reason` belong to a delegation: the leader on whose behalf the role is held, and why.
    """

    id: str
    person_id: str
    role: Role
    unit_id: str | None
    valid_from: date
    valid_to: date | None = None
    revoked: bool = False
    acts_for: str | None = None
    reason: str | None = None
    version: int = 1


def grant_told(grant: Grant) -> GrantChanged:
    """The fact that says what a grant now is."""
    return GrantChanged(
        grant_id=grant.id,
        person_id=grant.person_id,
        role=grant.role.value,
        unit_id=grant.unit_id,
        valid_from=grant.valid_from,
        valid_to=grant.valid_to,
        revoked=grant.revoked,
        acts_for=grant.acts_for,
        version=grant.version,
    )


def demand_own_role(role: Role) -> None:
    """Refuse the role of a delegate, which is given by delegating only."""
    if role == Role.DELEGATE:
        raise DelegateNamesLeader(field="role")


def says_the_same(one: Grant, other: Grant) -> bool:
    """Whether two grants give the same person the same role in the same place for as long, on the same behalf."""
    return all(
        getattr(one, name) == getattr(other, name) for name in ("person_id", "role", "unit_id", "valid_to", "acts_for")
    )


def includes(one: Grant, other: Grant, *, on: date) -> bool:
    """Whether one grant gives, on its own unit, all that another still gives from a day on."""
    same = all(getattr(one, name) == getattr(other, name) for name in ("person_id", "role", "acts_for"))
    ends = one.valid_to is None or (other.valid_to is not None and other.valid_to <= one.valid_to)
    return same and ends and one.valid_from <= max(other.valid_from, on)


def revoke(grant: Grant) -> Grant:
    """The grant as it is once taken back; taking back twice changes nothing."""
    return grant if grant.revoked else replace(grant, revoked=True, version=grant.version + 1)


def carried_over(grant: Grant, *, into: str) -> Grant:
    """The grant on the unit that took over."""
    return replace(grant, unit_id=into, version=grant.version + 1)
