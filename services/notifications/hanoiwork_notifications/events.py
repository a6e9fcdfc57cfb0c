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


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSlice:
    """What is read of a score sheet's fact: whose it is, in which unit, of which month."""

    sheet_id: str
    person_id: str
    unit_id: str
    period: str
