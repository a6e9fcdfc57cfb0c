"""An explanation speaks both languages, and says why there is no score when there is none."""

from decimal import Decimal

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


def test_without_work_it_says_that_there_is_no_score():
    assert explain([])[-1] == "No points were assigned in the period, so there is no score (which is not a score of 0)."
    assert "không chấm điểm" in explain([], locale="vi")[-1]


def test_without_general_points_it_says_that_there_is_no_total_yet():
    assert "no total yet" in explain([DONE], general=None)[-1]


def test_a_leaders_terms_are_named():
    told = explain([DONE], terms=LeaderTerms(unit_result=Decimal("0.5")))
    assert "Leader: unit result 50 %, organising 100 %, uniting 100 %." in told
