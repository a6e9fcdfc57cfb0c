"""The broker surface of notifications: decode, call, encode."""

from hanoiwork_notifications.channels import open_channels
from hanoiwork_notifications.channels.settings import NotificationsSettings
from hanoiwork_notifications.domain import Kind
from hanoiwork_notifications.events import (
    CommentSlice,
    DifficultySlice,
    EntrySlice,
    ExtensionSlice,
    HandOverSlice,
    SheetSlice,
    TaskSlice,
)
from hanoiwork_notifications.schemas import MarkRead, ReadInbox
from hanoiwork_notifications.service import Delivering, Inbox, Notifications, Noting
from hanoiwork_notifications.store import Store
from hanoiwork_shared.bus_nameko import Entrypoints, Request, Wired, command, every, listen, query
from hanoiwork_shared.envelope import Envelope
from hanoiwork_shared.facts import plain, read
from hanoiwork_shared.runtime import Runtime


def build(runtime: Runtime) -> Notifications:
    """Compose the service, with the channels that the operator's settings switch on."""
    store = Store(runtime.database, runtime.outbox)
    channels = open_channels(runtime.own or NotificationsSettings())
    return Notifications(
        noting=Noting(begin=store.begin, clock=runtime.clock, channels=channels),
        delivering=Delivering(begin=store.begin, clock=runtime.clock, channels=channels),
        inbox=Inbox(begin=store.begin, read=store.read, clock=runtime.clock),
    )


class NotificationsEntrypoints(Entrypoints):
    """Hears of tasks and sheets, carries letters, answers for the caller's inbox."""

    name = "notifications"
    service = Wired(build)

    @query(ReadInbox)
    def notifications(self, request: Request) -> object:
        """The caller's own notices."""
        return plain(self.service.inbox.notices(request.identity, **request.input, locale=request.locale))

    @command(MarkRead)
    def mark_notification_read(self, request: Request) -> object:
        """The caller has read one."""
        return plain(self.service.inbox.mark_read(request.identity, **request.input, locale=request.locale))

    @listen("tasks.task.assigned.v1")
    def task_assigned(self, envelope: Envelope) -> None:
        """Tell the lead."""
        self._task_moved(Kind.TASK_ASSIGNED, envelope)

    @listen("tasks.task.submitted.v1")
    def task_submitted(self, envelope: Envelope) -> None:
        """Tell the assigner."""
        self._task_moved(Kind.TASK_SUBMITTED, envelope)

    @listen("tasks.task.returned.v1")
    def task_returned(self, envelope: Envelope) -> None:
        """Tell the lead."""
        self._task_moved(Kind.TASK_RETURNED, envelope)

    @listen("tasks.task.completed.v1")
    def task_completed(self, envelope: Envelope) -> None:
        """Tell the lead."""
        self._task_moved(Kind.TASK_COMPLETED, envelope)

    @listen("tasks.task.extended.v1")
    def task_extended(self, envelope: Envelope) -> None:
        """Tell the lead."""
        self._task_moved(Kind.TASK_EXTENDED, envelope)

    @listen("tasks.comment.added.v1")
    def comment_added(self, envelope: Envelope) -> None:
        """Tell those who were called, and those who follow the task."""
        self.service.noting.commented(read(CommentSlice, envelope.data), cause_id=envelope.id)

    @listen("tasks.entry.submitted.v1")
    def entry_submitted(self, envelope: Envelope) -> None:
        """Tell those who decide on the unit's catalogue."""
        self._entry_moved(Kind.ENTRY_SUBMITTED, envelope)

    @listen("tasks.entry.approved.v1")
    def entry_approved(self, envelope: Envelope) -> None:
        """Tell who proposed it."""
        self._entry_moved(Kind.ENTRY_APPROVED, envelope)

    @listen("tasks.entry.returned.v1")
    def entry_returned(self, envelope: Envelope) -> None:
        """Tell who proposed it."""
        self._entry_moved(Kind.ENTRY_RETURNED, envelope)

    @listen("tasks.task.due_soon.v1")
    def task_due_soon(self, envelope: Envelope) -> None:
        """Tell the lead."""
        self._task_moved(Kind.TASK_DUE_SOON, envelope)

    @listen("tasks.task.overdue.v1")
    def task_overdue(self, envelope: Envelope) -> None:
        """Tell the lead and the assigner."""
        self._task_moved(Kind.TASK_OVERDUE, envelope)

    @listen("tasks.task.waived.v1")
    def task_waived(self, envelope: Envelope) -> None:
        """Tell the lead."""
        self._task_moved(Kind.TASK_WAIVED, envelope)

    @listen("tasks.extension.requested.v1")
    def extension_requested(self, envelope: Envelope) -> None:
        """Tell the assigner."""
        told = read(ExtensionSlice, envelope.data)
        self.service.noting.extension_asked(Kind.EXTENSION_REQUESTED, told, cause_id=envelope.id)

    @listen("tasks.extension.refused.v1")
    def extension_refused(self, envelope: Envelope) -> None:
        """Tell whoever asked."""
        told = read(ExtensionSlice, envelope.data)
        self.service.noting.extension_asked(Kind.EXTENSION_REFUSED, told, cause_id=envelope.id)

    @listen("tasks.hand_over.proposed.v1")
    def hand_over_proposed(self, envelope: Envelope) -> None:
        """Tell those who have still to agree."""
        self.service.noting.hand_over_proposed(read(HandOverSlice, envelope.data), cause_id=envelope.id)

    @listen("tasks.difficulty.raised.v1")
    def difficulty_raised(self, envelope: Envelope) -> None:
        """Tell those who are to answer."""
        self._difficulty_moved(Kind.DIFFICULTY_RAISED, envelope)

    @listen("tasks.difficulty.escalated.v1")
    def difficulty_escalated(self, envelope: Envelope) -> None:
        """Tell those above."""
        self._difficulty_moved(Kind.DIFFICULTY_ESCALATED, envelope)

    @listen("tasks.difficulty.answered.v1")
    def difficulty_answered(self, envelope: Envelope) -> None:
        """Tell whoever raised it."""
        self._difficulty_moved(Kind.DIFFICULTY_ANSWERED, envelope)

    @listen("evaluation.sheet.generated.v1")
    def sheet_generated(self, envelope: Envelope) -> None:
        """Tell the person to score themselves."""
        self._sheet_moved(Kind.SHEET_GENERATED, envelope)

    @listen("evaluation.sheet.submitted.v1")
    def sheet_submitted(self, envelope: Envelope) -> None:
        """Tell the reviewers."""
        self._sheet_moved(Kind.SHEET_SUBMITTED, envelope)

    @listen("evaluation.sheet.returned.v1")
    def sheet_returned(self, envelope: Envelope) -> None:
        """Tell the person."""
        self._sheet_moved(Kind.SHEET_RETURNED, envelope)

    @listen("evaluation.sheet.approved.v1")
    def sheet_approved(self, envelope: Envelope) -> None:
        """Tell the person."""
        self._sheet_moved(Kind.SHEET_APPROVED, envelope)

    @every(seconds=5)
    def deliver(self) -> None:
        """Carry what is due."""
        self.service.delivering.deliver()

    def _entry_moved(self, kind: Kind, envelope: Envelope) -> None:
        self.service.noting.entry_moved(kind, read(EntrySlice, envelope.data), cause_id=envelope.id)

    def _task_moved(self, kind: Kind, envelope: Envelope) -> None:
        told = read(TaskSlice, envelope.data)
        self.service.noting.task_moved(kind, told, by=envelope.actor_id, cause_id=envelope.id)

    def _difficulty_moved(self, kind: Kind, envelope: Envelope) -> None:
        self.service.noting.difficulty_moved(kind, read(DifficultySlice, envelope.data), cause_id=envelope.id)

    def _sheet_moved(self, kind: Kind, envelope: Envelope) -> None:
        self.service.noting.sheet_moved(kind, read(SheetSlice, envelope.data), cause_id=envelope.id)
