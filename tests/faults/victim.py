"""`hanoiwork`, in a process that kills itself with SIGKILL at a chosen point.

The environment names a file, HANOIWORK_VICTIM. While the file holds a point and a number, "after_commit 3" say, the
process counts how often it passes that point and dies at that time; it removes the file first, so that the next one
lives. A third word, "SIGSTOP" say, is another signal than SIGKILL.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

POINTS = ("before_commit", "after_commit", "after_publish", "after_confirm")

_order = Path(os.environ.get("HANOIWORK_VICTIM", os.devnull))
_passed: dict[str, int] = {}
_counting = threading.Lock()


def pass_by(point: str) -> None:
    """Die here, if this is where and when."""
    try:
        wanted, number, *how = _order.read_text().split()
    except (OSError, ValueError):
        return
    if wanted != point:
        return
    with _counting:
        _passed[point] = _passed.get(point, 0) + 1
        if _passed[point] == int(number):
            _order.unlink()
            _passed.clear()
            os.kill(os.getpid(), signal.Signals[how[0]] if how else signal.SIGKILL)


def watch_commits() -> None:
    """Pass by before and after the commit of every transaction."""
    from hanoiwork_shared.database import Database  # noqa: PLC0415 - a service is made green first

    begin = Database.begin

    @contextmanager
    def watched(self: Any) -> Iterator[Any]:
        outermost = self._open.get() is None
        with begin(self) as connection:
            yield connection
            if outermost:
                pass_by("before_commit")
        if outermost:
            pass_by("after_commit")

    Database.begin = watched  # type: ignore[method-assign]


def watch_publishing() -> None:
    """Pass by after each event handed to the broker, and after each one confirmed and not yet written down."""
    from hanoiwork_shared.rabbit import ConfirmedChannel, RabbitBus  # noqa: PLC0415 - a service is made green first

    publish_one, publish = ConfirmedChannel._publish, RabbitBus.publish

    def watched_one(self: Any, publication: Any) -> None:
        publish_one(self, publication)
        pass_by("after_publish")

    def watched(self: Any, envelopes: Sequence[Any], *, told: Callable[[str], None], refused: Any) -> None:
        def told_and_passed(event_id: str) -> None:
            told(event_id)
            pass_by("after_confirm")

        publish(self, envelopes, told=told_and_passed, refused=refused)

    ConfirmedChannel._publish = watched_one  # type: ignore[method-assign]
    RabbitBus.publish = watched  # type: ignore[method-assign]


def main() -> None:
    """Become the `hanoiwork` that the arguments name."""
    if sys.argv[1] in ("serve", "up"):
        from hanoiwork_shared.bus_hub import make_green  # noqa: PLC0415 - a service is made green first

        make_green(with_asyncio=sys.argv[1] == "up")
        watch_commits()
    else:
        watch_publishing()
    from hanoiwork_ops.cli import main as hanoiwork  # noqa: PLC0415 - a service is made green first

    hanoiwork()


if __name__ == "__main__":
    main()
