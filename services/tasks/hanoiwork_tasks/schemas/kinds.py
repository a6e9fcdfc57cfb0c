"""The kinds of field that requests about tasks are made of; an optional one may be null, which is not given."""

from enum import Enum
from typing import Any

import marshmallow
from marshmallow import fields, validate

from hanoiwork_shared.doors import NO_TEXT, Door
from hanoiwork_shared.writable import legible

LONGEST_TEXT = 4000
MOST_KEYS = 5000


class Sentence(fields.String):
    """Free text that people read as it is."""

    def __init__(self, *, longest: int = LONGEST_TEXT, **kwargs: Any) -> None:
        super().__init__(validate=[validate.Length(max=longest), _legible], **kwargs)


class Choice(fields.Enum[Any]):
    """One of the values of an enumeration."""

    def __init__(self, kind: type[Enum], **kwargs: Any) -> None:
        super().__init__(kind, by_value=True, **kwargs)


def _legible(text: str) -> None:
    if not legible(text):
        raise marshmallow.ValidationError(NO_TEXT)


def maybe(kind: type[fields.Field[Any]], *given: Any, **kwargs: Any) -> fields.Field[Any]:
    """A field that may be absent or null."""
    return kind(*given, load_default=None, allow_none=True, **kwargs)


class Spoken(Door):
    """A request in which a null optional field is one that was not given."""

    @marshmallow.post_load
    def without_nulls(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Leave out what was not given, so that the use case's own default holds."""
        return {name: value for name, value in data.items() if value is not None}
