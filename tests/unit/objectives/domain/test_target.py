from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.target import Aim, Direction, Step, aim_of, settled
from hanoiwork_shared.errors import Refused

D = Decimal


def refused(**aim):
    with pytest.raises(Refused) as caught:
        settled(Aim(**aim))
    return [(problem.code, problem.field) for problem in caught.value.each()]


def test_everything_the_city_aims_at_in_2026_can_be_said():
    assert settled(Aim(direction=Direction.RANGE, low=D("7.5"), high=D("8.0"))).baseline == 0
    assert settled(Aim(direction=Direction.AT_LEAST, target=D(30000))).goal == 30000
    assert settled(Aim(direction=Direction.EXACT, target=D(100))).goal == 100
    assert settled(Aim(direction=Direction.COUNT, target=D(2))).goal == 2


def test_an_upper_limit_starts_from_twice_itself_unless_somebody_says_otherwise():
    assert settled(Aim(direction=Direction.AT_MOST, target=D(4), strict=True)).baseline == 8
    assert settled(Aim(direction=Direction.AT_MOST, target=D(4), baseline=D(6))).baseline == 6


def test_a_milestone_aims_at_all_its_steps():
    steps = (Step(title="Thiết kế"), Step(title="Thi công", weight=D(3)))
    assert settled(Aim(direction=Direction.MILESTONE, steps=steps)).goal == 2


@pytest.mark.parametrize(
    ("aim", "field"),
    [
        ({"direction": Direction.RANGE, "low": D(8), "high": D(7)}, "low"),
        ({"direction": Direction.RANGE, "low": D(7)}, "high"),
        ({"direction": Direction.RANGE, "low": D(0), "high": D(7)}, "baseline"),
        ({"direction": Direction.AT_LEAST}, "target"),
        ({"direction": Direction.AT_LEAST, "target": D(0)}, "target"),
        ({"direction": Direction.AT_LEAST, "target": D(5), "baseline": D(5)}, "target"),
        ({"direction": Direction.AT_MOST}, "target"),
        ({"direction": Direction.AT_MOST, "target": D(5), "baseline": D(5)}, "target"),
        ({"direction": Direction.AT_MOST, "target": D(0)}, "baseline"),
        ({"direction": Direction.EXACT}, "target"),
        ({"direction": Direction.EXACT, "target": D(5), "baseline": D(5)}, "target"),
        ({"direction": Direction.COUNT}, "target"),
        ({"direction": Direction.COUNT, "target": D("1.5")}, "target"),
        ({"direction": Direction.COUNT, "target": D(0)}, "target"),
        ({"direction": Direction.COUNT, "target": D(2), "baseline": D("0.5")}, "baseline"),
        ({"direction": Direction.COUNT, "target": D(2), "baseline": D(2)}, "target"),
        ({"direction": Direction.MILESTONE}, "steps"),
        ({"direction": Direction.MILESTONE, "steps": (Step(title="a"),), "target": D(2)}, "target"),
        ({"direction": Direction.MILESTONE, "steps": (Step(title="a"),), "baseline": D(1)}, "baseline"),
        ({"direction": Direction.YES_NO, "target": D(2)}, "target"),
        ({"direction": Direction.YES_NO, "baseline": D(1)}, "baseline"),
        ({"direction": Direction.KEEP_WITHIN}, "low"),
        ({"direction": Direction.KEEP_WITHIN, "low": D(5), "high": D(4)}, "low"),
        ({"direction": Direction.KEEP_WITHIN, "low": D(5), "baseline": D(4)}, "baseline"),
        ({"direction": Direction.KEEP_WITHIN, "low": D(5), "target": D(4)}, "target"),
        ({"direction": Direction.EXACT, "target": D(5), "commit": D(4)}, "commit"),
        ({"direction": Direction.RANGE, "low": D(5), "high": D(6), "stretch": D(7)}, "stretch"),
        ({"direction": Direction.YES_NO, "stretch": D(1)}, "stretch"),
        ({"direction": Direction.AT_LEAST, "target": D(5), "low": D(1)}, "low"),
        ({"direction": Direction.AT_LEAST, "target": D(5), "strict": True}, "strict"),
        ({"direction": Direction.AT_LEAST, "target": D(5), "steps": (Step(title="a"),)}, "steps"),
    ],
)
def test_a_target_that_contradicts_its_direction_is_refused_by_field(aim, field):
    assert refused(**aim) == [("objectives.target_contradicts_direction", field)]


def test_a_range_that_only_has_a_target_is_told_all_three_things():
    codes = refused(direction=Direction.RANGE, target=D(5))
    assert [field for _, field in codes] == ["target", "low", "high"]


@pytest.mark.parametrize("amount", [D("1E+18"), D("1E+999999"), D("0.0000001"), D("1E-999999"), D("1" * 40)])
def test_numbers_that_could_not_be_kept_exactly_are_refused(amount):
    assert refused(direction=Direction.EXACT, target=amount) == [("objectives.amount_out_of_bounds", "target")]


def test_a_step_without_weight_is_refused():
    steps = (Step(title="a"), Step(title="b", weight=D(0)))
    assert refused(direction=Direction.MILESTONE, steps=steps) == [
        ("objectives.weight_not_positive", "steps[1].weight")
    ]


@pytest.mark.parametrize(
    ("aim", "fields"),
    [
        ({"direction": Direction.AT_LEAST, "target": D(90), "commit": D(90)}, ["commit"]),
        ({"direction": Direction.AT_LEAST, "target": D(90), "commit": D(95)}, ["commit"]),
        ({"direction": Direction.AT_LEAST, "target": D(90), "commit": D(50), "baseline": D(60)}, ["commit"]),
        ({"direction": Direction.AT_LEAST, "target": D(90), "stretch": D(90)}, ["stretch"]),
        ({"direction": Direction.COUNT, "target": D(9), "commit": D(10), "stretch": D(8)}, ["commit", "stretch"]),
        ({"direction": Direction.AT_MOST, "target": D(4), "commit": D(3)}, ["commit"]),
        ({"direction": Direction.AT_MOST, "target": D(4), "commit": D(8)}, ["commit"]),
        ({"direction": Direction.AT_MOST, "target": D(4), "stretch": D(5)}, ["stretch"]),
    ],
)
def test_a_ladder_out_of_order_is_refused_by_field(aim, fields):
    assert refused(**aim) == [("objectives.ladder_out_of_order", field) for field in fields]


@pytest.mark.parametrize(
    "aim",
    [
        {"direction": Direction.AT_LEAST, "target": D(90), "commit": D(80), "stretch": D(95)},
        {"direction": Direction.AT_MOST, "target": D(4), "commit": D(5), "stretch": D(3), "strict": True},
        {"direction": Direction.RANGE, "low": D(7), "high": D(8), "baseline": D(5)},
        {"direction": Direction.MILESTONE, "steps": (Step(title="a"), Step(title="b"))},
        {"direction": Direction.KEEP_WITHIN, "low": D(7)},
        {"direction": Direction.YES_NO},
    ],
)
def test_a_target_gives_back_the_aim_it_was_settled_from(aim):
    target = settled(Aim(**aim))
    assert settled(aim_of(target)) == target
