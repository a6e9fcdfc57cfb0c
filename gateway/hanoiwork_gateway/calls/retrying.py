"""A second try: a service that restarts, or a broker that blinks, costs the caller half a second, not an error."""

import asyncio
from collections.abc import Mapping
from time import monotonic
from typing import Any

from hanoiwork_gateway.calls.port import Caller, Calls, Interrupted
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.wire import WireError

PAUSE = 0.5
"""Seconds before the second try (our choice: a broker's link comes back within it)."""


class Retrying:
    """Asks once more when a service itself says that it is unavailable, or when the way to it broke.

    That is safe: reading twice harms nobody, and every command carries a key. A service without a single worker,
    and one that let the deadline pass, are not asked again.
    """

    def __init__(self, calls: Calls, *, pause: float = PAUSE) -> None:
        self._calls = calls
        self._pause = pause

    async def call(
        self,
        method: str,
        *,
        caller: Caller,
        input: Mapping[str, Any],
        deadline: float,
    ) -> Any:
        """Call once, or twice within the deadline."""
        started = monotonic()
        try:
            return await self._calls.call(method, caller=caller, input=input, deadline=deadline)
        except (WireError, Interrupted) as error:
            left = deadline - (monotonic() - started) - self._pause
            if left <= 0 or not _passing(error):
                raise
        await asyncio.sleep(self._pause)
        return await self._calls.call(method, caller=caller, input=input, deadline=left)


def _passing(error: WireError | Interrupted) -> bool:
    return isinstance(error, Interrupted) or error.family == Unavailable.__name__
