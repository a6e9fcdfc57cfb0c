"""The fact this service tells, and the slices of other services' facts it reads."""

from dataclasses import dataclass
from typing import ClassVar

from hanoiwork_shared.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeCreated(Fact):
    """Somebody has a new notice; `cause_id` is the event it comes from."""

    type: ClassVar[str] = "notifications.notice.created.v1"
    about: ClassVar[str] = "notice_id"

    notice_id: str
    recipient_id: str
    kind: str
    cause_id: str


TELLS: tuple[type[Fact], ...] = (NoticeCreated,)
"""Every fact this service tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSlice:
    """What is read of a task's snapshot: its lead (`person_id`), who assigned it, and whether the work was done
    elsewhere and only loaded here.
    """

    task_id: str
    code: str
    person_id: str | None
    assigner_id: str | None
    recorded: bool = False
    follower_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionSlice:
    """What is read of a request for a later deadline: the task, who asked, and who is to answer."""

    task_id: str
    code: str
    person_id: str
    awaits_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverSlice:
    """What is read of a proposed hand-over: the task, and who has still to agree."""

    task_id: str
    code: str
    awaits_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifficultySlice:
    """What is read of a difficulty: its task or measure, who raised it, and which unit is asked for the answer."""

    task_id: str
    code: str
    person_id: str
    asked_unit_id: str | None
    measure_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentSlice:
    """What is read of a comment: the task, who said it, who was called, who follows."""

    task_id: str
    code: str
    person_id: str
    mentioned_ids: tuple[str, ...]
    follower_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySlice:
    """What is read of a catalogue's entry: its unit and code, who proposed it, who decided."""

    entry_id: str
    code: str
    unit_id: str
    person_id: str
    decided_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSlice:
    """What is read of a score sheet's fact: whose it is, in which unit, of which month."""

    sheet_id: str
    person_id: str
    unit_id: str
    period: str
