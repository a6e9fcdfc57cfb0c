"""Calls to services that live in the same process, awaited on eventlet's asyncio hub."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import eventlet
from nameko.containers import ServiceContainer

from hanoiwork_shared.bus_nameko.wiring import configure
from hanoiwork_shared.errors import Unavailable
from hanoiwork_shared.runtime import Runtime


class OnBehalf(Protocol):
    """Who calls, as the gateway says it."""

    def as_wire(self) -> dict[str, str | None]:
        """The `caller` argument of every call."""
        ...


class LocalCalls:
    """The gateway's calls, answered by the containers of this process; awaited on eventlet's asyncio hub."""

    def __init__(self, containers: Mapping[str, Any]) -> None:
        self._containers = containers

    async def call(self, method: str, *, caller: OnBehalf, input: Mapping[str, Any], deadline: float) -> Any:
        """Answer `service.method`; raises WireError for a refusal, Unavailable for a service that is not here."""
        service, _, name = method.partition(".")
        container = self._containers.get(service)
        if container is None:
            raise Unavailable(what=service)
        entrypoint = next((entry for entry in container.entrypoints if entry.method_name == name), None)
        if entrypoint is None:
            message = f"{service} has no method {name}"
            raise LookupError(message)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        kwargs = json.loads(json.dumps({"caller": caller.as_wire(), "input": dict(input)}))
        eventlet.spawn(container.spawn_worker, entrypoint, (), kwargs, handle_result=_into(future))
        try:
            return await asyncio.wait_for(future, deadline)
        except TimeoutError as error:
            raise Unavailable(what=service) from error


def _into(future: "asyncio.Future[Any]") -> Callable[..., tuple[Any, Any]]:
    def answered(_context: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        if not future.done():
            _settle(future, result, exc_info)
        return result, exc_info

    return answered


def _settle(future: "asyncio.Future[Any]", result: Any, exc_info: Any) -> None:
    """Answer as the broker would: a failure as it is, a result only if it is JSON."""
    if exc_info is not None:
        future.set_exception(exc_info[1])
        return
    try:
        future.set_result(json.loads(json.dumps(result)))
    except TypeError as error:
        future.set_exception(error)


def start_containers(classes: Sequence[type], runtimes: Mapping[str, Runtime], *, max_workers: int) -> dict[str, Any]:
    """Start service classes without a broker."""
    configure(runtimes, amqp_uri=None, max_workers=max_workers)
    containers = {cls.name: ServiceContainer(cls) for cls in classes}  # type: ignore[attr-defined]
    for container in containers.values():
        container.start()
    return containers
