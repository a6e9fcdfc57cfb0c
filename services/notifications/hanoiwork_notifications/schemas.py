"""What may come through the door of this service."""

from marshmallow import fields

from hanoiwork_shared.doors import Flag, Key, Paged


class ReadInbox(Paged):
    """Which of the caller's notices."""

    unread = Flag()


class MarkRead(Key):
    """Which notice was read; `version` refuses a stale view."""

    version = fields.Integer(strict=True, load_default=None, allow_none=True)
