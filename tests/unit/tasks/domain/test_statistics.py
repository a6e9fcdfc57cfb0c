from decimal import Decimal

import pytest

from hanoiwork_tasks.domain.statistics import Counts, progress, share, statistics


def test_the_decks_division_report_comes_out() -> None:
    report = statistics(Counts(total=556, completed=552, on_time=551, late=1, overdue=0))
    assert (report.not_completed, report.overdue) == (4, 0)
    assert (str(report.completed_percent), str(report.not_completed_percent)) == ("99.28", "0.72")


def test_there_is_no_share_of_nothing() -> None:
    assert statistics(Counts()).completed_percent is None
    assert progress(Counts()).percent is None


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(1, 800, "0.13"), (1, 3, "33.33"), (2, 3, "66.67"), (3, 3, "100.00")]
)
def test_shares_are_rounded_half_up(part: int, whole: int, percent: str) -> None:
    assert str(share(part, of=whole, places=2)) == percent


def test_progress_is_the_completed_share_of_the_points() -> None:
    counts = Counts(total=3, completed=1, on_time=1, points=Decimal(57), completed_points=Decimal(28))
    assert str(progress(counts).percent) == "49.1"
