from datetime import date

import pytest

from hanoiwork_tasks.domain.deadline import deadline


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Q4/2026", date(2026, 12, 31)),
        ("Q2/2026", date(2026, 6, 30)),
        ("Q1/2028", date(2028, 3, 31)),
        ("2/2028", date(2028, 2, 29)),
        ("02/2026", date(2026, 2, 28)),
        ("2026-12-31", date(2026, 12, 31)),
        ("Quý IV/2026", date(2026, 12, 31)),
        ("quý 1/2026", date(2026, 3, 31)),
        ("Quý III/2026", date(2026, 9, 30)),
        ("tháng 6/2026", date(2026, 6, 30)),
        ("Tháng 02/2028", date(2028, 2, 29)),
        ("31/12/2026", date(2026, 12, 31)),
        ("1/7/2026", date(2026, 7, 1)),
    ],
)
def test_a_deadline_is_the_last_day_of_its_day_month_or_quarter(text: str, day: date) -> None:
    assert deadline(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Q5/2026",
        "Quý V/2026",
        "Quý 5/2026",
        "quýIV/2026",
        "tháng 13/2026",
        "31/02/2026",
        "00/01/2026",
        "1/13/2026",
        "Q0/2026",
        "13/2026",
        "0/2026",
        "2026-02-30",
        "2026-13-01",
        "Q4-2026",
        "soon",
        "",
        "Q٤/2026",
        "01/1999",
    ],
)
def test_what_is_none_of_them_is_no_deadline(text: str) -> None:
    assert deadline(text) is None
