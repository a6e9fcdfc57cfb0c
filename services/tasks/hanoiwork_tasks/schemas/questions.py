"""What may be asked."""

from typing import Any

from marshmallow import fields, validate

from hanoiwork_shared.doors import Code, Day
from hanoiwork_shared.pages import FIRST, MOST
from hanoiwork_tasks.domain.statistics import By
from hanoiwork_tasks.domain.task import Group
from hanoiwork_tasks.schemas.kinds import MOST_KEYS, Choice, Sentence, Spoken, maybe


def page_length() -> fields.Field[Any]:
    """How many items a page is to have."""
    return fields.Integer(load_default=FIRST, strict=True, validate=validate.Range(min=1, max=MOST))


class Nothing(Spoken):
    """A question without words."""


class Key(Spoken):
    """A code or an identifier."""

    key = Code(required=True)


class Keys(Spoken):
    """Identifiers to be answered in their order."""

    keys = fields.List(Sentence(), required=True, validate=validate.Length(max=MOST_KEYS))


class Scope(Spoken):
    """Whose tasks: everything given must match; a unit with those under it, an objective with those under it."""

    unit = maybe(Code)
    person = maybe(Code)
    objective = maybe(Code)
    measure = maybe(Code)
    list = maybe(Code)
    plan = maybe(Code)
    workspace = maybe(Code)
    group = maybe(Choice, Group)


class PageWanted(Spoken):
    """Which page."""

    first = page_length()
    after = maybe(fields.String)


class PagesWanted(PageWanted):
    """Which page for each of several objectives or lists."""

    keys = fields.List(Code(), required=True, validate=validate.Length(max=MOST_KEYS))


class StatisticsWanted(Spoken):
    """Whose tasks, due from one day to another."""

    scope = fields.Nested(Scope, load_default=dict)
    from_ = maybe(Day)
    to = maybe(Day)


class SplitWanted(StatisticsWanted):
    """The same, and what the report is split by."""

    by = Choice(By, required=True)


class DaysWanted(Spoken):
    """Whose tasks, on each day from one to another."""

    scope = fields.Nested(Scope, load_default=dict)
    from_ = Day(required=True)
    to = Day(required=True)


class AgesWanted(Spoken):
    """Whose tasks."""

    scope = fields.Nested(Scope, load_default=dict)


class OneUnit(Spoken):
    """A unit."""

    unit = Code(required=True)


class OfUnit(Spoken):
    """A unit, or all of them."""

    unit = maybe(Code)


class WorkspacesWanted(OfUnit):
    """A unit's workspaces, or all; with `archived`, those that are archived too."""

    archived = maybe(fields.Boolean)
