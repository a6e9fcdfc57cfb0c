"""The gateway's one connection to the broker: it comes back by itself, and says at once when it is gone."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

import aio_pika
from aio_pika.abc import AbstractConnection, AbstractExchange, AbstractIncomingMessage
from aio_pika.exceptions import CONNECTION_EXCEPTIONS

from hanoiwork_gateway.calls.presence import Presence
from hanoiwork_gateway.calls.replies import EXCHANGE

log = logging.getLogger(__name__)

HEARTBEAT = 10
PATIENCE = 5.0
"""Seconds for one attempt to connect (our choice)."""
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What an open connection offers: where to publish, where replies come, who is there, and when it ends."""

    exchange: AbstractExchange
    reply_to: str
    presence: Presence
    gone: asyncio.Event


class Link:
    """Keeps a `Line` open while it runs."""

    def __init__(
        self, url: str, *, hear: Callable[[str, bytes], None], lost: Callable[[], None], name: str = "gateway"
    ) -> None:
        self._url = url
        self._shown = urlsplit(url).netloc.rpartition("@")[2]
        self._hear = hear
        self._lost = lost
        self._name = name
        self._line: Line | None = None
        self._up = asyncio.Event()

    @property
    def up(self) -> bool:
        """Whether the broker answers."""
        return self._line is not None

    async def line(self, *, within: float) -> Line | None:
        """Give the open line, waiting for it no longer than `within` seconds; None while the broker is away."""
        if self._line is None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._up.wait(), within)
        return self._line

    async def run(self) -> None:
        """Connect, and connect again, until cancelled."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._stay_connected()
                pause = FIRST_PAUSE
                log.warning("the connection to the broker at %s is lost", self._shown)
            except Exception as error:  # the link outlives whatever befell one connection
                expected = isinstance(error, (*CONNECTION_EXCEPTIONS, TimeoutError))
                text = "no broker at %s (%r); trying again in %.1f s"
                log.warning(text, self._shown, error, pause, exc_info=not expected)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _stay_connected(self) -> None:
        connection = await aio_pika.connect(
            self._url, timeout=PATIENCE, heartbeat=HEARTBEAT, client_properties={"connection_name": self._name}
        )
        try:
            line = await asyncio.wait_for(self._open(connection), PATIENCE)
            self._line = line
            self._up.set()
            log.info("connected to the broker at %s", self._shown)
            await line.gone.wait()
        finally:
            self._line = None
            self._up.clear()
            self._lost()
            await _close(connection)

    async def _open(self, connection: AbstractConnection) -> Line:
        gone = asyncio.Event()
        channel = await connection.channel(publisher_confirms=False)
        connection.close_callbacks.add(lambda *_: gone.set())
        channel.close_callbacks.add(lambda *_: gone.set())
        exchange = await channel.declare_exchange(EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)
        reply_to = str(uuid4())
        replies = await channel.declare_queue(f"rpc.reply-{self._name}-{reply_to}", exclusive=True, auto_delete=True)
        await replies.bind(exchange, routing_key=reply_to)
        await replies.consume(self._received, no_ack=True)
        return Line(exchange=exchange, reply_to=reply_to, presence=Presence(connection), gone=gone)

    async def _received(self, message: AbstractIncomingMessage) -> None:
        self._hear(message.correlation_id or "", message.body)


async def _close(connection: AbstractConnection) -> None:
    try:
        await asyncio.wait_for(connection.close(), PATIENCE)
    except (*CONNECTION_EXCEPTIONS, TimeoutError) as error:
        log.debug("the connection was gone already (%s)", error)
