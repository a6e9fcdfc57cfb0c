"""What may come through the door of this service."""

from marshmallow import fields, validate

from hanoiwork_shared.doors import Code, Door
from hanoiwork_shared.pages import FIRST, MOST


class ReadInbox(Door):
    """Which of the caller's notices."""

    unread = fields.Boolean(load_default=False)
    first = fields.Integer(strict=True, load_default=FIRST, validate=validate.Range(min=1, max=MOST))
    after = fields.String(load_default=None, allow_none=True)


class MarkRead(Door):
    """Which notice was read; `version` refuses a stale view."""

    key = Code(required=True)
    version = fields.Integer(strict=True, load_default=None, allow_none=True)
