"""What people find in their inbox, and nobody else does."""

import pytest

from hanoiwork_notifications.domain import Kind, NoticeUnknown
from hanoiwork_notifications.events import TaskSlice
from hanoiwork_notifications.service import Notifications, Shown
from hanoiwork_shared.errors import Stale
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import CursorInvalid
from hanoiwork_shared.testing import FixedClock

TASK = TaskSlice(task_id="t-1", code="NV-01", person_id="nva", assigner_id="head")


def identity(person_id: str) -> Identity:
    return Identity(person_id=person_id, account=person_id)


def inbox_of(notifications: Notifications, person_id: str, *, unread: bool = False) -> tuple[Shown, ...]:
    return notifications.inbox.notices(identity(person_id), unread=unread, first=100, after=None, locale="vi").items


def test_each_person_sees_only_their_own_notices(notifications: Notifications) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    notifications.noting.task_moved(Kind.TASK_SUBMITTED, TASK, cause_id="e-2")
    assert [shown.kind for shown in inbox_of(notifications, "head")] == ["task_submitted"]
    assert [shown.kind for shown in inbox_of(notifications, "nva")] == ["task_assigned"]
    assert inbox_of(notifications, "somebody") == ()


def test_a_read_notice_leaves_the_unread_list(notifications: Notifications, clock: FixedClock) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    notifications.noting.task_moved(Kind.TASK_RETURNED, TASK, cause_id="e-2")
    newest, oldest = inbox_of(notifications, "nva")
    read = notifications.inbox.mark_read(identity("nva"), key=oldest.id, version=1, locale="en")
    assert (read.read_at, read.version, read.title) == (clock.now(), 2, "New task NV-01")
    assert [shown.id for shown in inbox_of(notifications, "nva", unread=True)] == [newest.id]


def test_a_notice_of_somebody_else_looks_like_none(notifications: Notifications) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    (shown,) = inbox_of(notifications, "nva")
    for caller, key in [("head", shown.id), ("nva", "no-such-notice")]:
        with pytest.raises(NoticeUnknown):
            notifications.inbox.mark_read(identity(caller), key=key, version=None, locale="vi")


def test_marking_an_old_version_is_refused(notifications: Notifications) -> None:
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-1")
    (shown,) = inbox_of(notifications, "nva")
    with pytest.raises(Stale):
        notifications.inbox.mark_read(identity("nva"), key=shown.id, version=9, locale="vi")


def test_pages_follow_each_other_while_new_notices_arrive(notifications: Notifications) -> None:
    for number in range(5):
        notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id=f"e-{number}")
    whole = [shown.id for shown in inbox_of(notifications, "nva")]
    first = notifications.inbox.notices(identity("nva"), unread=False, first=2, after=None, locale="vi")
    notifications.noting.task_moved(Kind.TASK_ASSIGNED, TASK, cause_id="e-later")
    rest = notifications.inbox.notices(identity("nva"), unread=False, first=10, after=first.cursors[-1], locale="vi")
    assert [shown.id for shown in (*first.items, *rest.items)] == whole
    assert (first.has_next, rest.has_next) == (True, False)


def test_a_foreign_cursor_is_refused(notifications: Notifications) -> None:
    with pytest.raises(CursorInvalid):
        notifications.inbox.notices(identity("nva"), unread=False, first=2, after="W10", locale="vi")
