"""Who may do what where: a grant counts on its unit and below, an everywhere-grant anywhere."""

import pytest

from hanoiwork_shared.causes import acting
from hanoiwork_shared.errors import Forbidden, NotFound
from hanoiwork_shared.policy import Action, Actor, Decision, Held, Resource, Role, demand, may, stands

APPROVE = Action("counter.approve", frozenset({Role.UNIT_LEADER, Role.DELEGATE}))
LINE = ("division", "department", "city")


def holding(*grants: Held) -> Actor:
    return Actor(person_id="p", grants=grants)


@pytest.mark.parametrize("unit", ["division", "department", "city", None])
def test_a_role_counts_on_its_unit_and_below_and_everywhere_without_a_unit(unit: str | None):
    assert may(holding(Held(Role.UNIT_LEADER, unit)), APPROVE, Resource(line=LINE))


def test_a_role_does_not_count_beside_or_above_its_unit():
    assert not may(holding(Held(Role.UNIT_LEADER, "another division")), APPROVE, Resource(line=LINE))
    assert not may(holding(Held(Role.UNIT_LEADER, "division")), APPROVE, Resource(line=("department", "city")))


def test_another_role_does_not_count():
    assert not may(holding(Held(Role.SPECIALIST, "division"), Held(Role.AUDITOR, None)), APPROVE, Resource(line=LINE))


def test_where_no_unit_is_concerned_only_an_everywhere_grant_counts():
    assert may(holding(Held(Role.DELEGATE, None)), APPROVE, Resource(line=()))
    assert not may(holding(Held(Role.DELEGATE, "city")), APPROVE, Resource(line=()))


def test_one_fitting_grant_among_several_is_enough():
    assert may(holding(Held(Role.SPECIALIST, None), Held(Role.DELEGATE, "city")), APPROVE, Resource(line=LINE))


def test_what_is_not_allowed_is_refused_by_name_of_the_action():
    demand(holding(Held(Role.DELEGATE, None)), APPROVE, Resource(line=LINE))
    with pytest.raises(Forbidden) as refused:
        demand(holding(), APPROVE, Resource(line=LINE))
    assert refused.value.details == {"action": "counter.approve"}


REPORT = Action("counter.report", frozenset({Role.UNIT_LEADER}), own=True)


def test_the_people_whose_own_it_is_need_no_role_where_the_action_is_theirs():
    own = Resource(line=LINE, people=frozenset({"p", None}))
    assert may(holding(), REPORT, own)
    assert not may(holding(), APPROVE, own)
    assert not may(holding(), REPORT, Resource(line=LINE, people=frozenset({None})))


def delegation(unit: str | None, leader: str | None) -> Held:
    return Held(Role.DELEGATE, unit, acts_for=leader)


@pytest.mark.parametrize(
    ("grants", "acts_for"),
    [
        ((delegation("city", "mayor"),), "mayor"),
        ((delegation("city", None),), None),
        ((delegation("city", "mayor"), Held(Role.UNIT_LEADER, "department")), None),
        ((delegation("city", "mayor"), delegation("department", "director")), "director"),
        ((delegation(None, "somebody"), delegation("city", "mayor")), "mayor"),
        ((delegation("city", "mayor"), delegation("city", "vice")), "mayor"),
    ],
    ids=["delegated", "no leader named", "own right first", "the nearest", "everywhere last", "by name"],
)
def test_a_decision_says_for_whom_if_only_a_delegation_allows_it(grants: tuple[Held, ...], acts_for: str | None):
    assert may(holding(*grants), APPROVE, Resource(line=LINE)) == Decision(allowed=True, acts_for=acts_for)


@pytest.mark.parametrize(
    ("leader", "counts"),
    [
        (Held(Role.UNIT_LEADER, "department"), True),
        (Held(Role.UNIT_LEADER, "city"), True),
        (Held(Role.UNIT_LEADER, None), True),
        (Held(Role.UNIT_LEADER, "division"), False),
        (Held(Role.OFFICE, "city"), False),
        (delegation("city", "mayor"), False),
        (None, False),
    ],
)
def test_a_delegation_stands_on_the_leaders_own_grant_and_never_on_another_delegation(leader, *, counts: bool):
    theirs = [] if leader is None else [leader]
    assert stands(delegation("department", "l"), leader=theirs, line=("department", "city")) is counts


def test_a_delegation_from_before_leaders_were_named_stands_by_itself():
    assert stands(delegation("department", None), leader=(), line=())


def test_what_was_allowed_for_a_leader_is_noted_with_the_act_and_the_first_note_stands():
    with acting("p") as act:
        demand(holding(Held(Role.UNIT_LEADER, None)), APPROVE, Resource(line=LINE))
        assert act.acts_for is None
        demand(holding(delegation("city", "mayor")), APPROVE, Resource(line=LINE))
        demand(holding(delegation("city", "another")), APPROVE, Resource(line=LINE))
    assert act.acts_for == "mayor"


def test_a_refusal_may_be_put_in_other_words():
    with pytest.raises(NotFound):
        demand(holding(), APPROVE, Resource(line=LINE), otherwise=NotFound(what="thing", key="a"))
