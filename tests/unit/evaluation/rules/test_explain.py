"""An explanation speaks both languages, and says why there is no score when there is none."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_evaluation.domain.lines import Group, Line
from hanoiwork_evaluation.domain.sheet import LeaderTerms
from hanoiwork_evaluation.rules.hanoi import HANOI_2026

DONE = Line(task_id="1", code="TX-1", group=Group.ROUTINE, points=Decimal(8), completed=True, late_days=1)


def explain(lines, *, general=Decimal(28), terms=None, locale="en"):
    score = HANOI_2026.method.score(lines, pack=HANOI_2026, general=general, terms=terms)
    return [sentence.told(locale) for sentence in HANOI_2026.method.explain(score, pack=HANOI_2026)]


def test_each_task_says_what_it_gave():
    assert "TX-1: 8 points, completed: quantity 8, quality 8 (failures: 0), progress 6 (late days: 1)." in explain(
        [DONE]
    )


def test_waived_days_are_named_and_cost_nothing():
    waived = replace(DONE, late_days=3, waived_days=2)
    assert "progress 6 (late days: 3, waived: 2)" in explain([waived])[1]
    assert "tiến độ 6 (chậm 3 ngày, miễn tính 2)" in explain([waived], locale="vi")[1]


def test_without_work_it_says_that_there_is_no_score():
    assert explain([])[-1] == "No points were assigned in the period, so there is no score (which is not a score of 0)."
    assert "không chấm điểm" in explain([], locale="vi")[-1]


def test_without_general_points_it_says_that_there_is_no_total_yet():
    assert "no total yet" in explain([DONE], general=None)[-1]


def test_a_leaders_terms_are_named():
    told = explain([DONE], terms=LeaderTerms(unit_result=Decimal("0.5")))
    assert "Leader: unit result 50 %, organising 100 %, uniting 100 %." in told


@given(
    points=st.lists(st.integers(1, 200), min_size=1, max_size=8),
    late=st.integers(0, 5),
    general=st.decimals(0, 30, places=2),
)
def test_the_total_adds_up_before_the_readers_eyes(points, late, general):
    lines = [
        Line(
            task_id=str(place),
            code=str(place),
            group=Group.ROUTINE,
            points=Decimal(each),
            completed=bool(place % 3),
            late_days=late,
        )
        for place, each in enumerate(points)
    ]
    score = HANOI_2026.method.score(lines, pack=HANOI_2026, general=general)
    told = next(sentence for sentence in explain(lines, general=general) if sentence.startswith("Total"))
    first, result, exact, total = (Decimal(figure) for figure in re.findall(r"\d+(?:\.\d+)?", told))
    assert first == general
    assert first + result == exact
    assert exact.quantize(Decimal("0.1"), ROUND_HALF_UP) == total == score.total


def test_the_decks_result_adds_up_with_general_points():
    line = Line(task_id="1", code="1", group=Group.ROUTINE, points=Decimal(3), completed=True, late_days=1)
    assert "Total (general + result; only the total is rounded): 28 + 64.1666… = 92.1666…, rounded 92.2." in explain(
        [line]
    )
