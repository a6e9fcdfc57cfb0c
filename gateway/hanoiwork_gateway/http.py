"""GraphQL over HTTP: what the specification asks for beyond ariadne's handler, and every bound of `limits`."""

import asyncio
import logging
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import Any

from ariadne import graphql
from ariadne.asgi.handlers import GraphQLHTTPHandler
from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationType, get_operation_ast
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hanoiwork_gateway.bearer import Bearer
from hanoiwork_gateway.bodies import JSON, loaded, read_json
from hanoiwork_gateway.calls import Caller, Calls
from hanoiwork_gateway.context import Context
from hanoiwork_gateway.documents import Documents
from hanoiwork_gateway.errors import (
    Formatter,
    MethodNotAllowed,
    NotAcceptable,
    RequestMalformed,
    as_graphql,
    status_of,
)
from hanoiwork_gateway.languages import negotiated
from hanoiwork_gateway.limits import (
    BodyTooLarge,
    DeadlinePassed,
    Limits,
    TooCostly,
    TooDeep,
    TooManyAliases,
    TooManyTokens,
)
from hanoiwork_gateway.metrics import Metrics
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.wire import WireError

RESPONSE = "application/graphql-response+json"
METHODS = "GET, POST"
GRACE = 0.5
"""Seconds past the deadline for writing down what the services did answer (our choice)."""
OF_DOCUMENT = (TooManyTokens, TooDeep, TooManyAliases, TooCostly, DeadlinePassed)
"""Refusals of a well-formed HTTP request: in application/json they are answered with 200, as the specification asks."""

SILENT = logging.Logger("ariadne", level=logging.CRITICAL + 1)  # noqa: LOG001 - outside the tree: `Formatter` logs


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What a GraphQL request says."""

    query: str
    operation: str | None
    variables: dict[str, Any]


class GraphQLOverHttp(GraphQLHTTPHandler):
    """Answers /graphql: bounds, identity, execution, and the status and media type of the answer."""

    def __init__(
        self,
        schema: GraphQLSchema,
        *,
        documents: Documents,
        calls: Calls,
        limits: Limits,
        bearer: Bearer,
        metrics: Metrics,
    ) -> None:
        super().__init__()
        self._schema = schema
        self._documents = documents
        self._calls = calls
        self._limits = limits
        self._bearer = bearer
        self._metrics = metrics

    async def handle_request(self, request: Request) -> Response:
        """Answer one request; whatever refuses it becomes a GraphQL error with a stable code."""
        locale = negotiated(request.headers.get("accept-language"))
        formatter = Formatter(locale=locale, correlation_id=request.state.correlation_id)
        media = JSON
        try:
            media = _acceptable(request.headers.get("accept"))
            return await self._answered(request, media=media, formatter=formatter, locale=locale)
        except (Refused, WireError) as refusal:
            errors = as_graphql(refusal, locale=locale, correlation_id=request.state.correlation_id)
            formatter.codes.extend(error["extensions"]["code"] for error in errors)
            lenient = media == JSON and isinstance(refusal, OF_DOCUMENT)
            status = HTTPStatus.OK if lenient else status_of(refusal)
            return _response({"errors": errors}, media=media, status=status)
        except GraphQLError as error:
            status = HTTPStatus.OK if media == JSON else HTTPStatus.BAD_REQUEST
            return _response({"errors": [formatter.format(error)]}, media=media, status=status)
        finally:
            request.state.codes = formatter.codes
            for code in dict.fromkeys(code for code in formatter.codes if code.startswith("gateway.")):
                self._metrics.refused(code)

    async def _answered(self, request: Request, *, media: str, formatter: Formatter, locale: str) -> Response:
        ends = monotonic() + self._limits.seconds
        asked = await self._parameters(request)
        request.state.operation = asked.operation
        caller = Caller(identity=None, correlation_id=request.state.correlation_id, locale=locale)
        identity = await self._bearer.identity_for(request.headers.get("authorization"), caller=caller, ends=ends)
        document = self._documents.parsed(asked.query)
        if request.method == "GET" and not _is_query(document, asked.operation):
            raise MethodNotAllowed(allowed="POST")
        self._limits.demand(document, schema=self._schema, variables=asked.variables)
        context = Context(
            calls=self._calls,
            identity=identity,
            locale=locale,
            correlation_id=request.state.correlation_id,
            ends=ends,
        )
        result = await self._executed(asked, document=document, context=context, formatter=formatter)
        return _of_result(result, media=media)

    async def _executed(
        self, asked: Parameters, *, document: DocumentNode, context: Context, formatter: Formatter
    ) -> dict[str, Any]:
        data = {"query": asked.query, "operationName": asked.operation, "variables": asked.variables}
        try:
            async with asyncio.timeout(context.ends - monotonic() + GRACE):
                _, result = await graphql(
                    self._schema,
                    data,
                    context_value=context,
                    query_document=document,
                    query_validator=lambda *_rules, **_options: self._documents.faults(asked.query),
                    logger=SILENT,
                    error_formatter=formatter.format,
                )
        except TimeoutError as error:
            raise DeadlinePassed from error
        return dict(result)

    async def _parameters(self, request: Request) -> Parameters:
        if request.method == "POST":
            return _parameters(await read_json(request, most=self._limits.body))
        if request.method != "GET":
            raise MethodNotAllowed(allowed=METHODS)
        if len(request.url.query) > self._limits.body:
            raise BodyTooLarge(most=self._limits.body)
        given: dict[str, Any] = dict(request.query_params)
        for name in ("variables", "extensions"):
            if name in given:
                given[name] = loaded(given[name], what=name) if given[name] else None
        return _parameters(given)


def _parameters(body: Any) -> Parameters:
    if not isinstance(body, dict):
        raise RequestMalformed(reason="one JSON object is expected", reason_vi="cần một đối tượng JSON")
    for name, kind in (("query", str), ("operationName", str), ("variables", dict), ("extensions", dict)):
        if not isinstance(body.get(name), kind | None):
            en, vi = ("a text", "chữ") if kind is str else ("an object", "một đối tượng")
            raise RequestMalformed(field=name, reason=f"{name} must be {en}", reason_vi=f"{name} phải là {vi}")
    if not body.get("query"):
        raise RequestMalformed(field="query", reason="query is missing", reason_vi="thiếu query")
    return Parameters(
        query=body["query"], operation=body.get("operationName") or None, variables=body.get("variables") or {}
    )


def _acceptable(accept: str | None) -> str:
    """Choose the media type of the answer; without a wish it is application/json, which every client reads."""
    offered = {choice.partition(";")[0].strip().lower() for choice in (accept or "*/*").split(",")}
    if RESPONSE in offered:
        return RESPONSE
    if offered & {JSON, "application/*", "*/*"}:
        return JSON
    raise NotAcceptable


def _is_query(document: DocumentNode, operation: str | None) -> bool:
    chosen = get_operation_ast(document, operation)
    return chosen is None or chosen.operation == OperationType.QUERY


def _of_result(result: dict[str, Any], *, media: str) -> Response:
    errors = result.get("errors") or []
    if result.get("data") is None and errors and not any("path" in error for error in errors):
        result.pop("data", None)  # nothing was executed
        return _response(result, media=media, status=HTTPStatus.OK if media == JSON else HTTPStatus.BAD_REQUEST)
    return _response(result, media=media, status=HTTPStatus.OK)


def _response(content: dict[str, Any], *, media: str, status: int) -> Response:
    response = JSONResponse(content, status_code=status, media_type=f"{media}; charset=utf-8")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["Allow"] = METHODS
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
