"""The bus of the embedded suite: services, gateway and events in one process, without a broker.

An event counts as told when every listener has committed its effect (or the event is parked), so whatever a crash
interrupts is still waiting in the outbox at the next start; the inbox discards what was done before.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import eventlet
from eventlet.queue import LightQueue

from hanoiwork_shared.bus import LADDER, passes
from hanoiwork_shared.bus_nameko.hearing import Listen
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.parking import park
from hanoiwork_shared.runtime import Runtime

log = logging.getLogger(__name__)


class EmbeddedBus:
    """Hands each event to the listeners of every service, one at a time per service, in the order told."""

    def __init__(self, containers: Mapping[str, Any], runtimes: Mapping[str, Runtime]) -> None:
        self._lanes = {name: Lane(containers[name], runtimes[name]) for name in containers}

    def publish(
        self,
        envelopes: Sequence[Envelope],
        *,
        told: Callable[[str], None],
        refused: Callable[[str, str], None],
    ) -> None:
        """See `Bus.publish`; `told` is called later, when every listener is done."""
        del refused
        for envelope in envelopes:
            lanes = [lane for lane in self._lanes.values() if lane.listeners(envelope.type)]
            receipt = Receipt(envelope.id, len(lanes), told)
            for lane in lanes:
                lane.put(envelope, receipt)

    def waiting(self) -> int:
        """How many events are still on their way."""
        return sum(lane.waiting for lane in self._lanes.values())

    def stop(self) -> None:
        """Take no event further; what is left is told at the next start."""
        for lane in self._lanes.values():
            lane.stop()


class Receipt:
    """Counts the services that still have to hear an event."""

    def __init__(self, event_id: str, left: int, told: Callable[[str], None]) -> None:
        self._event_id = event_id
        self._left = left
        self._told = told
        if left == 0:
            told(event_id)

    def one_done(self) -> None:
        """One more service has heard it."""
        self._left -= 1
        if self._left == 0:
            self._told(self._event_id)


class Lane:
    """The events on their way to one service."""

    def __init__(self, container: Any, runtime: Runtime) -> None:
        self._container = container
        self._runtime = runtime
        self._listeners = [entry for entry in container.entrypoints if isinstance(entry, Listen)]
        self._queue: Any = LightQueue()
        self.waiting = 0
        self._worker = eventlet.spawn(self._run)

    def listeners(self, event_type: str) -> list[Any]:
        """The listeners of the service for a type."""
        return [listener for listener in self._listeners if event_type in listener.types]

    def put(self, envelope: Envelope, receipt: Receipt, *, attempts: int = 0) -> None:
        """Queue an event for the service."""
        self.waiting += 1
        self._queue.put((envelope, receipt, attempts))

    def stop(self) -> None:
        """End after the event in hand."""
        self._queue.put(None)
        self._worker.wait()

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            envelope, receipt, attempts = job
            try:
                self._deliver(envelope, receipt, attempts)
            except Exception:
                log.exception("event %s could not be put aside; trying again", envelope.id)
                eventlet.spawn_after(LADDER[0][1], self.put, envelope, receipt, attempts=attempts)
            self.waiting -= 1

    def _deliver(self, envelope: Envelope, receipt: Receipt, attempts: int) -> None:
        error = None
        for listener in self.listeners(envelope.type):
            failure = self._hear(listener, envelope)
            error = error if failure is None else failure
        if error is not None and passes(error) and attempts < len(LADDER):
            log.warning("event %s will be tried again: %s", envelope.id, error)
            eventlet.spawn_after(LADDER[attempts][1], self.put, envelope, receipt, attempts=attempts + 1)
            return
        if error is not None:
            self._park(envelope, error, attempts + 1)
        receipt.one_done()

    def _hear(self, listener: Any, envelope: Envelope) -> BaseException | None:
        done: Any = eventlet.event.Event()

        def heard(_context: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            done.send(None if exc_info is None else exc_info[1])
            return result, exc_info

        self._container.spawn_worker(listener, (envelope,), {}, handle_result=heard)
        failure: BaseException | None = done.wait()
        return failure

    def _park(self, envelope: Envelope, error: BaseException, attempts: int) -> None:
        log.error("event %s parked for %s: %s", envelope.id, self._runtime.name, error)
        with self._runtime.database.begin() as connection:
            park(
                connection,
                envelope,
                consumer=self._runtime.name,
                reason=f"{type(error).__name__}: {error}",
                attempts=attempts,
                clock=self._runtime.clock,
            )
