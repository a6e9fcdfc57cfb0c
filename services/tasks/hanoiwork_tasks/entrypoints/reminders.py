"""The clock that tells of deadlines."""

from datetime import timedelta
from typing import Any

from hanoiwork_shared.bus_nameko import Entrypoints, every
from hanoiwork_shared.turns import take_turn

TURN = timedelta(seconds=10)
"""How long one turn of the timer goes on (our choice)."""


class ReminderClock(Entrypoints):
    """Tells of deadlines that draw near or have passed."""

    desk: Any

    @every(seconds=20)
    def tell_of_deadlines(self) -> None:
        """Tell of what is due soon or overdue, one transaction after the other, for a turn."""
        take_turn(self.desk.reminding.remind, clock=self.runtime.clock, lasting=TURN)
