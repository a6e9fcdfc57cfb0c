"""Delegation: a leader's own units, for a time, by themself or the office on their behalf, and back again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from hanoiwork_directory.domain.delegation import (
    DelegationBeyond,
    DelegationChain,
    DelegationCircle,
    DelegationToOneself,
    DelegationToSelf,
)
from hanoiwork_directory.domain.grant import DelegateNamesLeader
from hanoiwork_directory.domain.refusals import ValidityReversed
from hanoiwork_shared.errors import Forbidden, NotFound, Refused, Stale
from hanoiwork_shared.policy import Role

Attempts = list[tuple[type[Refused], str, Callable[[], object]]]
TODAY = date(2026, 6, 15)
WEEK = TODAY + timedelta(days=7)


def test_a_leader_lets_somebody_act_for_them_and_takes_it_back(directory, leader, as_person, news):
    news()
    given = directory.granting.delegate(leader, delegate="NVA", unit="CDS", valid_to=WEEK, reason="Đi công tác")
    assert (given.acts_for, given.role, given.valid_from) == (leader.person_id, Role.DELEGATE, TODAY)
    (event,) = news()
    assert (event.data["acts_for"], event.data["role"]) == (leader.person_id, "delegate")
    assert "công tác" not in str(event.data)
    assert directory.lookup.me(as_person("NVA"))[1] == (given,)
    assert directory.granting.delegate(leader, delegate="NVA", unit="CDS", valid_to=WEEK) == given
    ended = directory.granting.end_delegation(leader, delegation=given.id, version=given.version)
    assert ended.revoked
    assert directory.granting.end_delegation(leader, delegation=given.id) == ended
    assert directory.lookup.me(as_person("NVA"))[1] == ()


def test_the_office_and_the_operator_do_so_on_a_leaders_behalf_and_nobody_else(
    directory, leader, office, operator, as_person
):
    asked = {"leader": "GD", "unit": "CDS", "valid_to": WEEK}
    by_office = directory.granting.delegate(office, delegate="NVA", **asked)
    by_operator = directory.granting.delegate(operator, delegate="BS", **asked)
    assert {by_office.acts_for, by_operator.acts_for} == {leader.person_id}
    with pytest.raises(Forbidden):
        directory.granting.delegate(as_person("BS"), delegate="NVA", **asked)
    with pytest.raises(Forbidden):
        directory.granting.end_delegation(as_person("BS"), delegation=by_operator.id)
    assert directory.granting.end_delegation(office, delegation=by_operator.id).revoked


def test_nobody_names_themself_on_a_leaders_behalf(directory, leader, office, operator):
    for asking, code in ((office, "TTB"), (operator, "operator")):
        with pytest.raises(DelegationToOneself) as refused:
            _delegate(directory, asking, code, leader="GD")
        assert (refused.value.field, refused.value.details) == ("delegate", {"leader": "GD"})
    assert _delegate(directory, leader, "TTB").acts_for == leader.person_id


def test_what_a_leader_may_not_hand_on_is_refused(directory, leader, operator, as_person):
    directory.granting.grant_role(
        operator, person="NVA", role=Role.UNIT_LEADER, unit="CDS", valid_to=TODAY + timedelta(days=3)
    )
    directory.granting.delegate(leader, delegate="TTB", unit="VP", valid_to=WEEK)
    nva, ttb = as_person("NVA"), as_person("TTB")
    attempts: Attempts = [
        (DelegationToSelf, "delegate", lambda: _delegate(directory, leader, "GD")),
        (DelegationBeyond, "unit", lambda: _delegate(directory, leader, "NVA", unit="SYT")),
        (DelegationBeyond, "valid_to", lambda: _delegate(directory, nva, "BS")),
        (DelegationChain, "leader", lambda: _delegate(directory, ttb, "BS", unit="VP")),
        (ValidityReversed, "valid_to", lambda: _delegate(directory, leader, "NVA", valid_to=TODAY - timedelta(days=1))),
        (NotFound, "delegate", lambda: _delegate(directory, leader, "NOBODY")),
        (NotFound, "unit", lambda: _delegate(directory, leader, "NVA", unit="NOWHERE")),
        (NotFound, "leader", lambda: _delegate(directory, operator, "NVA", leader="NOBODY")),
        (DelegateNamesLeader, "role", lambda: _grant_delegate(directory, operator)),
    ]
    for expected, field, attempt in attempts:
        with pytest.raises(expected) as refused:
            attempt()
        assert refused.value.field == field


def test_nobody_acts_for_somebody_who_acts_for_them_at_the_same_time(directory, leader, operator, as_person):
    for code, unit in (("NVA", "CDS"), ("BS", "SYT")):
        directory.granting.grant_role(operator, person=code, role=Role.UNIT_LEADER, unit=unit)
    given = directory.granting.delegate(leader, delegate="NVA", unit="VP", valid_to=WEEK)
    with pytest.raises(DelegationCircle):
        directory.granting.delegate(as_person("NVA"), delegate="GD", unit="CDS", valid_to=WEEK)
    directory.granting.delegate(as_person("NVA"), delegate="BS", unit="CDS", valid_to=WEEK)
    with pytest.raises(DelegationCircle):
        directory.granting.delegate(as_person("BS"), delegate="GD", unit="SYT", valid_to=WEEK)
    later = {"valid_from": WEEK + timedelta(days=1), "valid_to": WEEK + timedelta(days=2)}
    directory.granting.delegate(as_person("NVA"), delegate="GD", unit="CDS", **later)
    directory.granting.end_delegation(leader, delegation=given.id)
    directory.granting.delegate(as_person("NVA"), delegate="GD", unit="CDS", valid_to=WEEK)


def test_only_a_delegation_is_ended_so_and_only_as_it_was_read(directory, leader, operator):
    role = directory.granting.grant_role(operator, person="NVA", role=Role.OFFICE, unit="CDS")
    given = directory.granting.delegate(leader, delegate="NVA", unit="CDS", valid_to=WEEK)
    with pytest.raises(NotFound):
        directory.granting.end_delegation(operator, delegation=role.id)
    with pytest.raises(Stale):
        directory.granting.end_delegation(leader, delegation=given.id, version=given.version + 1)
    with pytest.raises(Stale):
        directory.granting.revoke_role(operator, grant=role.id, version=role.version + 1)


def test_why_somebody_acts_for_a_leader_is_told_to_these_two_and_who_sees_the_leaves_there(
    directory, leader, office, operator, as_person
):
    directory.granting.delegate(leader, delegate="NVA", unit="CDS", valid_to=WEEK, reason="Đi chữa bệnh")
    told = [leader, office, operator, as_person("NVA")]
    for asking, reason in [*((one, "Đi chữa bệnh") for one in told), (as_person("BS"), None)]:
        for asked in ({"unit": "CDS", "delegated": True}, {"person": "NVA", "delegated": False}):
            [given] = directory.lookup.grants(asking, **asked).items
            assert (given.acts_for, given.reason) == (leader.person_id, reason)


def test_delegations_and_grants_are_listed_by_person_unit_and_day(directory, leader, operator):
    later = {"valid_from": WEEK, "valid_to": WEEK}
    now = directory.granting.delegate(leader, delegate="NVA", unit="CDS", valid_to=TODAY)
    soon = directory.granting.delegate(leader, delegate="TTB", unit="CDS", **later)
    taken = directory.granting.delegate(leader, delegate="BS", unit="VP", valid_to=TODAY)
    directory.granting.end_delegation(leader, delegation=taken.id)

    def listed(**asked: object) -> list[str]:
        return [grant.id for grant in directory.lookup.grants(operator, **asked).items]

    assert listed(person="GD", delegated=True) == [now.id, soon.id, taken.id]
    assert listed(person="NVA", delegated=True) == [now.id]
    assert listed(unit="CDS", delegated=True) == [now.id, soon.id]
    assert listed(person="GD", delegated=True, as_of=TODAY) == [now.id]
    assert [grant.role for grant in directory.lookup.grants(operator, person="GD", delegated=False).items] == [
        Role.UNIT_LEADER
    ]
    first = directory.lookup.grants(operator, person="GD", delegated=True, first=2)
    rest = directory.lookup.grants(operator, person="GD", delegated=True, first=2, after=first.cursors[-1])
    assert (first.has_next, [grant.id for grant in rest.items]) == (True, [taken.id])


def _delegate(directory, asking, to, *, unit="CDS", valid_to=WEEK, leader=None):
    return directory.granting.delegate(asking, leader=leader, delegate=to, unit=unit, valid_to=valid_to)


def _grant_delegate(directory, operator):
    return directory.granting.grant_role(operator, person="NVA", role=Role.DELEGATE, unit="CDS")
