"""Runs every service and its relay in this process."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import eventlet

from hanoiwork_shared.bus_embedded.calls import LocalCalls, start_containers
from hanoiwork_shared.bus_embedded.lanes import EmbeddedBus
from hanoiwork_shared.relay import Relay
from hanoiwork_shared.relaying import Clapper, keep_relaying
from hanoiwork_shared.retention import keep_forgetting
from hanoiwork_shared.runtime import Runtime

OWNER = "embedded"


class EmbeddedServices:
    """The services of one process: started, called, told events, and drained."""

    def __init__(self, classes: Sequence[type], runtimes: Mapping[str, Runtime], *, max_workers: int) -> None:
        self._classes = classes
        self._runtimes = runtimes
        self._max_workers = max_workers
        self._stopping = False
        self._relays: list[Any] = []
        self._bells: list[Clapper] = []

    def start(self, *, lease: timedelta) -> None:
        """Start containers and relays; what an earlier process left unheard is told again."""
        self._containers = start_containers(self._classes, self._runtimes, max_workers=self._max_workers)
        self.calls = LocalCalls(self._containers)
        self._bus = EmbeddedBus(self._containers, self._runtimes)
        for name, runtime in self._runtimes.items():
            bell = Clapper()
            runtime.database.committed.append(bell.ring)
            relay = Relay(
                database=runtime.database,
                bus=self._bus,
                clock=runtime.clock,
                owner=OWNER,
                lease=lease,
                answered=bell.ring,
            )
            relay.reclaim()
            self._bells.append(bell)
            self._relays.append(
                eventlet.spawn(keep_relaying, relay, name=name, bell=bell, stopping=lambda: self._stopping)
            )

        keeping = {"clock": runtime.clock, "keep": timedelta(days=runtime.settings.keep_days), "wait": self._wait}
        databases = [runtime.database for runtime in self._runtimes.values()]
        self._forgetting = eventlet.spawn(keep_forgetting, databases, **keeping)

    def waiting(self) -> int:
        """How many events are on their way."""
        return self._bus.waiting()

    def spawn(self, work: Callable[..., None], *args: Any) -> None:
        """Do something beside serving."""
        eventlet.spawn(work, *args)

    def _wait(self, seconds: float) -> bool:
        eventlet.sleep(seconds)
        return self._stopping

    def stop(self) -> None:
        """Finish what is in hand; what is left waits in the outboxes."""
        self._stopping = True
        self._bus.stop()
        for bell in self._bells:
            bell.ring()
        for relay in self._relays:
            relay.wait()
        self._forgetting.kill()
        for container in self._containers.values():
            container.stop()
