"""The published language: an AsyncAPI 3 document of every event the suite tells, drawn from the manifests."""

import types
from collections.abc import Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hanoiwork_shared.bus import EXCHANGE
from hanoiwork_shared.envelope import CONTENT_TYPE, EXTENSIONS, REQUIRED
from hanoiwork_shared.plugins import Plugin, told_by

SCALARS: dict[Any, dict[str, str]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "format": "decimal"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def document(plugins: Iterable[Plugin]) -> dict[str, Any]:
    """The AsyncAPI document of these plug-ins, ready for JSON; the same input gives the same bytes."""
    told = dict(sorted(told_by(plugins).items()))
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Hanoiwork events",
            "version": "1",
            "description": f"CloudEvents 1.0, structured JSON, on the topic exchange {EXCHANGE}; the type is the "
            "routing key. Identifiers only, never names. `sequence` orders the events of one subject.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {name: _channel(name) for name in told},
        "operations": {f"tell.{name}": {"action": "send", "channel": {"$ref": f"#/channels/{name}"}} for name in told},
        "components": {
            "messages": {name: _message(name, fact) for name, fact in told.items()},
            "schemas": {name: schema(fact) for name, fact in told.items()},
        },
    }


def _channel(name: str) -> dict[str, Any]:
    return {
        "address": name,
        "messages": {"event": {"$ref": f"#/components/messages/{name}"}},
        "bindings": {"amqp": {"is": "routingKey", "exchange": {"name": EXCHANGE, "type": "topic", "durable": True}}},
    }


def _message(name: str, fact: type) -> dict[str, Any]:
    told = sorted({*REQUIRED, *EXTENSIONS} - {"data"})
    return {
        "name": name,
        "summary": (fact.__doc__ or "").strip().splitlines()[0],
        "contentType": CONTENT_TYPE,
        "payload": {
            "type": "object",
            "required": sorted(REQUIRED),
            "properties": {
                **{field: {"type": "string"} for field in told},
                "data": {"$ref": f"#/components/schemas/{name}"},
            },
        },
    }


def schema(cls: type) -> dict[str, Any]:
    """The JSON Schema of a dataclass; fields may be added later, so unknown ones are allowed."""
    hints = get_type_hints(cls)
    return {
        "type": "object",
        "required": [
            field.name for field in fields(cls) if field.default is MISSING and field.default_factory is MISSING
        ],
        "properties": {field.name: _of(hints[field.name]) for field in fields(cls)},
    }


def _of(hint: Any) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = [_of(choice) for choice in get_args(hint) if choice is not type(None)]
        return {"oneOf": [*inner, {"type": "null"}]}
    if origin in (tuple, list):
        return {"type": "array", "items": _of(get_args(hint)[0])}
    if is_dataclass(hint):
        return schema(hint)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [member.value for member in hint]}
    return dict(SCALARS.get(hint, {}))
