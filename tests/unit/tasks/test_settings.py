"""The city's own days, as an operator writes them."""

from datetime import date

import pytest

from hanoiwork_tasks.settings import TasksSettings, days


def test_days_are_single_days_and_ranges() -> None:
    assert days(" 2026-02-16..2026-02-18, 2026-05-02 ,") == {
        date(2026, 2, 16), date(2026, 2, 17), date(2026, 2, 18), date(2026, 5, 2),
    }  # fmt: skip
    assert days("") == frozenset()


@pytest.mark.parametrize("text", ["30/4/2026", "2026-02-30", "2026-02-18..2026-02-16", "2026-01-01..2027-06-01", "x"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        days(text)


def test_they_make_the_calendar() -> None:
    calendar = TasksSettings(days_off="2026-06-12", days_worked="2026-06-13").working_days()
    assert (calendar.is_worked(date(2026, 6, 12)), calendar.is_worked(date(2026, 6, 13))) == (False, True)
