"""Fields that the requests of this service share."""

from collections.abc import Container, Mapping
from typing import Any

from marshmallow import fields, validate

from hanoiwork_shared.phrases import Phrase

LONGEST_TITLE = 500
BLANK = Phrase(vi="không được chỉ có khoảng trắng.", en="It must not be blank.")


class Switch(fields.Boolean):
    """True or false and nothing that resembles them; what is not sent stays as it is."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        del attr, data, kwargs
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


def words(*, most: int, least: int = 0, required: bool = False) -> fields.String:
    """Text of `least` to `most` characters; where one is needed it must say something."""
    checks: list[validate.Validator] = [validate.Length(min=least, max=most)]
    if least:
        checks.append(validate.Regexp(r"\s*\S|\Z", error=BLANK))
    return fields.String(required=required, allow_none=not required, validate=checks)


def whole(*, least: int | None = None, most: int | None = None) -> fields.Integer:
    """A whole number that may be left out."""
    return fields.Integer(strict=True, allow_none=True, validate=validate.Range(min=least, max=most))


def parted(given: Mapping[str, Any], names: Container[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was given without `names`, and what was given of them."""
    own = {name: value for name, value in given.items() if name not in names}
    return own, {name: value for name, value in given.items() if name in names}
