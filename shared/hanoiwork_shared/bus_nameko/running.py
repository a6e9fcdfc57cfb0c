"""Runs services in this process until they are told to stop."""

import logging
import signal
from collections.abc import Mapping, Sequence
from typing import Any

import eventlet
from eventlet.event import Event
from nameko.containers import ServiceContainer

from hanoiwork_shared.bus_nameko.hearing import Listen
from hanoiwork_shared.bus_nameko.wiring import configure
from hanoiwork_shared.runtime import Runtime

log = logging.getLogger(__name__)


def subscriptions(classes: Sequence[type]) -> dict[str, set[str]]:
    """Which event types each service hears."""
    heard: dict[str, set[str]] = {}
    for container in (ServiceContainer(cls) for cls in classes):
        listeners = [entry for entry in container.entrypoints if isinstance(entry, Listen)]
        heard[container.service_name] = {name for listener in listeners for name in listener.types}
    return heard


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
        eventlet.spawn(container.start)
    code: int = ended.wait()
    pool = eventlet.GreenPool()
    for container in containers:
        pool.spawn(container.stop)
    pool.waitall()
    return code


def _watch(container: Any, ended: Event) -> None:
    try:
        container.wait()
    except Exception:
        log.exception("service %s died; its supervisor should start it again", container.service_name)
        _end(ended, 1)


def _end(ended: Event, code: int) -> None:
    if not ended.ready():
        ended.send(code)
