"""RPC over RabbitMQ in nameko's wire format, without nameko: this process must not load eventlet."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from aio_pika import Message
from aio_pika.exceptions import CONNECTION_EXCEPTIONS

from hanoiwork_gateway.calls.link import Line, Link
from hanoiwork_gateway.calls.port import Caller, Interrupted
from hanoiwork_gateway.calls.replies import answer, request
from hanoiwork_shared.errors import Unavailable

BLINK = 0.5
"""Seconds for which a call waits for a broker that is away (our choice): a link that blinks is back by then."""


class AmqpCalls:
    """Calls services through the broker at `url`, while it is entered as an async context manager.

    Entering does not wait for the broker: until it answers, and whenever it is away, calls are refused quickly.
    """

    def __init__(self, url: str, *, name: str = "gateway") -> None:
        self._link = Link(url, hear=self._heard, lost=self._interrupt, name=name)
        self._waiting: dict[str, asyncio.Future[bytes]] = {}
        self._running: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether the broker answers."""
        return self._link.up

    async def __aenter__(self) -> Self:
        self._running = asyncio.create_task(self._link.run(), name="broker link")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
            self._running = None

    async def call(
        self,
        method: str,
        *,
        caller: Caller,
        input: Mapping[str, Any],
        deadline: float,
    ) -> Any:
        """Call `service.method`; a request that nobody takes within `deadline` seconds is never executed."""
        service = method.partition(".")[0]
        line = await self._link.line(within=min(BLINK, deadline))
        if line is None:
            raise Unavailable(what=service)
        try:
            async with asyncio.timeout(deadline):
                await line.presence.demand(service)
                body = await self._asked(line, method, body=request(caller, input), deadline=deadline)
        except TimeoutError as error:
            raise Unavailable(what=service) from error
        except CONNECTION_EXCEPTIONS as error:
            raise Interrupted(what=service) from error
        return answer(body, method=method)

    async def _asked(self, line: Line, method: str, *, body: bytes, deadline: float) -> bytes:
        correlation_id = str(uuid4())
        reply: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting[correlation_id] = reply
        message = Message(
            body,
            content_type="application/json",
            content_encoding="utf-8",
            correlation_id=correlation_id,
            reply_to=line.reply_to,
            expiration=deadline,
        )
        try:
            await line.exchange.publish(message, routing_key=method, mandatory=False)
            return await reply
        finally:
            del self._waiting[correlation_id]

    def _heard(self, correlation_id: str, body: bytes) -> None:
        reply = self._waiting.get(correlation_id)
        if reply is not None and not reply.done():
            reply.set_result(body)

    def _interrupt(self) -> None:
        for reply in self._waiting.values():
            if not reply.done():
                reply.set_exception(ConnectionError("the connection to the broker is lost"))
