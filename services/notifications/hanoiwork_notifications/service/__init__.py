"""What notifications does: note what people are to be told, carry it by every channel, show it to its reader."""

from dataclasses import dataclass

from hanoiwork_notifications.service.delivering import Delivering
from hanoiwork_notifications.service.inbox import Inbox, Shown
from hanoiwork_notifications.service.noting import Noting
from hanoiwork_notifications.service.ports import Channel

__all__ = ["Channel", "Delivering", "Inbox", "Notifications", "Noting", "Shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifications:
    """The use cases by what they are for."""

    noting: Noting
    delivering: Delivering
    inbox: Inbox
