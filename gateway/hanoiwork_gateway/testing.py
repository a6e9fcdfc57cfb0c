"""For tests of anything that stands on the gateway: services that answer from a table, and an application over them."""

import inspect
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.applications import Starlette

from hanoiwork_gateway.calls import Caller
from hanoiwork_shared.errors import Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One call as a service would have received it."""

    method: str
    caller: Caller
    input: Mapping[str, Any]
    deadline: float


@dataclass(slots=True, kw_only=True)
class FakeCalls:
    """Answers calls from a table by method, and keeps them in `asked`.

    An answer is plain data, an exception to raise, or a function of the input (async or not) that gives either. A
    method that is not in the table belongs to a service that is away.
    """

    answers: Mapping[str, Any] = field(default_factory=dict)
    ready: bool = True
    asked: list[Asked] = field(default_factory=list)

    async def call(
        self,
        method: str,
        *,
        caller: Caller,
        input: Mapping[str, Any],
        deadline: float,
    ) -> Any:
        """Answer one call."""
        self.asked.append(Asked(method=method, caller=caller, input=dict(input), deadline=deadline))
        if method not in self.answers:
            raise Unavailable(what=method.partition(".")[0])
        answer = self.answers[method]
        if callable(answer):
            answer = answer(dict(input))
        if inspect.isawaitable(answer):
            answer = await answer
        if isinstance(answer, Exception):
            raise answer
        return answer

    def methods(self) -> list[str]:
        """List the methods asked, in order."""
        return [asked.method for asked in self.asked]


@asynccontextmanager
async def browsing(app: Starlette, *, token: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client of an application that runs in this very process."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://gateway", headers=headers) as client,
    ):
        yield client
