from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.domain.measure import Source
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.sharing import shares, shares_in
from tests.unit.objectives.domain.parts import child, measure

D = Decimal


def test_three_of_the_same_weight_share_a_hundred_exactly():
    assert shares({"a": D(1), "b": D(1), "c": D(1)}) == {"a": D("33.34"), "b": D("33.33"), "c": D("33.33")}


def test_the_largest_remainder_gets_what_is_left():
    assert shares({"a": D(1), "b": D(2), "c": D(4)}) == {"a": D("14.29"), "b": D("28.57"), "c": D("57.14")}


def test_nothing_shares_nothing():
    assert shares({}) == {}


def test_shares_may_be_as_coarse_as_they_are_shown():
    assert shares({"a": D(1), "b": D(1), "c": D(1)}, unit=D("0.1")) == {"a": D("33.4"), "b": D("33.3"), "c": D("33.3")}


@given(
    weights=st.lists(st.decimals("0.000001", 10**9, places=6), min_size=1, max_size=40),
    unit=st.sampled_from([D("0.01"), D("0.1")]),
)
def test_shares_always_add_up_to_a_hundred(weights, unit):
    found = shares({str(index): weight for index, weight in enumerate(weights)}, unit=unit)
    assert sum(found.values()) == 100
    assert all(0 <= share <= 100 for share in found.values())
    assert all(
        abs(found[str(index)] - weight * 100 / sum(weights)) < unit * D("1.01") for index, weight in enumerate(weights)
    )


def test_measures_and_direct_children_share_together_and_those_on_a_fed_key_result_within_it():
    fed = measure("fed", weight=D(2), source=Source.CHILDREN)
    other = measure("other", weight=D(1))
    children = [
        child("direct", weight=D(1)),
        child("on", on="fed", weight=D(1)),
        child("on-too", on="fed", weight=D(3)),
        child("draft", status=Status.DRAFT, weight=D(50)),
    ]
    assert shares_in([fed, other], children) == {
        "fed": 50, "other": 25, "direct": 25, "on": 25, "on-too": 75,
    }  # fmt: skip
