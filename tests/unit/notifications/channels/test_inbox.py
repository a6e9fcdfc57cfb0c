"""The inbox carries nothing, and so never fails."""

from hanoiwork_notifications.channels.inbox import make
from hanoiwork_notifications.channels.settings import NotificationsSettings


def test_the_inbox_is_always_on_and_takes_every_letter(letter) -> None:
    make(NotificationsSettings()).send(letter)
