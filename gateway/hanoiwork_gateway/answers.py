"""Answers of the doors beside GraphQL."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from hanoiwork_gateway.errors import shown, status_of
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.wire import WireError


def refused(refusal: Refused | WireError, request: Request, *, locale: str) -> Response:
    """Refuse a whole request: `{"errors": [{code, message, field, details, correlationId}]}` and a fitting status."""
    status = status_of(refusal)
    errors = shown(refusal, locale=locale, correlation_id=request.state.correlation_id)
    headers = {"Cache-Control": "no-store"}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = str(errors[0]["details"].get("seconds", 1))
    return JSONResponse({"errors": errors}, status_code=status, headers=headers)
