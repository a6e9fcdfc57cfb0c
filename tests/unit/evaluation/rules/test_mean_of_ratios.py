"""Hanoi's method on the city's own numbers, and what must hold whatever the numbers are."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_evaluation.domain.lines import Group, Line
from hanoiwork_evaluation.domain.sheet import LeaderTerms
from hanoiwork_evaluation.rules import shown
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.pack import LateUnit

METHOD = HANOI_2026.method


def line(code="T", *, points=10, completed=True, wrong=0, late=0, **more):
    return Line(
        task_id=code,
        code=code,
        group=Group.ROUTINE,
        points=Decimal(points),
        completed=completed,
        quality_failures=wrong,
        late_days=late,
        **more,
    )


def score(lines, *, general=30, pack=HANOI_2026, terms=None):
    return METHOD.score(lines, pack=pack, general=None if general is None else Decimal(general), terms=terms)


def test_five_tasks_of_the_design_score_71_3():
    lines = [line("1"), line("2", points=20, wrong=1), line("3", points=30, late=2)]
    lines += [line("4", points=15, wrong=5), line("5", points=25, completed=False)]
    result = score(lines, general=27)
    assert (result.quantity, result.quality, result.progress) == (75, 55, 60)
    assert shown.ratio(result.ratio) == Decimal("0.6333")
    assert result.total == Decimal("71.3")
    assert result.level.vi == "Hoàn thành tốt"


def test_three_days_late_leave_a_quarter_per_day_and_three_quarters_per_occurrence():
    late = [line(points=20, late=3)]
    assert score(late).progress == 5
    assert score(late, pack=replace(HANOI_2026, late_unit=LateUnit.OCCURRENCE)).progress == 15


def test_the_leader_of_the_design_is_scored_by_six_equal_terms():
    lines = [line("good", points=90), line("open", points=5, completed=False)]
    lines += [line("wrong", points=2, wrong=4), line("late", points=3, wrong=4, late=4)]
    result = score(lines, general=29, terms=LeaderTerms(unit_result=Decimal("0.5")))
    parts = [
        shown.percent(shown.share(part, result.points)) for part in (result.quantity, result.quality, result.progress)
    ]
    assert parts == [95, 90, 92]
    assert shown.ratio(result.ratio) == Decimal("0.8783")
    assert result.total == Decimal("90.5")
    assert result.level.vi == "Hoàn thành xuất sắc"


@pytest.mark.parametrize(
    ("exact", "total", "level"),
    [
        ("19.95", "90.0", "excellent"),
        ("19.94", "89.9", "good"),
        ("-0.05", "70.0", "good"),
        ("-20.05", "50.0", "completed"),
    ],
)
def test_the_level_is_read_from_the_rounded_total(exact, total, level):
    """89.95, 89.94, 69.95 and 49.95 of the design, with everything done and the rest from the general points."""
    pack = replace(HANOI_2026, general_maximum=Decimal(100), result_maximum=Decimal(0))
    result = METHOD.score([line()], pack=pack, general=Decimal(70) + Decimal(exact), terms=None)
    assert str(result.total) == total
    assert result.level == pack.level_named(level)


def test_no_assigned_work_gives_no_score_rather_than_zero():
    for lines in ([], [line(points=0)]):
        result = score(lines)
        assert (result.ratio, result.result, result.total, result.level) == (None, None, None, None)


def test_without_general_points_there_is_a_result_but_no_total():
    result = score([line()], general=None)
    assert result.result == 70
    assert result.total is None
    assert result.level is None


def test_an_accepted_part_of_the_quantity_counts_as_that_part():
    result = score([line(quantity=Decimal(3), accepted_quantity=Decimal(1))])
    assert result.quantity == Fraction(10, 3)
    assert result.total == Decimal("53.3")


lines = st.builds(
    line,
    code=st.uuids().map(str),
    points=st.decimals(min_value=0, max_value=1000, places=2),
    completed=st.booleans(),
    wrong=st.integers(0, 6),
    late=st.integers(0, 40),
)
many = st.lists(lines, max_size=12)
generals = st.decimals(min_value=0, max_value=30, places=2)
packs = st.sampled_from([HANOI_2026, replace(HANOI_2026, late_unit=LateUnit.OCCURRENCE)])


@given(st.data(), many, generals, packs)
def test_the_order_of_lines_does_not_matter(data, some, general, pack):
    shuffled = data.draw(st.permutations(some))
    one, other = (score(each, general=general, pack=pack) for each in (some, shuffled))
    assert (one.ratio, one.total, one.level) == (other.ratio, other.total, other.level)


@given(st.data(), many.filter(bool), generals, packs)
def test_more_failures_and_more_lateness_never_raise_the_score(data, some, general, pack):
    wrong, late = data.draw(st.integers(0, 5)), data.draw(st.integers(0, 30))
    place = data.draw(st.integers(0, len(some) - 1))
    worse = list(some)
    worse[place] = replace(
        some[place],
        quality_failures=some[place].quality_failures + wrong,
        late_days=some[place].late_days + late,
    )
    before, after = score(some, general=general, pack=pack), score(worse, general=general, pack=pack)
    assert (after.ratio or 0) <= (before.ratio or 0)
    assert (after.total or 0) <= (before.total or 0)


@given(many, generals, packs, st.booleans())
def test_a_total_lies_between_0_and_100(some, general, pack, leader):
    terms = LeaderTerms(unit_result=Decimal(1)) if leader else None
    result = score(some, general=general, pack=pack, terms=terms)
    assert result.total is None or 0 <= result.total <= 100
    assert result.quality <= result.quantity >= result.progress
