"""Several things at the same moment."""

import threading
from collections.abc import Callable
from typing import Any

LONGEST = 60
"""Seconds after which a thing that is not done counts as stuck."""


def at_once(*work: Callable[..., object]) -> list[Any]:
    """Do these at the same moment, each in a thread of its own; the exceptions of what went wrong."""
    start, wrong = threading.Barrier(len(work)), []

    def one(do: Callable[..., object]) -> None:
        start.wait(10)
        try:
            do()
        except Exception as error:  # noqa: BLE001 - the test says which it expects
            wrong.append(error)

    threads = [threading.Thread(target=one, args=(do,)) for do in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    assert not any(thread.is_alive() for thread in threads)
    return wrong
