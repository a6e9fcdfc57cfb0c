"""What may be said about a list's own fields and their values, and how both are shown."""

from typing import Any

from marshmallow import fields, post_load, validate

from hanoiwork_shared.doors import Amount, Code
from hanoiwork_shared.facts import plain
from hanoiwork_tasks.domain.fields.field import MOST_OPTIONS, FieldKind, ListField, WantedOption
from hanoiwork_tasks.domain.fields.filling import Answer
from hanoiwork_tasks.domain.fields.value import chosen, part_of, shown
from hanoiwork_tasks.schemas.commands import TaskNamed
from hanoiwork_tasks.schemas.kinds import Choice, Sentence, Spoken, maybe
from hanoiwork_tasks.schemas.said import LONGEST_LABEL, values_said
from hanoiwork_tasks.service.list_fields import WantedField

LONGEST_HELP = 1000
FARTHEST = 10_000


def _position() -> fields.Field[Any]:
    return maybe(fields.Integer, strict=True, validate=validate.Range(min=0, max=FARTHEST))


class OptionWanted(Spoken):
    """An option that is there, by id, or a new one."""

    id = maybe(Code)
    label = maybe(Sentence, longest=LONGEST_LABEL)
    retired = maybe(fields.Boolean)

    @post_load
    def without_nulls(self, data: dict[str, Any], **_: Any) -> WantedOption:
        """The option itself."""
        return WantedOption(**data)


def _options() -> fields.Field[Any]:
    return maybe(fields.List, fields.Nested(OptionWanted), validate=validate.Length(max=MOST_OPTIONS))


class AddField(Spoken):
    """A field for a list."""

    list = Code(required=True)
    label = Sentence(required=True, longest=LONGEST_LABEL)
    kind = Choice(FieldKind, required=True)
    key = maybe(Code)
    label_en = maybe(Sentence, longest=LONGEST_LABEL)
    help = maybe(Sentence, longest=LONGEST_HELP)
    required = maybe(fields.Boolean)
    position = _position()
    precision = maybe(fields.Integer, strict=True)
    least = maybe(Amount)
    most = maybe(Amount)
    options = _options()

    @post_load
    def without_nulls(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The list, and the field that is wanted in it."""
        given = {name: value for name, value in data.items() if value is not None}
        return {"list": given.pop("list"), "wanted": WantedField(**given)}


class FieldNamed(Spoken):
    """A field, as the caller last saw it."""

    field = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class ChangeField(FieldNamed):
    """What changes of a field; what is left out stays."""

    label = maybe(Sentence, longest=LONGEST_LABEL)
    label_en = maybe(Sentence, longest=LONGEST_LABEL)
    help = maybe(Sentence, longest=LONGEST_HELP)
    required = maybe(fields.Boolean)
    position = _position()
    options = _options()


class SetFieldValues(TaskNamed):
    """What a task says in some fields of its list."""

    values = values_said(required=True)


def shown_answer(answer: Answer) -> dict[str, Any]:
    """A field with what is said in it: in the part of its kind, and as people read it."""
    field, value = answer.field, answer.value
    parts: dict[str, Any] = dict.fromkeys(("number", "date", "yes", "link", "person_id"))
    names = {"day": "date", "person": "person_id"}
    part = part_of(field)
    if value is not None and part not in ("text", "options"):
        parts[names.get(part, part)] = plain(value)
    options = chosen(field, value) if isinstance(value, tuple) else ()
    text = None if part == "person" or value is None else shown(field, value)
    return {"field": shown_field(field), **parts, "options": plain(options), "text": text}


def shown_field(field: ListField) -> dict[str, Any]:
    """A field."""
    return {name: value for name, value in plain(field).items() if name != "list_id"}
