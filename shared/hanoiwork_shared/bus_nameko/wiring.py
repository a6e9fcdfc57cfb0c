"""How a running container comes by the runtime of its service."""

from collections.abc import Callable, Mapping
from typing import Any

import nameko
from nameko.extensions import DependencyProvider

from hanoiwork_shared.runtime import Runtime

RUNTIMES = "HANOIWORK_RUNTIMES"
EMBEDDED = "HANOIWORK_EMBEDDED"


def configure(runtimes: Mapping[str, Runtime], *, amqp_uri: str | None, max_workers: int) -> None:
    """Tell nameko what to run with; without `amqp_uri` no container talks to a broker (the embedded suite)."""
    nameko.config.setup(
        {
            "AMQP_URI": amqp_uri or "",
            "max_workers": max_workers,
            "prefetch_count": max_workers,
            EMBEDDED: amqp_uri is None,
            RUNTIMES: dict(runtimes),
        }
    )


def is_embedded() -> bool:
    """Whether the containers of this process live without a broker."""
    return bool(nameko.config.get(EMBEDDED, False))


class Provided(DependencyProvider):  # type: ignore[misc]
    """Injects the runtime of the service."""

    def get_dependency(self, worker_ctx: Any) -> Runtime:
        """The same runtime for every worker."""
        runtime: Runtime = nameko.config[RUNTIMES][worker_ctx.service_name]
        return runtime


class Wired(DependencyProvider):  # type: ignore[misc]
    """Injects what `build` makes of the service's runtime, once per container."""

    def __init__(self, build: Callable[[Runtime], Any]) -> None:
        self._build = build
        self._built: Any = None

    def setup(self) -> None:
        """Compose the service."""
        self._built = self._build(nameko.config[RUNTIMES][self.container.service_name])

    def get_dependency(self, worker_ctx: Any) -> Any:
        """The composed service."""
        del worker_ctx
        return self._built
