"""The bus: where events are told, and the names of everything that carries them.

Topology on RabbitMQ, declared by `hanoiwork topology apply` before anything publishes:

    hanoiwork.events (topic) ──all──▶ hanoiwork.replay (stream, 30 days)
         │               └────type──▶ hanoiwork.SERVICE (quorum) ──▶ handlers
         │ no queue wants it               │ passing failure          │ permanent failure
         ▼                                 ▼                          ▼
    hanoiwork.unroutable            hanoiwork.SERVICE.retry.STEP   hanoiwork.SERVICE.parked
                                           └── after STEP, back to hanoiwork.SERVICE
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from hanoiwork_shared.database import passes_by_itself
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.errors import Unavailable

EXCHANGE = "hanoiwork.events"
UNROUTABLE = "hanoiwork.unroutable"
REPLAY = "hanoiwork.replay"
LADDER: tuple[tuple[str, int], ...] = (("5s", 5), ("30s", 30), ("2m", 120), ("10m", 600), ("1h", 3600))
ATTEMPTS = "x-hanoiwork-attempts"
REASON = "x-hanoiwork-reason"
SINCE = "x-hanoiwork-since"
"""Headers of a message put aside: how often it was tried, why it failed last, and when (ISO 8601)."""

DELIVERY_LIMIT = 20
LARGEST_EVENT = 1_048_576


class Bus(Protocol):
    """Takes responsibility for events."""

    def publish(
        self,
        envelopes: Sequence[Envelope],
        *,
        told: Callable[[str], None],
        refused: Callable[[str, str], None],
    ) -> None:
        """Publish in order; `told(id)` once the bus answers for an event, `refused(id, why)` if it never will.

        Raises Unavailable when the bus is away; what was not told or refused by then may be published again.
        """
        ...


class BusAway(Unavailable):
    """The broker does not answer; events wait in the outbox."""

    code = "shared.bus_away"


def queue_of(service: str) -> str:
    """The queue from which one service hears events."""
    return f"hanoiwork.{service}"


def retry_queue_of(service: str, step: int) -> str:
    """The queue in which a failed event of `service` waits on rung `step` (from 0) of the ladder."""
    return f"{queue_of(service)}.retry.{LADDER[step][0]}"


def parking_queue_of(service: str) -> str:
    """The queue that keeps what `service` could not handle, with the reason, for an operator."""
    return f"{queue_of(service)}.parked"


def passes(error: BaseException) -> bool:
    """Whether a handler's failure is worth climbing the ladder for; anything else is parked at once."""
    return isinstance(error, Unavailable | OSError) or passes_by_itself(error)
