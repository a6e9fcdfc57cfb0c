"""Whether anybody serves a queue: a call to a service that is down is refused at once instead of at the deadline."""

import asyncio
from time import monotonic

from aio_pika.abc import AbstractConnection
from aio_pika.exceptions import ChannelNotFoundEntity

from hanoiwork_shared.errors import Unavailable

REMEMBERED = 1.0
"""Seconds for which the answer of the broker is trusted (our choice)."""


class Presence:
    """Knows which services have a worker, by the consumers of their RPC queues; asks the broker once for many."""

    def __init__(self, connection: AbstractConnection, *, remembered: float = REMEMBERED) -> None:
        self._connection = connection
        self._remembered = remembered
        self._answers: dict[str, tuple[float, asyncio.Task[bool]]] = {}

    async def demand(self, service: str) -> None:
        """Raise Unavailable unless somebody serves `service`."""
        asked, answer = self._answers.get(service, (0.0, None))
        if answer is None or monotonic() - asked > self._remembered or _failed(answer):
            answer = asyncio.create_task(self._served(service))
            self._answers[service] = (monotonic(), answer)
        if not await asyncio.shield(answer):
            raise Unavailable(what=service)

    async def _served(self, service: str) -> bool:
        async with self._connection.channel(publisher_confirms=False) as channel:
            try:
                queue = await channel.declare_queue(f"rpc-{service}", passive=True)
            except ChannelNotFoundEntity:
                return False
            return bool(queue.declaration_result.consumer_count)


def _failed(answer: asyncio.Task[bool]) -> bool:
    return answer.done() and (answer.cancelled() or answer.exception() is not None)
