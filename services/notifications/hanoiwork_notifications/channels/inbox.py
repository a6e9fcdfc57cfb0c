"""The inbox in the application: always on."""

import logging

from hanoiwork_notifications.channels.settings import NotificationsSettings
from hanoiwork_notifications.domain import Letter

log = logging.getLogger(__name__)


class Inbox:
    """The saved notice is itself in its reader's inbox, so there is nothing left to carry."""

    name = "inbox"

    def send(self, letter: Letter) -> None:
        """Nothing travels; the delivery is noted as made."""
        log.debug("notice %s is in the inbox of %s", letter.notice_id, letter.recipient_id)


def make(settings: NotificationsSettings) -> Inbox:
    """The channel; it needs none of them."""
    del settings
    return Inbox()
