"""What may be said about comments, checklists and following, and how they are shown."""

from typing import Any

from marshmallow import fields, validate

from hanoiwork_shared.doors import Code
from hanoiwork_shared.facts import plain
from hanoiwork_shared.pages import Page
from hanoiwork_tasks.domain.talking.comment import Comment
from hanoiwork_tasks.schemas.kinds import Sentence, Spoken, maybe

LONGEST_LINE = 1000
MOST_FOLLOWED = 1000


class AddComment(Spoken):
    """What somebody says on a task, perhaps in answer to a comment."""

    task = Code(required=True)
    text = Sentence(required=True)
    answers = maybe(Code)


class CommentNamed(Spoken):
    """A comment, as the caller last saw it."""

    comment = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class EditComment(CommentNamed):
    """What it is to say."""

    text = Sentence(required=True)


class RemoveComment(CommentNamed):
    """Why it is taken back; its author need not say."""

    reason = maybe(Sentence)


class AddCheckItem(Spoken):
    """A line for a task's checklist."""

    task = Code(required=True)
    text = Sentence(required=True, longest=LONGEST_LINE)


class CheckItemNamed(Spoken):
    """A line, as the caller last saw it."""

    item = Code(required=True)
    version = maybe(fields.Integer, strict=True)


class ChangeCheckItem(CheckItemNamed):
    """What changes of a line; what is left out stays."""

    text = maybe(Sentence, longest=LONGEST_LINE)
    done = maybe(fields.Boolean)
    position = maybe(fields.Integer, strict=True, validate=validate.Range(min=0, max=100_000))


class FollowTasks(Spoken):
    """Tasks to follow, or no longer."""

    tasks = fields.List(Code(), required=True, validate=validate.Length(min=1, max=MOST_FOLLOWED))
    follow = fields.Boolean(required=True)


class FollowList(Spoken):
    """A list to follow, or no longer."""

    list = Code(required=True)
    follow = fields.Boolean(required=True)


def shown_comment(comment: Comment) -> dict[str, Any]:
    """A comment; of one that was taken back only that it was there."""
    values = plain(comment)
    return {**values, "text": None} if comment.removed_at is not None else values


def shown_comments(page: Page[Comment]) -> dict[str, Any]:
    """A page of comments."""
    items = [shown_comment(comment) for comment in page.items]
    return {"items": items, "cursors": list(page.cursors), "has_next": page.has_next}
