"""Who may do what where: a grant counts on its unit and below, an everywhere-grant anywhere."""

import pytest

from hanoiwork_shared.errors import Forbidden
from hanoiwork_shared.policy import Action, Actor, Held, Role, demand, may

APPROVE = Action("counter.approve", frozenset({Role.UNIT_LEADER, Role.DELEGATE}))
LINE = ("division", "department", "city")


def holding(*grants: Held) -> Actor:
    return Actor(person_id="p", grants=grants)


@pytest.mark.parametrize("unit", ["division", "department", "city", None])
def test_a_role_counts_on_its_unit_and_below_and_everywhere_without_a_unit(unit: str | None):
    assert may(holding(Held(Role.UNIT_LEADER, unit)), APPROVE, at=LINE)


def test_a_role_does_not_count_beside_or_above_its_unit():
    assert not may(holding(Held(Role.UNIT_LEADER, "another division")), APPROVE, at=LINE)
    assert not may(holding(Held(Role.UNIT_LEADER, "division")), APPROVE, at=("department", "city"))


def test_another_role_does_not_count():
    assert not may(holding(Held(Role.SPECIALIST, "division"), Held(Role.AUDITOR, None)), APPROVE, at=LINE)


def test_where_no_unit_is_concerned_only_an_everywhere_grant_counts():
    assert may(holding(Held(Role.DELEGATE, None)), APPROVE, at=())
    assert not may(holding(Held(Role.DELEGATE, "city")), APPROVE, at=())


def test_one_fitting_grant_among_several_is_enough():
    assert may(holding(Held(Role.SPECIALIST, None), Held(Role.DELEGATE, "city")), APPROVE, at=LINE)


def test_what_is_not_allowed_is_refused_by_name_of_the_action():
    demand(holding(Held(Role.DELEGATE, None)), APPROVE, at=LINE)
    with pytest.raises(Forbidden) as refused:
        demand(holding(), APPROVE, at=LINE)
    assert refused.value.details == {"action": "counter.approve"}
