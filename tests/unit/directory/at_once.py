"""Several things at the same moment."""

import threading
from collections.abc import Callable

from hanoiwork_shared.database import persist


def at_once(*work: Callable[[], object]) -> list[Exception]:
    """Do these at the same moment; what went wrong."""
    start, wrong = threading.Barrier(len(work)), []

    def one(do: Callable[[], object]) -> None:
        start.wait(10)
        try:
            persist(do)
        except Exception as error:  # noqa: BLE001 - the test says which it expects
            wrong.append(error)

    threads = [threading.Thread(target=one, args=(do,)) for do in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return wrong
