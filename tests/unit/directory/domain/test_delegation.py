"""Delegations: within what the leader leads, for no longer, and never round in a circle."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_directory.domain.delegation import DelegationBeyond, DelegationChain, closes_circle, demand_own
from hanoiwork_directory.domain.grant import DelegateNamesLeader, Grant, demand_own_role, revoke
from hanoiwork_shared.policy import Role

LINE = ("division", "department", "city")
FROM, TO = date(2026, 6, 1), date(2026, 6, 30)


def grant(role: Role, unit: str | None, since: date = FROM, until: date | None = None) -> Grant:
    return Grant(id="g", person_id="leader", role=role, unit_id=unit, valid_from=since, valid_to=until)


def delegation(giver: str = "leader", taker: str = "vice") -> Grant:
    return Grant(
        id="d", person_id=taker, role=Role.DELEGATE, unit_id="division", valid_from=FROM, valid_to=TO, acts_for=giver
    )


@pytest.mark.parametrize("unit", ["division", "department", None])
def test_a_leader_delegates_what_they_lead_or_what_is_below_it(unit):
    demand_own(delegation(), [grant(Role.UNIT_LEADER, unit)], line=LINE, leader="GD")
    demand_own(delegation(), [grant(Role.UNIT_LEADER, unit, FROM, TO)], line=LINE, leader="GD")


@pytest.mark.parametrize(
    ("held", "refusal", "field"),
    [
        ([], DelegationBeyond, "unit"),
        ([grant(Role.OFFICE, "division")], DelegationBeyond, "unit"),
        ([grant(Role.UNIT_LEADER, "another")], DelegationBeyond, "unit"),
        ([grant(Role.UNIT_LEADER, "division", date(2026, 6, 2))], DelegationBeyond, "valid_to"),
        ([grant(Role.UNIT_LEADER, "division", FROM, date(2026, 6, 29))], DelegationBeyond, "valid_to"),
        ([grant(Role.DELEGATE, "division")], DelegationChain, "leader"),
    ],
)
def test_nothing_beyond_that_is_delegated_and_nothing_is_delegated_on(held, refusal, field):
    with pytest.raises(refusal) as refused:
        demand_own(delegation(), held, line=LINE, leader="GD")
    assert refused.value.field == field


def test_a_delegate_is_named_by_delegating_only():
    demand_own_role(Role.OFFICE)
    with pytest.raises(DelegateNamesLeader):
        demand_own_role(Role.DELEGATE)


def test_revoking_is_the_next_version_once():
    revoked = revoke(grant(Role.OFFICE, None))
    assert (revoked.revoked, revoked.version) == (True, 2)
    assert revoke(revoked) is revoked


def test_a_circle_is_seen_whether_it_is_direct_or_not():
    assert closes_circle(delegation("a", "b"), [delegation("b", "a")])
    assert closes_circle(delegation("a", "b"), [delegation("b", "c"), delegation("c", "a")])
    assert not closes_circle(delegation("a", "b"), [delegation("c", "a"), delegation("b", "d")])


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")).filter(lambda pair: pair[0] != pair[1])))
def test_delegations_of_which_none_closed_a_circle_hold_none(pairs):
    held: list[Grant] = []
    for giver, taker in pairs:
        new = delegation(giver, taker)
        if not closes_circle(new, held):
            held.append(new)
    above = {one: {other.acts_for for other in held if other.person_id == one} for one in "abcde"}
    while any(not givers for givers in above.values()):
        ends = {one for one, givers in above.items() if not givers}
        above = {one: givers - ends for one, givers in above.items() if one not in ends}
    assert above == {}
