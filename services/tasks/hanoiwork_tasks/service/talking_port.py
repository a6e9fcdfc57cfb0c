"""What the use cases around comments, checklists and followers need of a store."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from hanoiwork_shared.pages import Page
from hanoiwork_tasks.domain.talking.checklist import CheckItem
from hanoiwork_tasks.domain.talking.comment import Comment
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.ports import TaskSession


class TalkBook(Protocol):
    """Comments and checklists, to be written in."""

    def comment(self, comment_id: str) -> Comment:
        """The comment with this id, kept from every other writer; refuses an unknown one."""
        ...

    def was_mentioned(self, task_id: str, person_id: str) -> bool:
        """Whether somebody was called in a comment on a task."""
        ...

    def add_comment(self, comment: Comment) -> None:
        """Save a new comment, and let the task be found by its words."""
        ...

    def put_comment(self, comment: Comment, *, before: Comment) -> None:
        """Save a changed one and keep what it said before; refuses when another change came first."""
        ...

    def check_item(self, item_id: str) -> CheckItem:
        """The line with this id, kept from every other writer; refuses an unknown one."""
        ...

    def checklist(self, task_id: str) -> list[CheckItem]:
        """The lines of a task, in their order."""
        ...

    def put_check_item(self, item: CheckItem) -> None:
        """Save a new line, or a changed one; refuses when another change came first."""
        ...

    def drop_check_item(self, item: CheckItem) -> None:
        """Delete a line."""
        ...


class FollowBook(Protocol):
    """Who follows what."""

    def of(self, task: Task) -> tuple[str, ...]:
        """Those who follow a task or its list, and its own people, but for those who do not want to."""
        ...

    def set_tasks(self, task_ids: Sequence[str], person_id: str, *, follows: bool) -> None:
        """Let somebody follow tasks, or not."""
        ...

    def set_list(self, list_id: str, person_id: str, *, follows: bool) -> None:
        """Let somebody follow every task of a list, or not."""
        ...


class TalkSession(TaskSession, Protocol):
    """One transaction over tasks and what is said about them."""

    @property
    def talk(self) -> TalkBook:
        """Comments and checklists."""
        ...

    @property
    def followers(self) -> FollowBook:
        """Who follows what."""
        ...

    def tasks_named(self, keys: Sequence[str]) -> list[Task]:
        """The tasks with these ids or codes, in two queries; refuses an unknown or ambiguous one."""
        ...


class TalkReads(Protocol):
    """Comments and checklists, to be read."""

    def comments_of(self, task_ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Comment]]:
        """A page for each task, the oldest first, in one query; a task without comments is absent."""
        ...

    def counts(self, task_ids: Sequence[str]) -> Mapping[str, int]:
        """How many comments stand on tasks."""
        ...

    def earlier(self, comment_ids: Sequence[str]) -> list[list[str]]:
        """What comments said before, oldest first, aligned."""
        ...

    def checklists(self, task_ids: Sequence[str]) -> list[list[CheckItem]]:
        """The lines of tasks, in their order, aligned."""
        ...


class FollowReads(Protocol):
    """Who follows what, to be read."""

    def of_all(self, task_ids: Sequence[str]) -> list[tuple[str, ...]]:
        """Those who follow tasks or their lists, and their own people, but for those who do not want to; aligned."""
        ...


class TalkLook(Protocol):
    """One reading of the store."""

    @property
    def talk(self) -> TalkReads:
        """Comments and checklists."""
        ...

    @property
    def followers(self) -> FollowReads:
        """Who follows what."""
        ...


BeginTalk = Callable[[], AbstractContextManager[TalkSession]]
ReadTalk = Callable[[], AbstractContextManager[TalkLook]]
