"""A timer's turn: what is due is done in transactions of its own, until nothing is or the turn is over."""

from collections.abc import Callable
from datetime import timedelta

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.database import persist


def take_turn(work: Callable[[], int | bool], *, clock: Clock, lasting: timedelta) -> None:
    """Do one transaction of `work` after the other as long as it says that it found something; then the next turn's."""
    until = clock.now() + lasting
    while persist(work) and clock.now() < until:
        pass
