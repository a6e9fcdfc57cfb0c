"""The order in which people count codes."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_objectives.service.ordering import natural
from tests.unit.objectives.domain.parts import child


def ordered(codes):
    return [item.code for item in natural(child(code) for code in codes)]


@pytest.mark.parametrize(
    "codes",
    [
        ("O2", "O10"),
        ("LC", "LC5", "LC5-1"),
        ("2", "10", "LC"),
        ("O1", "O1-KR2", "O1-KR10", "O2"),
        ("O002", "O02", "O2", "O3"),
    ],
)
def test_numbers_count_by_their_size_wherever_they_stand(codes):
    assert {tuple(ordered(mixed)) for mixed in permutations(codes)} == {codes}


@given(st.lists(st.text(alphabet="LO-.0129", max_size=6), unique=True))
def test_any_codes_can_be_ordered_and_always_come_in_the_same_order(codes):
    assert ordered(codes) == ordered(reversed(codes))
