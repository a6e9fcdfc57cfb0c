from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.ladder import zone
from hanoiwork_objectives.domain.target import Aim, Direction, settled

D = Decimal
RISING = settled(Aim(direction=Direction.AT_LEAST, target=D(90), commit=D(80), stretch=D(95)))
FALLING = settled(Aim(direction=Direction.AT_MOST, target=D(4), commit=D(5), stretch=D(3), strict=True))


@pytest.mark.parametrize(
    ("target", "value", "stands"),
    [
        (RISING, "79.9", "below_commit"),
        (RISING, 80, "committed"),
        (RISING, 90, "target"),
        (RISING, 95, "stretched"),
        (FALLING, 6, "below_commit"),
        (FALLING, 5, "committed"),
        (FALLING, 4, "committed"),
        (FALLING, "3.9", "target"),
        (FALLING, 3, "stretched"),
    ],
)
def test_a_value_stands_on_the_highest_rung_it_reached(target, value, stands):
    assert zone(target, D(value)) == stands


def test_without_a_commitment_the_target_itself_is_committed_to():
    only_stretch = settled(Aim(direction=Direction.COUNT, target=D(9), stretch=D(12)))
    assert [zone(only_stretch, D(value)) for value in (8, 9, 12)] == ["below_commit", "target", "stretched"]


def test_without_a_ladder_or_a_value_there_is_no_zone():
    assert zone(RISING, None) is None
    assert zone(settled(Aim(direction=Direction.AT_LEAST, target=D(90))), D(90)) is None
