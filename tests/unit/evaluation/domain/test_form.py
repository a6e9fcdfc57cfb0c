"""Every row is scored once, from 0 to its maximum; whatever is wrong is listed together."""

from decimal import Decimal

import pytest

from hanoiwork_evaluation.domain.form import RowScore, general
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_shared.errors import Refused

FORM = HANOI_2026.form("civil_servant")


def problems(scores):
    with pytest.raises(Refused) as caught:
        general(FORM, scores)
    return [(problem.code, problem.details.get("row")) for problem in caught.value.each()]


def test_a_full_form_gives_30_points(make):
    assert general(FORM, make.full()) == 30


def test_the_points_are_the_sum_of_the_rows(make):
    assert general(FORM, make.full(Decimal("0.75"))) == Decimal("29.25")


@pytest.mark.parametrize(
    ("score", "code"),
    [
        ("2.01", "evaluation.row_beyond_maximum"),
        ("1e30", "evaluation.row_beyond_maximum"),
        ("-0.5", "evaluation.row_below_zero"),
        ("1.999", "evaluation.row_too_precise"),
        ("1e-30", "evaluation.row_too_precise"),
    ],
)
def test_a_row_outside_its_bounds_is_refused(make, score, code):
    assert problems([RowScore(code="1.1", score=Decimal(score)), *make.full()[1:]]) == [(code, "1.1")]


def test_unknown_missing_and_repeated_rows_are_listed_together(make):
    scores = [*make.full()[1:], make.full()[1], RowScore(code="9.9", score=Decimal(1))]
    assert problems(scores) == [
        ("evaluation.row_unknown", "9.9"),
        ("evaluation.row_repeated", "1.2"),
        ("evaluation.row_missing", "1.1"),
    ]
