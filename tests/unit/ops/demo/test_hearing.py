from collections.abc import Callable

import pytest

from hanoiwork_ops.demo.hearing import StillWaiting, until_heard


def counting(*left: int) -> Callable[[], int]:
    counts = iter(left)
    last = left[-1]
    return lambda: next(counts, last)


def test_it_ends_when_nothing_is_on_its_way():
    until_heard(counting(3, 2, 0))


def test_it_waits_as_long_as_the_number_falls():
    until_heard(counting(5, 4, 3, 2, 1, 0), stuck=0.15)


def test_events_that_do_not_arrive_are_named():
    with pytest.raises(StillWaiting):
        until_heard(counting(2), stuck=0.01)
