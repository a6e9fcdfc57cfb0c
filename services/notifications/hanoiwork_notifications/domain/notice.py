"""A notice: who is told what about which task or sheet, and why. It holds identifiers and codes, never names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hanoiwork_notifications.events import NoticeCreated, SheetSlice, TaskSlice
from hanoiwork_shared.errors import NotFound, agree
from hanoiwork_shared.identifiers import new_id


class NoticeUnknown(NotFound):
    """There is no such notice, or it is somebody else's."""

    code = "notifications.notice_unknown"
    vi = "Không có thông báo “{key}” trong hộp thư của bạn."
    en = "There is no notification “{key}” in your inbox."


class Kind(StrEnum):
    """What a notice is about, from its reader's side."""

    TASK_ASSIGNED = "task_assigned"
    TASK_SUBMITTED = "task_submitted"
    TASK_RETURNED = "task_returned"
    TASK_COMPLETED = "task_completed"
    TASK_EXTENDED = "task_extended"
    TASK_WAIVED = "task_waived"
    TASK_DUE_SOON = "task_due_soon"
    TASK_OVERDUE = "task_overdue"
    TASK_NEWS = "task_news"
    COMMENT_MENTIONED = "comment_mentioned"
    COMMENT_ADDED = "comment_added"
    EXTENSION_REQUESTED = "extension_requested"
    EXTENSION_REFUSED = "extension_refused"
    HAND_OVER_PROPOSED = "hand_over_proposed"
    DIFFICULTY_RAISED = "difficulty_raised"
    DIFFICULTY_ESCALATED = "difficulty_escalated"
    DIFFICULTY_ANSWERED = "difficulty_answered"
    ENTRY_SUBMITTED = "entry_submitted"
    ENTRY_APPROVED = "entry_approved"
    ENTRY_RETURNED = "entry_returned"
    SHEET_GENERATED = "sheet_generated"
    SHEET_SUBMITTED = "sheet_submitted"
    SHEET_RETURNED = "sheet_returned"
    SHEET_APPROVED = "sheet_approved"


SHEET_KINDS = frozenset({Kind.SHEET_GENERATED, Kind.SHEET_SUBMITTED, Kind.SHEET_RETURNED, Kind.SHEET_APPROVED})
ENTRY_KINDS = frozenset({Kind.ENTRY_SUBMITTED, Kind.ENTRY_APPROVED, Kind.ENTRY_RETURNED})
TASK_KINDS = frozenset(Kind) - SHEET_KINDS - ENTRY_KINDS

WATCHED = frozenset({Kind.TASK_SUBMITTED, Kind.TASK_RETURNED, Kind.TASK_COMPLETED, Kind.TASK_EXTENDED})
"""What those who only follow a task are told as news."""

ONCE_A_SUBJECT = frozenset({Kind.SHEET_GENERATED})
"""What is told once of a sheet, however often the sheet is made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing one person is told once.

    `cause_id` is the event it comes from, `subject_id` the task, sheet or entry, `reference` its code or the month,
    `person_id` whose sheet it is. It is told once of its `occasion`: the event, or, where a sheet may be made anew,
    the sheet.
    """

    id: str
    recipient_id: str
    kind: Kind
    cause_id: str
    occasion: str
    subject_id: str
    reference: str
    person_id: str | None
    created_at: datetime
    read_at: datetime | None = None
    version: int = 1

    @property
    def task_id(self) -> str | None:
        """The task it is about, if it is about one."""
        return self.subject_id if self.kind in TASK_KINDS else None


def notices_of_task(
    kind: Kind, told: TaskSlice, *, by: str | None = None, cause_id: str, at: datetime
) -> tuple[Notice, ...]:
    """Who is told of a task's step: the assigner of a product handed in, the lead of anything else, both of lateness.
    Those who follow it hear of what becomes of it.

    Nobody is told of what they did themselves (`by`, if anybody did it): a lead who assigned the task to themselves
    hears nothing of that. And nobody is told of work that was recorded when it was over.
    """
    own_doing = kind in {Kind.TASK_ASSIGNED, Kind.TASK_SUBMITTED} and told.person_id == told.assigner_id
    if own_doing or told.recorded:
        return ()
    concerned = _concerned(kind, told)
    others = [one for one in told.follower_ids if one not in {*concerned, told.person_id, told.assigner_id, by}]
    news = others if kind in WATCHED else ()
    return tuple(
        notice
        for people, what in ((concerned, kind), (news, Kind.TASK_NEWS))
        for notice in notices_to(people, what, subject_id=told.task_id, code=told.code, cause_id=cause_id, at=at)
    )


def notices_to(
    recipients: Sequence[str], kind: Kind, *, subject_id: str, code: str, cause_id: str, at: datetime
) -> tuple[Notice, ...]:
    """What some people are told of a task or an entry by its code: that something is asked of them, or decided."""
    return tuple(_notice(kind, one, subject_id, code, person_id=None, cause_id=cause_id, at=at) for one in recipients)


def notices_of_sheet(
    kind: Kind, told: SheetSlice, *, reviewers: Sequence[str], cause_id: str, at: datetime
) -> tuple[Notice, ...]:
    """Who is told of a sheet's step: its reviewers of one handed in, the person themselves of anything else."""
    recipients = reviewers if kind is Kind.SHEET_SUBMITTED else (told.person_id,)
    return tuple(
        _notice(kind, recipient, told.sheet_id, told.period, person_id=told.person_id, cause_id=cause_id, at=at)
        for recipient in recipients
    )


def notice_told(notice: Notice) -> NoticeCreated:
    """The fact that says somebody has a new notice."""
    return NoticeCreated(
        notice_id=notice.id,
        recipient_id=notice.recipient_id,
        kind=notice.kind.value,
        cause_id=notice.cause_id,
        version=notice.version,
    )


def mark_read(notice: Notice, *, at: datetime, version: int | None) -> Notice:
    """The notice once read; reading it twice changes nothing. Raises Stale for another version than the current."""
    agree(notice.version, version)
    return notice if notice.read_at else replace(notice, read_at=at, version=notice.version + 1)


def _concerned(kind: Kind, told: TaskSlice) -> tuple[str, ...]:
    if kind is Kind.TASK_OVERDUE:
        people = {told.person_id: None, told.assigner_id: None}
    else:
        people = {told.assigner_id if kind is Kind.TASK_SUBMITTED else told.person_id: None}
    return tuple(one for one in people if one is not None)


def _notice(
    kind: Kind,
    recipient_id: str,
    subject_id: str,
    reference: str,
    *,
    person_id: str | None,
    cause_id: str,
    at: datetime,
) -> Notice:
    return Notice(
        id=new_id(),
        recipient_id=recipient_id,
        kind=kind,
        cause_id=cause_id,
        occasion=subject_id if kind in ONCE_A_SUBJECT else cause_id,
        subject_id=subject_id,
        reference=reference,
        person_id=person_id,
        created_at=at,
    )
