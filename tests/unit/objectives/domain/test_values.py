from decimal import Decimal

import pytest

from hanoiwork_objectives.domain.target import Aim, Direction, Step, settled
from hanoiwork_objectives.domain.values import decimals, precision_problems, value_problems

D = Decimal
SHARE = settled(Aim(direction=Direction.AT_LEAST, target=D("22.50")))
FINE = settled(Aim(direction=Direction.AT_LEAST, target=D("0.1234")))
COUNT = settled(Aim(direction=Direction.COUNT, target=D(20)))
YES_NO = settled(Aim(direction=Direction.YES_NO))
STEPS = settled(Aim(direction=Direction.MILESTONE, steps=(Step(title="a"), Step(title="b"))))


def found(value, target, precision=None):
    problems = value_problems(D(value), target=target, precision=precision, field="value")
    return [problem.code.removeprefix("objectives.") for problem in problems]


def test_counted_measures_have_no_decimals_others_two_or_as_many_as_their_target():
    assert [decimals(None, target) for target in (COUNT, YES_NO, STEPS, SHARE, FINE)] == [0, 0, 0, 2, 4]
    assert decimals(1, SHARE) == 1


@pytest.mark.parametrize(
    ("value", "target", "precision", "problems"),
    [
        ("1.25", SHARE, None, []),
        ("1.250", SHARE, None, []),
        ("1.255", SHARE, None, ["value_too_fine"]),
        ("1.2", SHARE, 0, ["value_too_fine"]),
        ("1.1234", FINE, None, []),
        ("1E+18", SHARE, None, ["amount_out_of_bounds"]),
        ("1.5", COUNT, None, ["value_not_whole"]),
        ("-1", COUNT, None, ["value_not_whole"]),
        ("21", COUNT, None, []),
        ("1", YES_NO, None, []),
        ("2", YES_NO, None, ["value_not_whole"]),
        ("0.5", YES_NO, None, ["value_not_whole"]),
        ("2", STEPS, None, []),
        ("3", STEPS, None, ["value_not_whole"]),
    ],
)
def test_a_value_keeps_to_its_direction_and_precision(value, target, precision, problems):
    assert found(value, target, precision) == problems


@pytest.mark.parametrize("precision", [-1, 7])
def test_a_precision_is_0_to_6_decimals(precision):
    assert [one.code for one in precision_problems(precision, SHARE)] == ["objectives.precision_out_of_bounds"]


def test_a_precision_must_show_the_target_itself():
    [problem] = precision_problems(0, SHARE)
    assert (problem.code, problem.field) == ("objectives.value_too_fine", "target")
    assert list(precision_problems(1, SHARE)) == []
