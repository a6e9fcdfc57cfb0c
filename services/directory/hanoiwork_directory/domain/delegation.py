"""Delegations: a unit leader lets somebody act for them, in their own units, for a time, and never further.

(Domain: người được ủy quyền — dated, revocable, names the leader it acts for. That nobody delegates what they hold as a
delegate, and that nobody acts for somebody who acts for them, are our choice.)
"""

from collections.abc import Iterable, Sequence
from datetime import date

from hanoiwork_directory.domain.days import lasts
from hanoiwork_directory.domain.grant import Grant
from hanoiwork_shared.errors import Conflict, Invalid
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.policy import Role


class DelegationToSelf(Invalid):
    """A leader would act for themself."""

    code = "directory.delegation_to_self"
    vi = "Không thể ủy quyền cho chính mình; hãy chọn người khác."
    en = "Nobody delegates to themself; choose somebody else."


class DelegationToOneself(Invalid):
    """Whoever gives on a leader's behalf would be the one who acts for that leader."""

    code = "directory.delegation_to_oneself"
    vi = "Người lập ủy quyền thay “{leader}” không thể tự nhận ủy quyền; hãy để “{leader}” tự ủy quyền."
    en = "Whoever delegates on behalf of “{leader}” cannot be the delegate; let “{leader}” delegate themself."


class DelegationCircle(Conflict):
    """Somebody would act for a person who at the same time acts for them, directly or through others."""

    code = "directory.delegation_circle"
    vi = "“{delegate}” đang ủy quyền, trực tiếp hoặc qua người khác, cho “{leader}” trong thời gian này."
    en = "“{delegate}” delegates to “{leader}” at that time, directly or through others."


class DelegationChain(Invalid):
    """A delegate would delegate on."""

    code = "directory.delegation_chain"
    vi = "“{leader}” chỉ là người được ủy quyền tại đơn vị này nên không thể ủy quyền tiếp."
    en = "“{leader}” is only a delegate there and cannot delegate on."


class DelegationBeyond(Invalid):
    """A leader would delegate a unit that they do not lead, or for longer than they lead it."""

    code = "directory.delegation_beyond"
    vi = "“{leader}” không lãnh đạo đơn vị này trong suốt thời gian ủy quyền."
    en = "“{leader}” does not lead this unit for the whole of that time."


def delegated(unit_id: str, *, by: str, to: str, starts: date, ends: date, reason: str | None) -> Grant:
    """A new delegation on a unit, by its leader to whoever acts for them."""
    return Grant(
        id=new_id(),
        person_id=to,
        role=Role.DELEGATE,
        unit_id=unit_id,
        valid_from=starts,
        valid_to=ends,
        acts_for=by,
        reason=reason,
    )


def demand_own(delegation: Grant, held: Iterable[Grant], *, line: Sequence[str], leader: str) -> None:
    """Refuse unless the leader's own grants cover the delegation; `line` is its unit's line upwards, itself first."""
    there = [grant for grant in held if grant.unit_id is None or grant.unit_id in line]
    leads = [grant for grant in there if grant.role == Role.UNIT_LEADER]
    if not leads and any(grant.role == Role.DELEGATE for grant in there):
        raise DelegationChain(field="leader", leader=leader)
    if not any(_within(delegation, grant) for grant in leads):
        raise DelegationBeyond(field="unit" if not leads else "valid_to", leader=leader)


def _within(delegation: Grant, grant: Grant) -> bool:
    if delegation.valid_from < grant.valid_from:
        return False
    return grant.valid_to is None or (
        delegation.valid_to is not None and lasts(grant.valid_to, until=delegation.valid_to)
    )


def closes_circle(delegation: Grant, others: Iterable[Grant]) -> bool:
    """Whether the leader acts, directly or through others, for the one who is to act for them."""
    given: dict[str, set[str]] = {}
    for one in others:
        if one.acts_for is not None:
            given.setdefault(one.acts_for, set()).add(one.person_id)
    reached: set[str] = set()
    waiting = [delegation.person_id]
    while waiting:
        person = waiting.pop()
        if person == delegation.acts_for:
            return True
        if person not in reached:
            reached.add(person)
            waiting += given.get(person, ())
    return False
