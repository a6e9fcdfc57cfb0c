"""nameko's RPC messages: what a request says and what a reply means."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hanoiwork_gateway.calls.port import Caller, InternalError
from hanoiwork_shared.wire import WIRE_NAME, WireError

EXCHANGE = "nameko-rpc"


def request(caller: Caller, arguments: Mapping[str, Any]) -> bytes:
    """Write the body of a request."""
    body = {"args": [], "kwargs": {"caller": caller.as_wire(), "input": dict(arguments)}}
    return json.dumps(body, ensure_ascii=False, allow_nan=False).encode()


def answer(body: bytes, *, method: str) -> Any:
    """Read the body of a reply; raises WireError for a refusal, InternalError for anything else that went wrong."""
    try:
        reply = json.loads(body)
        error = reply["error"]
    except (ValueError, TypeError, KeyError) as broken:
        raise InternalError(method, kind=type(broken).__name__, text="the reply is not one of nameko's") from broken
    if error is None:
        return reply["result"]
    if error["exc_type"] == WIRE_NAME:
        raise WireError(_refusals(error["exc_args"][0]))
    raise InternalError(method, kind=str(error["exc_type"]), text=str(error["value"]))


def _refusals(sent: str | Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Read refusals as JSON text, or as nameko leaves them when they are data: with every null made "None"."""
    if isinstance(sent, str):
        listed: Sequence[Mapping[str, Any]] = json.loads(sent)
        return listed
    return [{**single, "field": None if single["field"] == "None" else single["field"]} for single in sent]
