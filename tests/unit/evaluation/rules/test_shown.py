"""Figures are shown rounded half up, without trailing zeros, never in powers of ten."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_evaluation.rules import shown


@pytest.mark.parametrize(("value", "total"), [("89.95", "90.0"), ("89.94", "89.9"), ("69.95", "70.0"), ("0.05", "0.1")])
def test_halves_are_rounded_up(value, total):
    assert str(shown.half_up(Fraction(value), places=1)) == total


@pytest.mark.parametrize(
    ("value", "text"), [("77.0", "77"), ("100", "100"), ("30.10", "30.1"), ("0.0", "0"), ("1E+2", "100")]
)
def test_trailing_zeros_are_left_out(value, text):
    assert str(shown.bare(Decimal(value))) == text


def test_the_decks_ratio_shows_as_77_percent():
    assert str(shown.percent(Fraction(305, 396))) == "77"
    assert shown.percent(None) is None


@given(st.fractions(min_value=0, max_value=10**6))
def test_rounding_moves_a_figure_by_half_a_unit_at_most(value):
    assert abs(Fraction(shown.half_up(value, places=1)) - value) <= Fraction(1, 20)
