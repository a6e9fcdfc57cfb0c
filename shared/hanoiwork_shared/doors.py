"""The door of a service: marshmallow schemas that refuse unknown fields, and refusals for what they find.

Requests that every service knows (a key, keys, a page, a file) are here once. A check that a service writes itself
says what is wrong in both languages: `validate.Regexp(..., error=Phrase(vi="…", en="…"))`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import marshmallow
from marshmallow import fields, validate

from hanoiwork_shared.amounts import exact
from hanoiwork_shared.errors import Invalid, Refused, refuse_all
from hanoiwork_shared.pages import FIRST, MOST
from hanoiwork_shared.phrases import Phrase, Phrased
from hanoiwork_shared.writable import writable

MOST_KEYS = 5000
"""The most things that one batched question may name (our choice)."""

LONGEST_CODE = 80

SEND_TEXT = Phrase(vi="hãy gửi số thập phân dưới dạng chữ.", en="Send a decimal as text.")
NO_NUMBER = Phrase(vi="không phải là số.", en="Not a number.")
NO_DAY = Phrase(vi="không phải là ngày, ví dụ 2026-06-24.", en="Not a day like 2026-06-24.")
WHITE_ENDS = Phrase(vi="không để khoảng trắng ở hai đầu.", en="No white space at the ends.")
NO_TEXT = Phrase(vi="có ký tự không phải là chữ.", en="It holds characters that are no text.")


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
            raise marshmallow.ValidationError(SEND_TEXT)
        number = exact(value)
        if number is None:
            raise marshmallow.ValidationError(NO_NUMBER)
        return number


class Day(fields.Field[date]):
    """A calendar day as ISO text, 2026-06-24."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        del attr, data, kwargs
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise marshmallow.ValidationError(NO_DAY) from error


class Code(fields.String):
    """A short code that people use, or an identifier: 1 to 80 characters, no white space at the ends."""

    def __init__(self, **kwargs: Any) -> None:
        checks = [
            validate.Length(min=1, max=LONGEST_CODE),
            validate.Regexp(r"^\S(.*\S)?\Z", error=WHITE_ENDS),
        ]
        super().__init__(validate=checks, **kwargs)


class Flag(fields.Boolean):
    """True or false and nothing that resembles them; null or nothing sent is false."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(load_default=False, **kwargs)

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """Take null as not sent."""
        return super().deserialize(marshmallow.missing if value is None else value, attr, data, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        del attr, data, kwargs
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Given(Door):
    """A request in which null means not given."""

    @marshmallow.post_load
    def without_nulls(self, data: Mapping[str, Any], **_options: object) -> dict[str, Any]:
        """Leave out what is null, so that the use case's own default stands."""
        return {name: value for name, value in data.items() if value is not None}


class Nothing(Door):
    """A request without arguments."""


class Key(Door):
    """A code or an identifier."""

    key = Code(required=True)


class Keys(Door):
    """Identifiers to be answered in their order."""

    keys = fields.List(fields.String(), required=True, validate=validate.Length(max=MOST_KEYS))


class Paged(Door):
    """Which page of a list: how many items, and after which cursor."""

    first = fields.Integer(load_default=FIRST, strict=True, validate=validate.Range(min=1, max=MOST))
    after = fields.String(load_default=None, allow_none=True)


class FileSent(Door):
    """A file's text; a dry run refuses what the real run would, and otherwise only says what would happen."""

    content = fields.String(required=True)
    dry_run = Flag()


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
    if isinstance(value, str) and not writable(value):
        yield FieldInvalid(field=path, name=path, reason=NO_TEXT)
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
        yield _problem(message if isinstance(message, str) else str(message), path=path)


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
