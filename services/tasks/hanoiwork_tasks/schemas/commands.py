"""What may be ordered."""

from typing import Any

import marshmallow
from marshmallow import fields, validate

from hanoiwork_shared.doors import Amount, Code, Day
from hanoiwork_tasks.domain.plan import WorkspaceKind
from hanoiwork_tasks.domain.task import Group
from hanoiwork_tasks.schemas.kinds import Choice, Sentence, Spoken, maybe
from hanoiwork_tasks.schemas.said import values_said

LONGEST_TITLE = 1000
MOST_HELPERS = 50
MOST_PARTS = 100


def _flag() -> fields.Field[Any]:
    return fields.Boolean(load_default=False, allow_none=True, truthy={True}, falsy={False})


def _names() -> fields.Field[Any]:
    return maybe(fields.List, Code(), validate=validate.Length(max=MOST_HELPERS))


class FileSent(Spoken):
    """A file's text; a dry run refuses the same and keeps nothing."""

    content = fields.String(required=True)
    dry_run = _flag()


class CreateWorkspace(Spoken):
    """A workspace of a unit."""

    unit = Code(required=True)
    kind = Choice(WorkspaceKind, required=True)
    title = maybe(Sentence, longest=300)


class CreateList(Spoken):
    """A list in a workspace."""

    workspace = Code(required=True)
    title = Sentence(required=True, longest=300)
    plan = maybe(Code)

    @marshmallow.validates("title")
    def has_title(self, value: str, **_: Any) -> None:
        """A list without a name cannot be found again."""
        if not value.strip():
            message = "Write a title."
            raise marshmallow.ValidationError(message)


class Part(Spoken):
    """One task to come out of a plan item or a larger task."""

    title = maybe(Sentence, longest=LONGEST_TITLE)
    code = maybe(Code)
    group = maybe(Choice, Group)
    unit = maybe(Code)
    person = maybe(Code)
    collaborators = _names()
    coordinating_units = _names()
    objective = maybe(Code)
    measure = maybe(Code)
    list = maybe(Code)
    catalogue_entry = maybe(Code, attribute="entry")
    product = maybe(Sentence)
    quantity = maybe(Amount)
    points = maybe(Amount)
    authority = maybe(Sentence)
    start = maybe(Day, attribute="starts")
    due = maybe(Day)
    field_values = values_said(load_default=None, allow_none=True, attribute="says")


class CreateTask(Part):
    """A task to be written down; what is missing is filled in at assignment."""

    parent = maybe(Code)


class BreakDown(Spoken):
    """A plan item or a task, and the tasks that come out of it."""

    item = maybe(Code)
    task = maybe(Code)
    parts = fields.List(fields.Nested(Part), required=True, validate=validate.Length(min=1, max=MOST_PARTS))
    allow_over = _flag()
    version = maybe(fields.Integer, strict=True)

    @marshmallow.validates_schema
    def one_whole(self, data: dict[str, Any], **_: Any) -> None:
        """One thing is broken down at a time."""
        if (data.get("item") is None) == (data.get("task") is None):
            message = "Name either a plan item or a task."
            raise marshmallow.ValidationError(message, field_name="item")


class TaskNamed(Spoken):
    """One task, by code or id, as the caller last saw it."""

    task = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class AssignTask(TaskNamed):
    """The lead of a task, and what its draft still lacks."""

    person = maybe(Code)
    collaborators = _names()
    coordinating_units = _names()
    hand_over = _flag()
    catalogue_entry = maybe(Code, attribute="entry")
    title = maybe(Sentence, longest=LONGEST_TITLE)
    product = maybe(Sentence)
    quantity = maybe(Amount)
    points = maybe(Amount)
    authority = maybe(Sentence)
    start = maybe(Day, attribute="starts")
    due = maybe(Day)


class ReportProgress(TaskNamed):
    """How far the work is, in whole percent."""

    percent = fields.Integer(required=True, strict=True)
    note = maybe(Sentence)


class SubmitTask(TaskNamed):
    """The product, in words."""

    note = maybe(Sentence)


class AcceptTask(TaskNamed):
    """How much of the product is accepted, and the day it was delivered."""

    quantity = maybe(Amount)
    delivered_on = maybe(Day)


class ReturnTask(TaskNamed):
    """Why the product goes back; `major` when its content is at fault."""

    major = _flag()
    reason = Sentence(required=True)


class CancelTask(TaskNamed):
    """Why the task is given up."""

    reason = Sentence(required=True)
