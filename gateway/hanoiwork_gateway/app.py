"""The ASGI application: everything the gateway is made of, put together once."""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from http import HTTPStatus

from ariadne.asgi import GraphQL
from ariadne.explorer import ExplorerHttp405
from graphql import GraphQLSchema
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from hanoiwork_gateway.auth import SignIn, Tokens
from hanoiwork_gateway.bearer import Bearer
from hanoiwork_gateway.calls import Calls, Retrying
from hanoiwork_gateway.documents import Documents
from hanoiwork_gateway.files import Files
from hanoiwork_gateway.http import GraphQLOverHttp
from hanoiwork_gateway.limits import Limits
from hanoiwork_gateway.metrics import Measured, Metrics
from hanoiwork_gateway.oidc import issuer_of
from hanoiwork_gateway.requests import Traced
from hanoiwork_gateway.schema import installed, printed
from hanoiwork_gateway.standing import Standing
from hanoiwork_shared.asyncapi import document
from hanoiwork_shared.clock import Clock, SystemClock
from hanoiwork_shared.plugins import Plugin
from hanoiwork_shared.settings import Settings

Ready = Callable[[], bool | Awaitable[bool]]


def make_app(
    settings: Settings,
    *,
    calls: Calls,
    plugins: Iterable[Plugin],
    ready: Ready | None = None,
    clock: Clock | None = None,
) -> Starlette:
    """Make the gateway for these plug-ins.

    `calls` reaches the services; if it is an async context manager it is entered while the application runs.
    `ready` says whether requests can be answered; without it, `calls.ready` does where there is such a thing.
    """
    plugins = tuple(plugins)
    metrics = Metrics()
    limits = Limits.of(settings)
    asked = Measured(Retrying(calls), metrics=metrics)
    tokens = _tokens(settings, clock=clock or SystemClock())
    schema = installed(plugins)
    documents = Documents(schema, limits=limits, introspection=settings.graphql_introspection)
    bearer = _bearer(settings, tokens=tokens, calls=asked)
    handler = GraphQLOverHttp(schema, documents=documents, calls=asked, limits=limits, bearer=bearer, metrics=metrics)
    routes = [
        Route("/graphql", GraphQL(schema, http_handler=handler, explorer=ExplorerHttp405())),
        Route("/auth/token", SignIn(calls=asked, tokens=tokens, seconds=limits.seconds).answer, methods=["POST"]),
        Route("/health/ready", _readiness(ready or (lambda: bool(getattr(calls, "ready", True))))),
        *_carried(plugins, calls=asked, bearer=bearer, most=settings.file_limit),
        *_told(schema, plugins, metrics=metrics),
    ]
    traced = Middleware(Traced, metrics=metrics, routes=frozenset(route.path for route in routes))
    return Starlette(routes=routes, middleware=[traced], lifespan=_running(calls))


def _tokens(settings: Settings, *, clock: Clock) -> Tokens:
    return Tokens(secret=settings.secret, lifetime=timedelta(minutes=settings.token_minutes), clock=clock)


def _bearer(settings: Settings, *, tokens: Tokens, calls: Calls) -> Bearer:
    issuer = issuer_of(settings, clock=tokens.clock)
    return Bearer(tokens=tokens, issuer=issuer, calls=calls, standing=Standing(calls, clock=tokens.clock))


def _carried(plugins: Iterable[Plugin], *, calls: Calls, bearer: Bearer, most: int) -> list[Route]:
    """Files on their way to services and back."""
    services = {plugin.name: plugin.files for plugin in plugins if plugin.files is not None}
    files = Files(calls=calls, bearer=bearer, services=services, most=most)
    return [
        Route("/files/{service}", files.take, methods=["POST"]),
        Route("/files/{service}/{file}", files.give, methods=["GET"]),
    ]


def _told(schema: GraphQLSchema, plugins: Iterable[Plugin], *, metrics: Metrics) -> list[Route]:
    """What the gateway says of itself."""
    return [
        Route("/health/live", _live),
        Route("/metrics", _metrics(metrics)),
        Route("/schema.graphql", _text(printed(schema))),
        Route("/asyncapi.json", _events(plugins)),
    ]


def _running(calls: Calls) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        if isinstance(calls, AbstractAsyncContextManager):
            async with calls:
                yield
        else:
            yield

    return lifespan


async def _live(_request: Request) -> Response:
    return JSONResponse({"status": "live"})


def _readiness(ready: Ready) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_request: Request) -> Response:
        said = ready()
        if await said if inspect.isawaitable(said) else said:
            return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "not ready"}, status_code=HTTPStatus.SERVICE_UNAVAILABLE)

    return answer


def _metrics(metrics: Metrics) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_request: Request) -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST)

    return answer


def _text(text: str) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_request: Request) -> Response:
        return PlainTextResponse(text)

    return answer


def _events(plugins: Iterable[Plugin]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_request: Request) -> Response:
        return JSONResponse(document(plugins))

    return answer
