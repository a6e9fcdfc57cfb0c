"""A client of the teller that behaves as the gateway does."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from hanoiwork_gateway.calls import AmqpCalls, Caller
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity, sign
from hanoiwork_shared.wire import WireError

SECRET = "a secret for fault runs, long enough for HS256"
ASKER = new_id()


def order_notes(
    uri: str, numbers: Sequence[int], *, seconds: float = 110, at_once: int = 5, pace: float = 0
) -> list[int]:
    """Order notes from the teller as the gateway does, each with its key and again until answered; who was answered."""

    async def run() -> list[int]:
        gate = asyncio.Semaphore(at_once)
        async with AmqpCalls(uri, name="fault client") as calls:
            answers = await asyncio.gather(*(_order(calls, gate, n, index * pace) for index, n in enumerate(numbers)))
        return [n for n, answered in zip(numbers, answers, strict=True) if answered]

    async def _order(calls: AmqpCalls, gate: asyncio.Semaphore, n: int, wait: float) -> bool:
        await asyncio.sleep(wait)
        key, ends = new_id(), time.monotonic() + seconds
        async with gate:
            while time.monotonic() < ends:
                try:
                    answer = await calls.call("probe_teller.note", caller=_caller(key), input={"n": n}, deadline=3)
                except Unavailable:
                    await asyncio.sleep(0.1)
                except WireError as error:
                    if error.family != "Unavailable":
                        raise
                    await asyncio.sleep(0.1)
                else:
                    return bool(answer["n"] == n)
            return False

    return asyncio.run(run())


def _caller(key: str) -> Caller:
    token = sign(Identity(person_id=ASKER, account="probe"), secret=SECRET, now=datetime.now(UTC))
    return Caller(identity=token, correlation_id=key, idempotency_key=key)
