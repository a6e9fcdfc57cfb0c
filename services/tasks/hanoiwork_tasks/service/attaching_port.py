"""What attaching files needs of a store, and of where their content is kept."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from hanoiwork_tasks.domain.attaching.attachment import Attachment
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.taking_part import PartLook
from hanoiwork_tasks.service.talking_port import TalkSession


class Contents(Protocol):
    """Where the content of files is kept, each once, under the SHA-256 of it. All raise ContentsAway."""

    def put(self, digest: str, content: bytes) -> None:
        """Keep content; again changes nothing."""
        ...

    def get(self, digest: str) -> bytes:
        """The content."""
        ...

    def drop(self, digest: str) -> None:
        """Let content go; gone already is well."""
        ...


class FileReads(Protocol):
    """Attached files."""

    def attachment(self, attachment_id: str) -> Attachment:
        """The file with this id; refuses an unknown one."""
        ...

    def of_tasks(self, task_ids: Sequence[str]) -> list[list[Attachment]]:
        """The files of tasks in the order in which they were attached, aligned; those removed too."""
        ...


class FileBook(FileReads, Protocol):
    """Attached files, to be written in."""

    def held(self, attachment_id: str) -> Attachment:
        """The file with this id, kept from every other writer; refuses an unknown one."""
        ...

    def add(self, attachment: Attachment) -> None:
        """Save a new one."""
        ...

    def put(self, attachment: Attachment) -> None:
        """Save a removed one."""
        ...

    def expect(self, digest: str, *, at: datetime) -> None:
        """Remember that content is about to be kept, or is in use."""
        ...

    def unnamed(self, *, before: datetime) -> str | None:
        """Some content that no file names and nobody expected since a moment, kept from every other writer."""
        ...

    def forget(self, digest: str) -> None:
        """Remember that content was let go."""
        ...


class FileSession(TalkSession, Protocol):
    """One transaction over tasks and their files."""

    @property
    def files(self) -> FileBook:
        """The files."""
        ...


class FileLook(PartLook, Protocol):
    """One reading of the store."""

    @property
    def files(self) -> FileReads:
        """The files."""
        ...

    def task(self, key: str) -> Task:
        """The task with this id or code; refuses an unknown or ambiguous one."""
        ...


BeginFiles = Callable[[], AbstractContextManager[FileSession]]
ReadFiles = Callable[[], AbstractContextManager[FileLook]]
