"""What may be said about links and moves."""

from marshmallow import fields

from hanoiwork_shared.doors import Code
from hanoiwork_tasks.domain.linking.link import LinkKind
from hanoiwork_tasks.schemas.commands import TaskNamed
from hanoiwork_tasks.schemas.kinds import Choice, Spoken, maybe


class LinkTasks(Spoken):
    """Two tasks, and how the first hangs together with the second."""

    task = Code(required=True)
    other = Code(required=True)
    kind = Choice(LinkKind, required=True)


class MoveTask(TaskNamed):
    """Where a task moves."""

    list = maybe(Code)
    parent = maybe(Code)
    to_top = maybe(fields.Boolean)
