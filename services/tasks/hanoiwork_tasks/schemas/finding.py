"""What may be asked when looking for tasks, how views are kept, and how both are shown."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, post_load, validate

from hanoiwork_shared.doors import Code, Day
from hanoiwork_shared.facts import plain
from hanoiwork_shared.pages import MOST
from hanoiwork_tasks.domain.fields.field import MOST_FIELDS, MOST_OPTIONS
from hanoiwork_tasks.domain.finding.order import Grouping, Key, Order, TaskGroup
from hanoiwork_tasks.domain.finding.urgency import Urgency
from hanoiwork_tasks.domain.finding.view import View
from hanoiwork_tasks.domain.task import Status
from hanoiwork_tasks.domain.viewing import Viewer
from hanoiwork_tasks.schemas.kinds import Choice, Sentence, Spoken, maybe
from hanoiwork_tasks.schemas.questions import PageWanted, Scope
from hanoiwork_tasks.schemas.shown import shown_all

LONGEST_SEARCH = 200
LONGEST_TITLE = 200


class FieldFilter(Spoken):
    """What is looked for in one field of the list."""

    field = Code(required=True)
    any_of = maybe(fields.List, Sentence(), validate=validate.Length(max=MOST_OPTIONS))
    from_value = maybe(Code)
    to_value = maybe(Code)
    empty = maybe(fields.Boolean)


class Filter(Scope):
    """A scope, and which of its tasks: everything given must match."""

    status = maybe(fields.List, Choice(Status))
    assigner = maybe(Code)
    helper = maybe(Code)
    parent = maybe(Code)
    plan_item = maybe(Code)
    due_from = maybe(Day)
    due_to = maybe(Day)
    overdue = maybe(fields.Boolean)
    difficult = maybe(fields.Boolean)
    field_filters = maybe(fields.List, fields.Nested(FieldFilter), validate=validate.Length(max=MOST_FIELDS))


class OrderWanted(Spoken):
    """An order of tasks."""

    by = maybe(Choice, Key)
    descending = maybe(fields.Boolean)

    @post_load
    def without_nulls(self, data: dict[str, Any], **_: Any) -> Order:
        """The order itself; by the deadline when nothing is said."""
        return Order(**{name: value for name, value in data.items() if value is not None})


class FieldOrderWanted(Spoken):
    """An order by what tasks say in a field."""

    field = Code(required=True)
    descending = maybe(fields.Boolean)


class TasksWanted(PageWanted):
    """Which tasks, in which order, and which page of them."""

    filter = fields.Nested(Filter, load_default=dict, attribute="named")
    search = maybe(Sentence, longest=LONGEST_SEARCH)
    order = maybe(fields.Nested, OrderWanted)
    order_by_field = maybe(fields.Nested, FieldOrderWanted)


class GroupsWanted(Spoken):
    """Which tasks, by what they are grouped, and how many of each group are shown."""

    filter = fields.Nested(Filter, load_default=dict, attribute="named")
    search = maybe(Sentence, longest=LONGEST_SEARCH)
    by = Choice(Grouping, required=True)
    first = fields.Integer(load_default=0, strict=True, validate=validate.Range(min=0, max=MOST))


class MineWanted(PageWanted):
    """Under which head, and which page."""

    urgency = maybe(Choice, Urgency)


class SaveView(Spoken):
    """A view to be kept, and the unit it is shared with, if any."""

    title = Sentence(required=True, longest=LONGEST_TITLE)
    filter = fields.Nested(Filter, load_default=dict, attribute="named")
    search = maybe(Sentence, longest=LONGEST_SEARCH)
    order = maybe(fields.Nested, OrderWanted)
    group_by = maybe(Choice, Grouping)
    unit = maybe(Code)


class ViewNamed(Spoken):
    """A view, as the caller last saw it."""

    view = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class ChangeView(ViewNamed):
    """What is to be changed; what is left out stays."""

    title = maybe(Sentence, longest=LONGEST_TITLE)
    filter = maybe(fields.Nested, Filter, attribute="named")
    search = maybe(Sentence, longest=LONGEST_SEARCH)
    order = maybe(fields.Nested, OrderWanted)
    group_by = maybe(Choice, Grouping)
    unit = maybe(Code)


class ViewTasksWanted(PageWanted):
    """Through which view, and which page."""

    view = Code(required=True)


def shown_task_group(group: TaskGroup, *, to: Viewer) -> dict[str, Any]:
    """A group with the one identifier, status or group of work that it stands for."""
    named = (Grouping.UNIT, Grouping.PERSON, Grouping.LIST, Grouping.PLAN)
    ids = {f"{by.value}_id": group.key if by is group.by else None for by in named}
    words = {by.value: group.key if by is group.by else None for by in (Grouping.STATUS, Grouping.GROUP)}
    return {
        **ids,
        **words,
        "count": group.count,
        "points": plain(group.points),
        "tasks": shown_all(group.tasks.items, to=to),
        "has_next": group.tasks.has_next,
        "end_cursor": group.tasks.cursors[-1] if group.tasks.cursors else None,
    }


def shown_view(view: View) -> dict[str, Any]:
    """A view; its filter is nested as it was asked."""
    return {**plain(view), "filter": _nested(view.filter)}


def _nested(filter_: Mapping[str, Any]) -> dict[str, Any]:
    return {name: filter_.get(name) for name in Filter().fields}
