"""Files beside GraphQL, as they are: POST /files/SERVICE?name=…, GET /files/SERVICE/ID."""

from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import Any
from urllib.parse import quote

from graphene.utils.str_converters import to_camel_case
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hanoiwork_gateway.answers import refused
from hanoiwork_gateway.bearer import Bearer
from hanoiwork_gateway.bodies import read_body
from hanoiwork_gateway.calls import Caller, Calls, InternalError
from hanoiwork_gateway.context import Context
from hanoiwork_gateway.errors import InternalFailure
from hanoiwork_gateway.languages import negotiated
from hanoiwork_shared.errors import NotFound, Refused, Unauthenticated
from hanoiwork_shared.plugins import FileCalls
from hanoiwork_shared.wire import WireError

SECONDS = 60
"""How long a file may take on its way (our choice): a slow line and ten megabytes."""


class NoFilesHere(NotFound):
    """A service of this name takes and gives no files."""

    code = "gateway.no_files_here"
    vi = "Dịch vụ “{key}” không nhận và không trả tệp; hãy kiểm tra địa chỉ."
    en = "The service “{key}” takes and gives no files; check the address."


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Carries files of at most `most` bytes to the services that take them, and back, for those who are signed in."""

    calls: Calls
    bearer: Bearer
    services: Mapping[str, FileCalls]
    most: int

    async def take(self, request: Request) -> Response:
        """Take a file in: its bytes are the body, everything else is in the address."""
        return await self._answered(request, self._taken)

    async def give(self, request: Request) -> Response:
        """Give a file out, always to be saved and never to be shown in place of one of our pages."""
        return await self._answered(request, self._given)

    async def _answered(
        self, request: Request, answer: Callable[[Request, FileCalls, Context], Awaitable[Response]]
    ) -> Response:
        locale = negotiated(request.headers.get("accept-language"))
        try:
            calls = self._calls_of(request.path_params["service"])
            return await answer(request, calls, await self._context(request, locale=locale))
        except (Refused, WireError) as refusal:
            return refused(refusal, request, locale=locale)
        except InternalError:
            return refused(InternalFailure(), request, locale=locale)

    async def _taken(self, request: Request, calls: FileCalls, context: Context) -> Response:
        content = await read_body(request, most=self.most)
        given: dict[str, Any] = {**request.query_params, "content_base64": b64encode(content).decode("ascii")}
        method = f"{request.path_params['service']}.{calls.takes}"
        answer = await context.command(method, given, key=request.headers.get("idempotency-key"))
        shown = {to_camel_case(name): value for name, value in answer.items()}
        return JSONResponse(shown, status_code=HTTPStatus.CREATED)

    async def _given(self, request: Request, calls: FileCalls, context: Context) -> Response:
        method = f"{request.path_params['service']}.{calls.gives}"
        file = await context.call(method, {calls.key: request.path_params["file"]})
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file['name'], safe='')}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        }
        return Response(b64decode(file["content_base64"]), media_type=file["media_type"], headers=headers)

    def _calls_of(self, service: str) -> FileCalls:
        if service not in self.services:
            raise NoFilesHere(key=service)
        return self.services[service]

    async def _context(self, request: Request, *, locale: str) -> Context:
        ends = monotonic() + SECONDS
        caller = Caller(identity=None, correlation_id=request.state.correlation_id, locale=locale)
        identity = await self.bearer.identity_for(request.headers.get("authorization"), caller=caller, ends=ends)
        if identity is None:
            raise Unauthenticated
        return Context(
            calls=self.calls,
            identity=identity,
            locale=locale,
            correlation_id=request.state.correlation_id,
            ends=ends,
        )
