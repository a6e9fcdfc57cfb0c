"""Around every HTTP request: its correlation id, one log line, and its place in the metrics."""

import logging
import re
from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hanoiwork_gateway.errors import InternalFailure, as_graphql
from hanoiwork_gateway.languages import negotiated
from hanoiwork_gateway.metrics import Metrics
from hanoiwork_shared.causes import because
from hanoiwork_shared.identifiers import new_id

log = logging.getLogger(__name__)

HEADER = "X-Correlation-Id"
SANE = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)


class Traced:
    """Gives each request a correlation id (the client's, if it is sane), answers it back, and writes one log line."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, routes: frozenset[str]) -> None:
        self._app = app
        self._metrics = metrics
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and remember how it was answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        correlation_id = _correlation_id(Headers(scope=scope).get(HEADER))
        scope.setdefault("state", {})["correlation_id"] = correlation_id
        started = monotonic()
        status: int | None = None

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = correlation_id
            await send(message)

        with because(correlation_id=correlation_id):
            try:
                await self._app(scope, receive, answer)
            except Exception:
                log.exception("a bug was masked at %s", scope["path"])
                if status is None:
                    await _broken(scope, correlation_id=correlation_id)(scope, receive, answer)
            finally:
                self._answered(scope, status=status or 500, seconds=monotonic() - started)

    def _answered(self, scope: Scope, *, status: int, seconds: float) -> None:
        route = scope["path"] if scope["path"] in self._routes else "other"
        self._metrics.answered(route=route, status=status, seconds=seconds)
        level = logging.DEBUG if route.startswith(("/health", "/metrics")) else logging.INFO
        said = {
            "method": scope["method"],
            "route": route,
            "status": status,
            "milliseconds": round(seconds * 1000),
            "operation": scope["state"].get("operation"),
            "refusals": sorted(set(scope["state"].get("codes", ()))),
        }
        log.log(level, "%s %s %d", scope["method"], route, status, extra=said)


def _broken(scope: Scope, *, correlation_id: str) -> ASGIApp:
    locale = negotiated(Headers(scope=scope).get("accept-language"))
    errors = as_graphql(InternalFailure(), locale=locale, correlation_id=correlation_id)
    return JSONResponse({"errors": errors}, status_code=500)


def _correlation_id(given: str | None) -> str:
    return given if given is not None and SANE.fullmatch(given) else new_id()
