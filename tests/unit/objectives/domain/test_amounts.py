from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.amounts import out_of_bounds, shown


@pytest.mark.parametrize(
    ("kept", "read"),
    [("100.0000", "100"), ("33.0909", "33.1"), ("0.0500", "0.1"), ("0.0499", "0"), ("12.2500", "12.3")],
)
def test_a_percentage_is_read_with_one_decimal_rounded_half_up(kept, read):
    assert format(shown(Decimal(kept)), "f") == read


def test_no_percentage_is_read_as_none():
    assert shown(None) is None


@pytest.mark.parametrize("amount", ["0", "-999999999999999999.999999", "7.5000000000", "0.000001"])
def test_any_amount_of_a_city_is_within_bounds(amount):
    assert not out_of_bounds(Decimal(amount))
