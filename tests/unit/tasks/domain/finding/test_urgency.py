"""The heads of "my tasks": every deadline stands under exactly one of them."""

from datetime import date, timedelta

import pytest

from hanoiwork_tasks.domain.finding.urgency import Urgency, dues

TODAY = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("days", "urgency"),
    [(-30, Urgency.OVERDUE), (-1, Urgency.OVERDUE), (0, Urgency.TODAY), (1, Urgency.SOON), (3, Urgency.SOON),
     (4, Urgency.LATER), (400, Urgency.LATER)],
)  # fmt: skip
def test_every_deadline_has_one_head(days: int, urgency: Urgency) -> None:
    due = TODAY + timedelta(days=days)
    under = []
    for one in (Urgency.OVERDUE, Urgency.TODAY, Urgency.SOON, Urgency.LATER):
        first, last = dues(one, today=TODAY)
        if (first is None or first <= due) and (last is None or due <= last):
            under.append(one)
    assert under == [urgency]
