"""Facts about what people say on tasks."""

from dataclasses import dataclass
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAdded(Fact):
    """Somebody (`person_id`) commented on a task (its `code`): `mentioned_ids` were called, `follower_ids` follow it.

    What was said stays inside the service.
    """

    type: ClassVar[str] = "tasks.comment.added.v1"
    about: ClassVar[str] = "comment_id"

    comment_id: str
    task_id: str
    code: str
    unit_id: str
    person_id: str
    mentioned_ids: tuple[str, ...]
    follower_ids: tuple[str, ...]
