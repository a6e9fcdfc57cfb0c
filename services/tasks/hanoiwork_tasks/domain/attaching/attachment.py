"""A file attached to a task."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hanoiwork_tasks.domain.attaching.refusals import AttachmentGone, FileEmpty, FileTooLarge

MOST_FILES = 100
"""Files on one task (our choice)."""
KEPT_UNNAMED = timedelta(days=1)
"""How long content stays that no attachment names (our choice): long enough for whoever is just attaching it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a task: `digest` is the SHA-256 of its content in hexadecimal, `size` its bytes.

    One that was removed stays with who removed it and when; its content goes.
    """

    id: str
    task_id: str
    name: str
    media_type: str
    size: int
    digest: str
    attached_by: str
    attached_at: datetime
    removed_by: str | None = None
    removed_at: datetime | None = None


def digest_of(content: bytes) -> str:
    """What content is known by."""
    return hashlib.sha256(content).hexdigest()


def sized(content: bytes, *, most: int) -> int:
    """The bytes of a file; raises FileEmpty for none, FileTooLarge for more than `most`."""
    if not content:
        raise FileEmpty(field="content")
    if len(content) > most:
        raise FileTooLarge(field="content", most=most)
    return len(content)


def standing(attachment: Attachment) -> Attachment:
    """An attachment that was not removed."""
    if attachment.removed_at is not None:
        raise AttachmentGone(field="attachment")
    return attachment


def removed(attachment: Attachment, *, by: str, at: datetime) -> Attachment:
    """The attachment as it is taken away, once."""
    return replace(standing(attachment), removed_by=by, removed_at=at)
