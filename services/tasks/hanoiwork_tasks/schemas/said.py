"""What may be said in the fields of a list."""

from typing import Any

from marshmallow import fields, post_load, validate

from hanoiwork_shared.doors import Amount, Code, Day
from hanoiwork_tasks.domain.fields.field import MOST_FIELDS, MOST_OPTIONS
from hanoiwork_tasks.domain.fields.value import LONGEST_TEXT, Said
from hanoiwork_tasks.schemas.kinds import Sentence, Spoken, maybe

LONGEST_LABEL = 200


class ValueSaid(Spoken):
    """What is said in one field."""

    field = Code(required=True)
    text = maybe(Sentence, longest=2 * LONGEST_TEXT)
    number = maybe(Amount)
    date = maybe(Day, attribute="day")
    options = maybe(fields.List, Sentence(longest=LONGEST_LABEL), validate=validate.Length(max=MOST_OPTIONS))
    person = maybe(Code)
    yes = maybe(fields.Boolean)
    link = maybe(Sentence)

    @post_load
    def without_nulls(self, data: dict[str, Any], **_: Any) -> Said:
        """The value itself."""
        options = data.pop("options")
        return Said(**data, options=None if options is None else tuple(options))


def values_said(**given: Any) -> fields.Field[Any]:
    """What is said in some fields, at least in one."""
    return fields.List(fields.Nested(ValueSaid), validate=validate.Length(min=1, max=MOST_FIELDS), **given)
