"""Runs services in this process until they are told to stop."""

import inspect
import logging
import signal
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import eventlet
from eventlet.event import Event
from nameko.containers import ServiceContainer
from nameko.extensions import ENTRYPOINT_EXTENSIONS_ATTR

from hanoiwork_shared.bus_nameko.hearing import Listen
from hanoiwork_shared.bus_nameko.wiring import configure
from hanoiwork_shared.runtime import Runtime

log = logging.getLogger(__name__)


def subscriptions(classes: Sequence[type]) -> dict[str, set[str]]:
    """Which event types each service hears."""
    return {cls.name: set(_heard_by(cls)) for cls in classes}  # type: ignore[attr-defined]


def _heard_by(cls: type) -> Iterator[str]:
    for _, method in inspect.getmembers(cls, callable):
        for entrypoint in getattr(method, ENTRYPOINT_EXTENSIONS_ATTR, ()):
            if isinstance(entrypoint, Listen):
                yield from entrypoint.types


def serve(classes: Sequence[type], runtimes: Mapping[str, Runtime], *, amqp_uri: str, max_workers: int) -> int:
    """Run service classes on RabbitMQ until SIGTERM or SIGINT, then drain; returns the process's exit code."""
    configure(runtimes, amqp_uri=amqp_uri, max_workers=max_workers)
    containers = [ServiceContainer(cls) for cls in classes]
    ended = Event()
    for which in (signal.SIGTERM, signal.SIGINT):
        signal.signal(which, lambda *_: eventlet.spawn_after(0, _end, ended, 0))
    for container in containers:
        eventlet.spawn(_watch, container, ended)
    for container in containers:
        eventlet.spawn(_start, container, ended)
    code: int = ended.wait()
    pool = eventlet.GreenPool()
    for container in containers:
        pool.spawn(container.stop)
    pool.waitall()
    return code


def _start(container: Any, ended: Event) -> None:
    try:
        container.start()
    except Exception:
        log.exception("service %s could not start", container.service_name)
        _end(ended, 1)


def _watch(container: Any, ended: Event) -> None:
    try:
        container.wait()
    except Exception:
        log.exception("service %s died; its supervisor should start it again", container.service_name)
        _end(ended, 1)


def _end(ended: Event, code: int) -> None:
    if not ended.ready():
        ended.send(code)
