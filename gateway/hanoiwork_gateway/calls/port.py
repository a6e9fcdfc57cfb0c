"""What the gateway needs of the services, whatever carries the calls."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from hanoiwork_shared.errors import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """On whose behalf a service is called.

    `identity` is a signed statement (`hanoiwork_shared.identity.sign`), null for nobody; `idempotency_key` is given
    with every command; `locale` is "vi" or "en".
    """

    identity: str | None
    correlation_id: str
    idempotency_key: str | None = None
    locale: str = "vi"

    def as_wire(self) -> dict[str, str | None]:
        """The `caller` argument of every RPC."""
        return {
            "identity": self.identity,
            "correlation_id": self.correlation_id,
            "idempotency_key": self.idempotency_key,
            "locale": self.locale,
        }


class Calls(Protocol):
    """Asks services. An implementation that is also an async context manager is entered while the gateway runs."""

    async def call(
        self,
        method: str,
        *,
        caller: Caller,
        input: Mapping[str, Any],
        deadline: float,
    ) -> Any:
        """Call `service.method` and give its answer, plain JSON data; `deadline` is in seconds from now.

        Raises WireError for what the service refuses, Unavailable when it is away or too slow, InternalError for a bug.
        """
        ...


class Interrupted(Unavailable):
    """The way to the service broke while it was being asked: it may or may not have answered."""


class InternalError(Exception):
    """A service met a bug; what it says is for the log only."""

    def __init__(self, method: str, *, kind: str, text: str) -> None:
        super().__init__(f"{method} failed with {kind}: {text}")
