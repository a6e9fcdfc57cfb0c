"""Reading a JSON body: bounded before it is read, in utf-8, nested no deeper than Python can follow."""

import json
from typing import Any

from starlette.requests import Request

from hanoiwork_gateway.errors import MediaTypeRefused, RequestMalformed
from hanoiwork_gateway.limits import BodyTooLarge

JSON = "application/json"


async def read_json(request: Request, *, most: int) -> Any:
    """Read a body of at most `most` bytes; raises MediaTypeRefused, BodyTooLarge or RequestMalformed."""
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip().strip('"')
    if kind.strip() != JSON or charset not in ("", "utf-8", "utf8"):
        raise MediaTypeRefused
    return loaded(await read_body(request, most=most))


async def read_body(request: Request, *, most: int) -> bytes:
    """Read a body of at most `most` bytes, whatever it is; raises BodyTooLarge."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise BodyTooLarge(most=most)
    return bytes(body)


def loaded(text: bytes | str, *, what: str = "body") -> Any:
    """Parse JSON, refusing what is none; NaN and infinities are none."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise RequestMalformed(reason=f"{what} is not JSON", reason_vi=f"{what} không phải là JSON") from error


def _no_number(name: str) -> None:
    raise ValueError(name)
