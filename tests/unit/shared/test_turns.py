"""A timer's turn: one transaction after the other, as long as there is something to do and time to do it."""

from datetime import timedelta

from hanoiwork_shared.testing import FixedClock
from hanoiwork_shared.turns import take_turn


def test_a_turn_ends_when_nothing_is_left_to_do():
    left = [1, 1, 0, 1]
    take_turn(lambda: left.pop(0), clock=FixedClock(), lasting=timedelta(seconds=10))
    assert left == [1]


def test_a_turn_ends_with_its_time_and_leaves_the_rest_to_the_next():
    clock, done = FixedClock(), []

    def work() -> int:
        done.append(clock.now())
        clock.move(timedelta(seconds=4))
        return 1

    take_turn(work, clock=clock, lasting=timedelta(seconds=10))
    assert len(done) == 3
