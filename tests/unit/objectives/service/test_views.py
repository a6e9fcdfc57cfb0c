"""What is shown of a measure beside its percentage."""

from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.measure import Kind
from hanoiwork_objectives.domain.target import Aim, Direction, Step

D = Decimal


@pytest.fixture(autouse=True)
def city(suite):
    suite.load()
    suite.create("GD", code="N", title="Mục tiêu mới của Sở", cycle="2026", unit="SKHCN", parent="O2")


def test_a_zone_stands_beside_the_percentage(suite):
    suite.change("GD", measure="O2-S-KR1", commit=D(80), stretch=D(99))
    assert suite.measure("O2-S-KR1").zone is None
    for value, stands in ((79, "below_commit"), (80, "committed"), (98, "target"), (99, "stretched")):
        suite.check_in("NVA", measure="O2-S-KR1", value=D(value))
        assert suite.measure("O2-S-KR1").zone == stands


def test_steps_say_whether_they_are_reached(suite):
    aim = Aim(direction=Direction.MILESTONE, steps=(Step(title="a"), Step(title="b", weight=D(3))))
    suite.add_measure("OP", objective="O2-S", code="RAIL", kind=Kind.KR, title="Đường sắt", aim=aim)
    suite.check_in("GD", measure="RAIL", value=D(1))
    shown = suite.measure("RAIL")
    assert ([step.reached for step in shown.steps], shown.progress.percent) == ([True, False], 25)
