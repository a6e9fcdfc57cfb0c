"""One GraphQL request: who asks, in which language, until when, and one call for many keys."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiodataloader import DataLoader

from hanoiwork_gateway.calls import Caller, Calls
from hanoiwork_gateway.limits import DeadlinePassed
from hanoiwork_shared.identifiers import new_id

LARGEST_BATCH = 5000
"""Keys in one call (our choice); more become several calls."""


@dataclass(slots=True, kw_only=True)
class Context:
    """What resolvers see as `info.context` (the port `hanoiwork_shared.graph.Asking`).

    `identity` is the signed statement for services, or None for nobody; `ends` is a `time.monotonic` moment.
    """

    calls: Calls
    identity: str | None
    locale: str
    correlation_id: str
    ends: float
    _loaders: dict[tuple[str, str], DataLoader[Any, Any]] = field(default_factory=dict)

    async def call(self, method: str, arguments: Mapping[str, Any]) -> Any:
        """Ask `service.method` once."""
        return await self._call(method, arguments, key=None)

    async def command(self, method: str, arguments: Mapping[str, Any], *, key: str | None) -> Any:
        """Order a change once: without a key of the client's the gateway makes one, as messages may come twice."""
        return await self._call(method, arguments, key=key or new_id())

    async def load(self, method: str, key: Any, arguments: Mapping[str, Any]) -> Any:
        """Ask for one key together with all others that are asked for in the same breath."""
        frozen = json.dumps(arguments, sort_keys=True)
        loader = self._loaders.get((method, frozen))
        if loader is None:
            loader = DataLoader(self._batch(method, arguments), max_batch_size=LARGEST_BATCH)
            self._loaders[method, frozen] = loader
        return await loader.load(key)

    def _batch(self, method: str, arguments: Mapping[str, Any]) -> Any:
        async def load(keys: Sequence[Any]) -> Sequence[Any]:
            answers: Sequence[Any] = await self._call(method, {**arguments, "keys": list(keys)}, key=None)
            return answers

        return load

    async def _call(self, method: str, arguments: Mapping[str, Any], *, key: str | None) -> Any:
        left = self.ends - monotonic()
        if left <= 0:
            raise DeadlinePassed
        caller = Caller(
            identity=self.identity, correlation_id=self.correlation_id, idempotency_key=key, locale=self.locale
        )
        return await self.calls.call(method, caller=caller, input=arguments, deadline=left)
