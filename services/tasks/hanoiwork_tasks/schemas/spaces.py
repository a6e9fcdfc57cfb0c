"""What may be asked and said about workspaces in their life, and how templates are shown."""

from typing import Any

from marshmallow import fields, validate

from hanoiwork_shared.doors import Code, Day
from hanoiwork_tasks.domain.spaces.blueprint import Template
from hanoiwork_tasks.domain.spaces.member import MemberRole
from hanoiwork_tasks.schemas.kinds import Choice, Sentence, Spoken, maybe
from hanoiwork_tasks.service.spaces_port import PlaceKind

LONGEST_NAME = 300
MOST_LISTS = 100


def _name() -> fields.Field[Any]:
    return Sentence(required=True, longest=LONGEST_NAME)


class PlaceNamed(Spoken):
    """A workspace, plan or list, as the caller last saw it."""

    kind = Choice(PlaceKind, required=True)
    place = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class SetMember(Spoken):
    """Somebody's role in a workspace; none takes it away."""

    workspace = Code(required=True)
    person = Code(required=True)
    role = maybe(Choice, MemberRole)


class CopyList(Spoken):
    """A list to be made again."""

    list = Code(required=True)
    title = _name()
    workspace = maybe(Code)
    shift_days = maybe(fields.Integer, strict=True)


class CopyWorkspace(Spoken):
    """A workspace to be made again."""

    workspace = Code(required=True)
    title = _name()
    unit = maybe(Code)
    shift_days = maybe(fields.Integer, strict=True)


class SaveTemplate(Spoken):
    """Lists to be kept as a template of a unit."""

    lists = fields.List(Code(), required=True, validate=validate.Length(min=1, max=MOST_LISTS))
    title = _name()
    unit = Code(required=True)


class UseTemplate(Spoken):
    """Where a template's lists are made, and its first day."""

    template = Code(required=True)
    workspace = Code(required=True)
    starts = Day(required=True)


class TemplateNamed(Spoken):
    """A template."""

    template = Code(required=True)


def shown_template(template: Template) -> dict[str, Any]:
    """A template with the titles of its lists."""
    lists = template.blueprint.lists
    return {
        "id": template.id,
        "unit_id": template.unit_id,
        "title": template.title,
        "made_by": template.made_by,
        "lists": [one.title for one in lists],
        "tasks": sum(len(one.tasks) for one in lists),
    }
