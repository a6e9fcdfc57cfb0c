"""Notices, their wording and their deliveries: what they are and what is decided about them."""

from hanoiwork_notifications.domain.delivery import (
    MOST_TRIES,
    Delivery,
    State,
    Undeliverable,
    delivery_of,
    failed,
    sent,
)
from hanoiwork_notifications.domain.notice import (
    Kind,
    Notice,
    NoticeUnknown,
    mark_read,
    notice_told,
    notices_of_sheet,
    notices_of_task,
    notices_to,
)
from hanoiwork_notifications.domain.wording import LOCALES, Letter, Words, letter, words

__all__ = [
    "LOCALES",
    "MOST_TRIES",
    "Delivery",
    "Kind",
    "Letter",
    "Notice",
    "NoticeUnknown",
    "State",
    "Undeliverable",
    "Words",
    "delivery_of",
    "failed",
    "letter",
    "mark_read",
    "notice_told",
    "notices_of_sheet",
    "notices_of_task",
    "notices_to",
    "sent",
    "words",
]
