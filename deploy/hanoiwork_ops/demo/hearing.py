"""Waiting until every service has heard what was told."""

import time
from collections.abc import Callable

from hanoiwork_shared.errors import Unavailable

STUCK_SECONDS = 60.0
"""How long no event may arrive before it counts as stuck; a slow machine with many of them just takes longer."""
PAUSE_SECONDS = 0.1


class StillWaiting(Unavailable):
    """Events are still on their way, and none arrives."""

    code = "ops.events_unknown"


def until_heard(waiting: Callable[[], int], *, stuck: float = STUCK_SECONDS) -> None:
    """Return when no event is on its way any more; raises StillWaiting when their number stops falling."""
    fewest, since = waiting(), time.monotonic()
    while left := waiting():
        if left < fewest:
            fewest, since = left, time.monotonic()
        if time.monotonic() - since > stuck:
            raise StillWaiting(what="events")
        time.sleep(PAUSE_SECONDS)
