"""A comment on a task: plain text, with people mentioned in it; what it said before it was changed is kept."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from hanoiwork_tasks.domain.refusals import ReasonMissing
from hanoiwork_tasks.domain.talking.refusals import AnswersAnswer, CommentEmpty, CommentGone, NotTheAuthor

_MENTION = re.compile(r"(?:^|(?<=[\s(,;:]))@([\w.-]*\w)")
MOST_MENTIONS = 50
"""People that one comment may call (our choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody said on a task, perhaps in answer to another comment.

    `text` is text and never markup: whoever shows it escapes it. `removed_at` is when it was taken back, after which
    only that it was there is shown; `edited_at` when it was last changed.
    """

    id: str
    task_id: str
    answers_id: str | None
    author_id: str
    at: datetime
    text: str
    mentioned_ids: tuple[str, ...] = ()
    edited_at: datetime | None = None
    removed_at: datetime | None = None
    removed_by: str | None = None
    reason: str = ""
    version: int = 1


def mentions(text: str) -> tuple[str, ...]:
    """The codes behind an @ in a text, each once, in order; an address such as a@b.vn is none."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))[:MOST_MENTIONS]


def said(text: str) -> str:
    """A text as it may be said; raises CommentEmpty for one of spaces only."""
    if not text.strip():
        raise CommentEmpty(field="text")
    return text.strip()


def answerable(comment: Comment) -> None:
    """Refuse to answer an answer, or a comment that was taken back."""
    if comment.removed_at is not None:
        raise CommentGone
    if comment.answers_id is not None:
        raise AnswersAnswer(field="answers")


def edited(comment: Comment, *, text: str, mentioned_ids: tuple[str, ...], by: str, at: datetime) -> Comment:
    """Changed by its author."""
    if comment.removed_at is not None:
        raise CommentGone
    if by != comment.author_id:
        raise NotTheAuthor
    return replace(comment, text=said(text), mentioned_ids=mentioned_ids, edited_at=at, version=comment.version + 1)


def removed(comment: Comment, *, by: str, reason: str, at: datetime) -> Comment:
    """Taken back: by its author without a word, by those above with a reason."""
    if comment.removed_at is not None:
        raise CommentGone
    if by != comment.author_id and not reason.strip():
        raise ReasonMissing(field="reason")
    return replace(
        comment, removed_at=at, removed_by=by, reason=reason.strip(), mentioned_ids=(), version=comment.version + 1
    )
