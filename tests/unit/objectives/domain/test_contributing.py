from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.domain.contributing import shares, tidied
from hanoiwork_objectives.events import Contributor

WEIGHTS = st.lists(st.decimals(min_value="0.000001", max_value=10**6, places=6), max_size=50)


def of(*weights):
    return [Contributor(unit_id=str(index), weight=Decimal(weight)) for index, weight in enumerate(weights)]


def test_shares_are_parts_of_a_hundred():
    assert shares(of(3, 1)) == (Decimal(75), Decimal(25))
    assert shares(of(1, 1, 1)) == (Decimal("33.4"), Decimal("33.3"), Decimal("33.3"))
    assert shares([]) == ()


@given(weights=WEIGHTS)
def test_shares_sum_to_a_hundred_whatever_the_weights(weights):
    assert sum(shares(of(*weights))) == (100 if weights else 0)


@given(weights=WEIGHTS)
def test_no_share_is_off_by_more_than_its_last_digit(weights):
    total = sum(weights)
    for weight, share in zip(weights, shares(of(*weights)), strict=True):
        assert abs(share - weight * 100 / total) <= Decimal("0.1")


def test_tags_are_in_lower_case_and_each_stands_once():
    assert tidied(["Chuyển  đổi số", "Y tế", "chuyển đổi số ", "y te\u0302\u0301"]) == ("chuyển đổi số", "y tế")
