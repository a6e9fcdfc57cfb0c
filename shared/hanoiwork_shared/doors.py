"""The door of a service: marshmallow schemas that refuse unknown fields, and refusals for what they find."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import marshmallow
from marshmallow import fields, validate

from hanoiwork_shared.amounts import exact
from hanoiwork_shared.errors import Invalid, Refused, refuse_all
from hanoiwork_shared.phrases import Phrased

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class FieldMissing(Invalid):
    """A required field was not sent."""

    code = "shared.field_missing"
    vi = "Thiếu trường bắt buộc “{name}”."
    en = "The required field “{name}” is missing."


class FieldUnknown(Invalid):
    """A field was sent that nobody here knows: most often a spelling mistake."""

    code = "shared.field_unknown"
    vi = "Trường “{name}” không tồn tại; hãy kiểm tra chính tả."
    en = "There is no field “{name}”; check its spelling."


class FieldInvalid(Phrased, Invalid):
    """A field has a value of the wrong kind or out of its bounds."""

    code = "shared.field_invalid"
    vi = "Giá trị của trường “{name}” không hợp lệ: {reason}"
    en = "The value of the field “{name}” is not valid: {reason}"


class Door(marshmallow.Schema):
    """A schema at the door: every field is checked and unknown ones are refused."""

    class Meta:
        unknown = marshmallow.RAISE


class Amount(fields.Field[Decimal]):
    """A finite decimal, sent as text or a whole number; never a binary float."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Decimal:
        del attr, data, kwargs
        if isinstance(value, bool | float) or not isinstance(value, int | str | Decimal):
            message = "Send a decimal as text."
            raise marshmallow.ValidationError(message)
        number = exact(value)
        if number is None:
            message = "Not a number."
            raise marshmallow.ValidationError(message)
        return number


class Day(fields.Field[date]):
    """A calendar day as ISO text, 2026-06-24."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        del attr, data, kwargs
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            message = "Not a day like 2026-06-24."
            raise marshmallow.ValidationError(message) from error


class Code(fields.String):
    """A short code that people use, or an identifier: 1 to 80 characters, no white space at the ends."""

    def __init__(self, **kwargs: Any) -> None:
        checks = [validate.Length(min=1, max=80), validate.Regexp(r"^\S(.*\S)?\Z", error="No white space at the ends.")]
        super().__init__(validate=checks, **kwargs)


def load(schema: marshmallow.Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    """Check `data`; everything wrong with it is refused at once, field by field."""
    refuse_all(_unwritable(data, path=""))
    try:
        loaded: dict[str, Any] = schema.load(data)
    except marshmallow.ValidationError as error:
        refuse_all(_problems(error.messages, path=""))
        raise
    return loaded


def _unwritable(value: Any, *, path: str) -> Iterator[Refused]:
    """Text that no database takes: a NUL, or half of a UTF-16 pair."""
    if isinstance(value, str) and UNWRITABLE.search(value):
        yield FieldInvalid(field=path, name=path, reason="It holds characters that are no text.")
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _unwritable(inner, path=_join(path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _unwritable(inner, path=_join(path, index))


def _problems(messages: Any, *, path: str) -> Iterator[Refused]:
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from _problems(inner, path=_join(path, name))
        return
    for message in messages if isinstance(messages, list) else [messages]:
        yield _problem(str(message), path=path)


def _join(path: str, name: object) -> str:
    if name == "_schema":
        return path
    if isinstance(name, int):
        return f"{path}[{name}]"
    return f"{path}.{name}" if path else str(name)


def _problem(message: str, *, path: str) -> Refused:
    if message.startswith("Missing data"):
        return FieldMissing(field=path, name=path)
    if message.startswith("Unknown field"):
        return FieldUnknown(field=path, name=path)
    return FieldInvalid(field=path, name=path, reason=message)
