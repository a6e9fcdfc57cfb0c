"""Makes a process green. Called before anything else is imported that opens sockets or starts threads."""

from collections.abc import Awaitable
from typing import Any


def make_green(*, with_asyncio: bool) -> None:
    """Let eventlet take over blocking calls; `with_asyncio` also runs asyncio on the same hub (the embedded suite)."""
    import eventlet.hubs

    if with_asyncio:
        eventlet.hubs.use_hub("asyncio")
    eventlet.monkey_patch()


def run_until_done(work: Awaitable[Any]) -> Any:
    """Run an awaitable on eventlet's asyncio hub and wait for it."""
    import eventlet.asyncio

    return eventlet.asyncio.spawn_for_awaitable(work).wait()
