"""Waiting for something to happen: polled with a deadline, never slept for."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def until(condition: Callable[[], T | None], *, seconds: float = 60, what: str = "it") -> T:
    """Poll until `condition` answers something true, at most `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.05)
    message = f"{what} did not happen within {seconds} s"
    raise AssertionError(message)
