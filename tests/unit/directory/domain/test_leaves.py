"""Leaves: never two at once, and what was cancelled stands in nobody's way."""

from datetime import date

import pytest

from hanoiwork_directory.domain import leave as leaving
from hanoiwork_directory.domain.leave import Leave, LeaveKind, Leaves
from hanoiwork_directory.domain.refusals import LeaveCancelled, LeaveOverlaps, ValidityReversed
from hanoiwork_shared.errors import NotFound


def leave(starts: date, ends: date | None, number: str = "1") -> Leave:
    return Leave(id=number, person_id="p", kind=LeaveKind.ANNUAL, starts=starts, ends=ends)


@pytest.fixture
def away() -> Leaves:
    return leaving.recorded((), leave(date(2026, 6, 10), date(2026, 6, 20)), key="P")


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2026, 6, 1), date(2026, 6, 10)),
        (date(2026, 6, 20), date(2026, 6, 30)),
        (date(2026, 6, 12), date(2026, 6, 12)),
        (date(2026, 6, 1), None),
    ],
)
def test_two_leaves_never_share_a_day(away, starts, ends):
    with pytest.raises(LeaveOverlaps):
        leaving.recorded(away, leave(starts, ends, "2"), key="P")


def test_leaves_may_follow_each_other_and_an_open_one_blocks_what_comes(away):
    more = leaving.recorded(away, leave(date(2026, 6, 21), None, "2"), key="P")
    with pytest.raises(LeaveOverlaps):
        leaving.recorded(more, leave(date(2030, 1, 1), date(2030, 1, 2), "3"), key="P")


def test_an_earlier_return_makes_room_and_a_later_one_must_have_it(away):
    back = leaving.ended(away, "1", on=date(2026, 6, 15), key="P")
    assert back[0].ends == date(2026, 6, 15)
    more = leaving.recorded(back, leave(date(2026, 6, 16), date(2026, 6, 18), "2"), key="P")
    with pytest.raises(LeaveOverlaps):
        leaving.ended(more, "1", on=date(2026, 6, 16), key="P")


def test_a_cancelled_leave_stays_in_the_record_and_out_of_the_way(away):
    dropped = leaving.cancelled(away, "1")
    assert dropped[0].cancelled
    assert leaving.cancelled(dropped, "1") == dropped
    assert len(leaving.recorded(dropped, leave(date(2026, 6, 10), date(2026, 6, 20), "2"), key="P")) == 2
    with pytest.raises(LeaveCancelled):
        leaving.ended(dropped, "1", on=date(2026, 6, 15), key="P")


def test_a_leave_that_ends_before_it_begins_or_is_unknown_is_refused(away):
    with pytest.raises(ValidityReversed) as refused:
        leaving.recorded((), leave(date(2026, 6, 10), date(2026, 6, 9)), key="P")
    assert refused.value.field == "ends"
    with pytest.raises(ValidityReversed):
        leaving.ended(away, "1", on=date(2026, 6, 9), key="P")
    with pytest.raises(NotFound):
        leaving.cancelled(away, "nothing")
