"""Comments and checklists as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from hanoiwork_shared.database import insert_once
from hanoiwork_shared.pages import Page, after_values, page_of
from hanoiwork_tasks.domain.finding.words import words
from hanoiwork_tasks.domain.talking.checklist import CheckItem
from hanoiwork_tasks.domain.talking.comment import Comment
from hanoiwork_tasks.domain.talking.refusals import CheckItemUnknown, CommentUnknown
from hanoiwork_tasks.store.guarding import put_changed
from hanoiwork_tasks.store.planned import aligned
from hanoiwork_tasks.store.rows import own_words
from hanoiwork_tasks.store.tables import check_items, comments, earlier_comments, mentions, tasks

_STANDS = comments.c.removed_at.is_(None)


class Talked:
    """Comments and checklists through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def comment(self, comment_id: str) -> Comment:
        """The comment with this id, kept from every other writer; refuses an unknown one."""
        row = self._connection.execute(select(comments).where(comments.c.id == comment_id).with_for_update()).first()
        if row is None:
            raise CommentUnknown(what="comment", key=comment_id)
        return _comment(row)

    def was_mentioned(self, task_id: str, person_id: str) -> bool:
        """Whether somebody was called in a comment on a task."""
        query = select(mentions.c.task_id).where(mentions.c.task_id == task_id, mentions.c.person_id == person_id)
        return self._connection.execute(query).first() is not None

    def add_comment(self, comment: Comment) -> None:
        """Save a new comment, and let the task be found by its words."""
        self._connection.execute(insert(comments), asdict(comment))
        self._remember(comment)

    def put_comment(self, comment: Comment, *, before: Comment) -> None:
        """Save a changed one and keep what it said before; refuses when another change came first."""
        put_changed(self._connection, comments, asdict(comment), seen=before.version)
        said = {"comment_id": before.id, "version": before.version, "text": before.text}
        self._connection.execute(insert(earlier_comments), said)
        self._remember(comment)

    def check_item(self, item_id: str) -> CheckItem:
        """The line with this id, kept from every other writer; refuses an unknown one."""
        query = select(check_items).where(check_items.c.id == item_id).with_for_update()
        row = self._connection.execute(query).first()
        if row is None:
            raise CheckItemUnknown(what="line", key=item_id)
        return CheckItem(**row._asdict())

    def checklist(self, task_id: str) -> list[CheckItem]:
        """The lines of a task, in their order."""
        return self.checklists([task_id])[0]

    def put_check_item(self, item: CheckItem) -> None:
        """Save a new line, or a changed one; refuses when another change came first."""
        if item.version == 1:
            self._connection.execute(insert(check_items), asdict(item))
            return
        put_changed(self._connection, check_items, asdict(item), seen=item.version - 1)

    def drop_check_item(self, item: CheckItem) -> None:
        """Delete a line."""
        self._connection.execute(delete(check_items).where(check_items.c.id == item.id))

    def comments_of(self, task_ids: Sequence[str], *, first: int, after: str | None) -> dict[str, Page[Comment]]:
        """A page for each task, the oldest first, in one query; a task without comments is absent."""
        place = func.row_number().over(partition_by=comments.c.task_id, order_by=comments.c.id).label("place")
        query = select(comments, place).where(comments.c.task_id.in_(set(task_ids)))
        if after is not None:
            query = query.where(comments.c.id > after_values(after)[0])
        placed = query.subquery()
        shown = select(placed).where(placed.c.place <= first + 1).order_by(placed.c.task_id, placed.c.place)
        rows = self._connection.execute(shown).all()
        return {task_id: _page(list(own), first=first) for task_id, own in groupby(rows, lambda row: row.task_id)}

    def counts(self, task_ids: Sequence[str]) -> Mapping[str, int]:
        """How many comments stand on tasks."""
        query = select(comments.c.task_id, func.count()).where(comments.c.task_id.in_(set(task_ids)), _STANDS)
        return {row[0]: row[1] for row in self._connection.execute(query.group_by(comments.c.task_id))}

    def earlier(self, comment_ids: Sequence[str]) -> list[list[str]]:
        """What comments said before, oldest first, aligned; nothing of those taken back."""
        query = select(earlier_comments).join(comments, comments.c.id == earlier_comments.c.comment_id)
        query = query.where(earlier_comments.c.comment_id.in_(set(comment_ids)), _STANDS)
        rows = self._connection.execute(query.order_by(earlier_comments.c.version))
        return aligned(comment_ids, ((row.comment_id, row.text) for row in rows))

    def checklists(self, task_ids: Sequence[str]) -> list[list[CheckItem]]:
        """The lines of tasks, in their order, aligned."""
        query = select(check_items).where(check_items.c.task_id.in_(set(task_ids)))
        rows = self._connection.execute(query.order_by(check_items.c.position, check_items.c.id))
        return aligned(task_ids, ((row.task_id, CheckItem(**row._asdict())) for row in rows))

    def _remember(self, comment: Comment) -> None:
        """Who was called, and the words by which the task is found: those of all comments that stand."""
        for person_id in comment.mentioned_ids:
            insert_once(self._connection, mentions, {"task_id": comment.task_id, "person_id": person_id})
        mine = tasks.c.id == comment.task_id
        own = own_words(self._connection.execute(select(tasks).where(mine).with_for_update()).one())
        texts = select(comments.c.text).where(comments.c.task_id == comment.task_id, _STANDS)
        said = words(*self._connection.execute(texts.order_by(comments.c.id)).scalars())
        self._connection.execute(update(tasks).where(mine).values(said=said, words=(*own, *said)))


def _comment(row: Any) -> Comment:
    values = {column.name: getattr(row, column.name) for column in comments.c}
    return Comment(**{**values, "mentioned_ids": tuple(values["mentioned_ids"])})


def _page(rows: Sequence[Any], *, first: int) -> Page[Comment]:
    return page_of(rows, first=first, item=_comment, place=lambda row: [row.id])
