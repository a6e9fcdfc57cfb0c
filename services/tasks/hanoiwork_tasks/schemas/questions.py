"""What may be asked."""

from typing import Any

from marshmallow import fields, validate

from hanoiwork_shared.doors import Code, Day
from hanoiwork_shared.pages import FIRST, MOST
from hanoiwork_tasks.domain.statistics import By
from hanoiwork_tasks.domain.task import Group, Status
from hanoiwork_tasks.schemas.kinds import MOST_KEYS, Choice, Sentence, Spoken, maybe

LONGEST_SEARCH = 200


def _first() -> fields.Field[Any]:
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
    group = maybe(Choice, Group)


class Filter(Scope):
    """A scope, and in which statuses."""

    status = maybe(fields.List, Choice(Status))


class TasksWanted(Spoken):
    """Which tasks, and which page of them; `search` looks into titles without accents."""

    filter = fields.Nested(Filter, load_default=dict, attribute="named")
    search = maybe(Sentence, longest=LONGEST_SEARCH)
    first = _first()
    after = maybe(fields.String)


class MineWanted(Spoken):
    """Which page."""

    first = _first()
    after = maybe(fields.String)


class PagesWanted(MineWanted):
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


class OfUnit(Spoken):
    """A unit, or all of them."""

    unit = maybe(Code)
