"""The year's mean and the quota of the excellent."""

from decimal import Decimal

from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.means import excellent_allowed, mean_of_counted, mean_total

YEAR = ["83.9", "88.0", "91.2", "79.5", None, None, "86.0", "90.4", "92.1", "85.3", "88.8"]


def test_the_citys_year_is_87_2_and_good():
    total = mean_total(None if month is None else Decimal(month) for month in YEAR)
    assert total == Decimal("87.2")
    assert HANOI_2026.level(total).vi == "Hoàn thành tốt"


def test_a_year_without_scored_months_has_no_total():
    assert mean_total([None, None]) is None


def test_a_fifth_of_those_good_or_better_may_be_excellent_rounded_down():
    assert [excellent_allowed(good, pack=HANOI_2026) for good in (0, 4, 5, 14, 15)] == [0, 0, 1, 2, 3]


def test_totals_that_several_people_have_weigh_as_often():
    counted = [(Decimal("83.9"), 1), (Decimal(100), 2), (None, 5)]
    assert mean_of_counted(counted) == mean_total([Decimal("83.9"), Decimal(100), Decimal(100)]) == Decimal("94.6")


def test_which_levels_are_good_or_better_is_said_by_the_pack():
    assert [level.code for level in HANOI_2026.levels if level.good] == ["excellent", "good"]
