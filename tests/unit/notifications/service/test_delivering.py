"""How letters are carried: each once, tried again, and never held longer than a lease."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from hanoiwork_notifications.domain import Kind, Letter, Undeliverable
from hanoiwork_notifications.events import TaskSlice
from hanoiwork_notifications.service import Notifications
from hanoiwork_notifications.service.delivering import LEASE
from hanoiwork_shared.runtime import Runtime
from hanoiwork_shared.testing import FixedClock

TASK = TaskSlice(task_id="t-1", code="NV-01", person_id="nva", assigner_id="head")


class Dying(BaseException):
    """The process ends while a letter is under way."""


class Slow:
    """A channel that takes long; while it does, somebody else carries letters too."""

    name = "pigeon"

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock
        self.letters: list[str] = []
        self.meanwhile: Callable[[], object] = int

    def send(self, letter: Letter) -> None:
        self.letters.append(letter.delivery_id)
        self.clock.move(timedelta(seconds=100))
        meanwhile, self.meanwhile = self.meanwhile, int
        meanwhile()
        self.meanwhile = meanwhile


def test_a_letter_is_carried_once(notifications: Notifications, pigeon) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    assert (notifications.delivering.deliver(), notifications.delivering.deliver()) == (1, 0)
    assert [letter.recipient_id for letter in pigeon.letters] == ["nva"]


def test_a_failing_channel_is_tried_again_until_it_works(
    notifications: Notifications, clock: FixedClock, pigeon
) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    pigeon.error = OSError("rain")
    assert (notifications.delivering.deliver(), notifications.delivering.deliver()) == (1, 0)
    clock.move(timedelta(seconds=11))
    pigeon.error = None
    assert (notifications.delivering.deliver(), notifications.delivering.deliver()) == (1, 0)
    assert len({letter.delivery_id for letter in pigeon.letters}) == 1


def test_after_eight_failures_a_letter_is_left_alone(notifications: Notifications, clock: FixedClock, pigeon) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    pigeon.error = OSError("rain")
    for _ in range(20):
        notifications.delivering.deliver()
        clock.move(timedelta(hours=2))
    assert len(pigeon.letters) == 8


def test_an_undeliverable_letter_is_tried_once(notifications: Notifications, clock: FixedClock, pigeon) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    pigeon.error = Undeliverable("no such address")
    notifications.delivering.deliver()
    clock.move(timedelta(days=1))
    assert notifications.delivering.deliver() == 0


def test_a_letter_whose_carrier_died_is_carried_again_after_the_lease(
    notifications: Notifications, clock: FixedClock, pigeon
) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    pigeon.error = Dying()
    with pytest.raises(Dying):
        notifications.delivering.deliver()
    pigeon.error = None
    assert notifications.delivering.deliver() == 0
    clock.move(LEASE)
    assert notifications.delivering.deliver() == 1
    assert len({letter.delivery_id for letter in pigeon.letters}) == 1


def test_a_slow_receiver_gets_no_letter_twice_however_many_are_due(
    runtime: Runtime, clock: FixedClock, make_over
) -> None:
    slow = Slow(clock)
    ours, other = make_over(runtime, clock, slow), make_over(runtime, clock, slow)
    for number in range(6):
        ours.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id=f"e-{number}")
    slow.meanwhile = other.delivering.deliver
    while ours.delivering.deliver():
        pass
    assert len(slow.letters) == len(set(slow.letters)) == 6


def test_one_call_ends_in_time_and_leaves_the_rest_to_the_next(runtime: Runtime, clock: FixedClock, make_over) -> None:
    notifications = make_over(runtime, clock, Slow(clock))
    for number in range(2):
        notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id=f"e-{number}")
    assert [notifications.delivering.deliver() for _ in range(3)] == [1, 1, 0]


def test_many_letters_leave_in_one_go(notifications: Notifications, pigeon) -> None:
    for number in range(45):
        notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id=f"e-{number}")
    assert notifications.delivering.deliver() == len(pigeon.letters) == 45


def test_letters_of_a_channel_that_was_taken_away_wait_for_it(
    notifications: Notifications, runtime: Runtime, clock: FixedClock, make_over
) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    without = make_over(runtime, clock)
    assert without.delivering.deliver() == 0
    assert notifications.delivering.deliver() == 1
