"""Refusals and bugs on their way to the client: a code, a sentence in the caller's language, an HTTP status.

Status codes live here and nowhere else. What a service or the gateway refuses is shown; anything else is a bug:
masked as `shared.internal`, and logged with its traceback under the request's correlation id.
"""

import logging
from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

from hanoiwork_gateway.limits import BodyTooLarge, DeadlinePassed
from hanoiwork_gateway.wording import vietnamese
from hanoiwork_shared.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refused,
    Throttled,
    Unauthenticated,
    Unavailable,
)
from hanoiwork_shared.graph.commands import field_path
from hanoiwork_shared.wire import WireError, flatten

log = logging.getLogger(__name__)


class MethodNotAllowed(Invalid):
    """The HTTP method does not suit what is asked."""

    code = "gateway.method_not_allowed"
    vi = "Dùng {allowed} cho yêu cầu này."
    en = "Use {allowed} for this request."


class MediaTypeRefused(Invalid):
    """The body is of a kind that is not understood."""

    code = "gateway.media_type"
    vi = "Nội dung phải là application/json, mã hóa utf-8."
    en = "The body must be application/json in utf-8."


class NotAcceptable(Invalid):
    """The client wants no kind of answer that there is."""

    code = "gateway.not_acceptable"
    vi = "Chỉ trả lời bằng application/graphql-response+json hoặc application/json."
    en = "Answers are application/graphql-response+json or application/json."


class RequestMalformed(Invalid):
    """The request is not what this address takes; `reason` and `reason_vi` say what it should be."""

    code = "gateway.request_malformed"
    vi = "Yêu cầu sai dạng: {reason_vi}."
    en = "The request is malformed: {reason}."


class InternalFailure(Refused):
    """What a client is told of a bug: nothing but that it is one."""

    code = "shared.internal"
    vi = "Lỗi hệ thống; hãy báo mã yêu cầu cho người vận hành."
    en = "Something broke; tell the operator the correlation id."


FAMILIES: Mapping[type[Refused], int] = {
    MethodNotAllowed: 405,
    NotAcceptable: 406,
    BodyTooLarge: 413,
    MediaTypeRefused: 415,
    DeadlinePassed: 504,
    Invalid: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Throttled: 429,
    Unavailable: 503,
}
"""The HTTP status of a refusal: the first class that it is."""


def status_of(refusal: Refused | WireError) -> int:
    """Choose the HTTP status of a whole request that is refused."""
    if isinstance(refusal, WireError):
        named = {family.__name__: status for family, status in FAMILIES.items()}
        return named.get(refusal.family, 500)
    return next((status for family, status in FAMILIES.items() if isinstance(refusal, family)), 500)


def shown(refusal: Refused | WireError, *, locale: str, correlation_id: str) -> list[dict[str, Any]]:
    """Write a refusal as plain JSON errors: `code`, `message`, `field`, `details`, `correlationId`."""
    wire = refusal if isinstance(refusal, WireError) else flatten(refusal)
    return [
        {
            "code": single["code"],
            "message": single["en"] if locale == "en" else single["vi"],
            "field": field_path(single["field"]),
            "details": single["details"],
            "correlationId": correlation_id,
        }
        for single in wire.refusals
    ]


def as_graphql(refusal: Refused | WireError, *, locale: str, correlation_id: str) -> list[dict[str, Any]]:
    """Write a refusal as GraphQL errors; everything but the message is under `extensions`."""
    errors = shown(refusal, locale=locale, correlation_id=correlation_id)
    return [{"message": error.pop("message"), "extensions": error} for error in errors]


class Formatter:
    """Writes the errors of one GraphQL request, and remembers their codes for its log line."""

    def __init__(self, *, locale: str, correlation_id: str) -> None:
        self._locale = locale
        self._correlation_id = correlation_id
        self._logged: set[int] = set()
        self.codes: list[str] = []

    def format(self, error: GraphQLError, _debug: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - ariadne's port
        """Write one error; of a refusal for several reasons the further ones are under `others`."""
        written = self._of_document(error) if _is_of_document(error) else self._of_field(error)
        self.codes.append(written["extensions"]["code"])
        if error.locations:
            written["locations"] = [location.formatted for location in error.locations]
        if error.path is not None:
            written["path"] = error.path
        return written

    def _of_document(self, error: GraphQLError) -> dict[str, Any]:
        code = "gateway.syntax" if isinstance(error, GraphQLSyntaxError) else "gateway.document_invalid"
        message = error.message if self._locale == "en" else vietnamese(error.message)
        return {"message": message, "extensions": {"code": code, "correlationId": self._correlation_id}}

    def _of_field(self, error: GraphQLError) -> dict[str, Any]:
        cause = error.original_error
        if not isinstance(cause, Refused | WireError):
            self._log_once(error)
            cause = InternalFailure()
        first, *others = as_graphql(cause, locale=self._locale, correlation_id=self._correlation_id)
        if others:
            first["extensions"]["others"] = [{"message": one["message"], **one["extensions"]} for one in others]
        return first

    def _log_once(self, error: GraphQLError) -> None:
        cause = error.original_error or error
        if id(cause) not in self._logged:  # one failed call fails the same field of every parent
            self._logged.add(id(cause))
            log.error("a bug was masked at %s", error.path, exc_info=cause)


def _is_of_document(error: GraphQLError) -> bool:
    """Whether the document or its variables are at fault: such an error has no path and no cause of ours."""
    return error.path is None and (error.original_error is None or isinstance(error.original_error, GraphQLError))
