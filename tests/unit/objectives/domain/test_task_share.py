from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.progress import SILENT, Frequency
from hanoiwork_objectives.domain.task_share import TaskShare, delivered


def share(points, status, *, quantity=1, accepted=1, on=date(2026, 6, 1), broken_down=False):
    return TaskShare(
        task_id="t",
        measure_id="m",
        points=Decimal(points),
        quantity=Decimal(quantity),
        accepted_quantity=Decimal(accepted),
        status=status,
        told_on=on,
        sequence=1,
        broken_down=broken_down,
    )


def percent(*shares):
    return delivered(shares, frequency=Frequency.MONTHLY).percent


def test_completed_points_count_against_all_points():
    assert percent(share(30, "completed"), share(10, "in_progress", accepted=0)) == 75


def test_drafts_and_cancelled_tasks_count_nowhere():
    assert percent(share(30, "completed"), share(10, "cancelled"), share(99, "draft")) == 100


def test_a_task_done_in_parts_counts_by_its_parts_only():
    whole = share(40, "in_progress", broken_down=True)
    assert percent(whole, share(30, "completed"), share(10, "todo")) == 75
    assert percent(share(40, "completed", broken_down=True)) is SILENT.percent


def test_a_task_accepted_in_part_counts_in_part():
    assert percent(share(10, "completed", quantity=4, accepted=1)) == 25
    assert percent(share(10, "completed", quantity=4, accepted=9)) == 100


def test_a_completed_task_without_quantities_counts_whole():
    assert percent(share(10, "completed", quantity=0, accepted=0)) == 100


def test_without_tasks_or_points_there_are_no_data():
    assert delivered([], frequency=Frequency.MONTHLY) == SILENT
    assert delivered([share(0, "completed")], frequency=Frequency.MONTHLY) == SILENT


def test_the_last_fact_about_any_task_keeps_it_fresh():
    tally = delivered([share(1, "todo"), share(1, "todo", on=date(2026, 6, 9))], frequency=Frequency.WEEKLY)
    assert tally.fresh_until == date(2026, 6, 16)
