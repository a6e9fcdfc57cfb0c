"""Attached files as rows, and which content is kept for them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, insert, select, update

from hanoiwork_shared.database import insert as insert_or
from hanoiwork_tasks.domain.attaching.attachment import Attachment
from hanoiwork_tasks.domain.attaching.refusals import AttachmentUnknown
from hanoiwork_tasks.store.planned import aligned
from hanoiwork_tasks.store.tables import attachments, contents


class Attached:
    """Files through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def attachment(self, attachment_id: str) -> Attachment:
        """The file with this id; refuses an unknown one."""
        return self._one(select(attachments), attachment_id)

    def held(self, attachment_id: str) -> Attachment:
        """The file with this id, kept from every other writer; refuses an unknown one."""
        return self._one(select(attachments).with_for_update(), attachment_id)

    def of_tasks(self, task_ids: Sequence[str]) -> list[list[Attachment]]:
        """The files of tasks in the order in which they were attached, aligned; those removed too."""
        query = select(attachments).where(attachments.c.task_id.in_(set(task_ids)))
        rows = self._connection.execute(query.order_by(attachments.c.attached_at, attachments.c.id))
        return aligned(task_ids, ((row.task_id, _attachment(row)) for row in rows))

    def add(self, attachment: Attachment) -> None:
        """Save a new one."""
        self._connection.execute(insert(attachments), [asdict(attachment)])

    def put(self, attachment: Attachment) -> None:
        """Save a removed one."""
        mine = attachments.c.id == attachment.id
        self._connection.execute(update(attachments).where(mine).values(asdict(attachment)))

    def expect(self, digest: str, *, at: datetime) -> None:
        """Remember that content is about to be kept, or is in use."""
        statement = insert_or(self._connection, contents).values(digest=digest, expected_at=at)
        statement = statement.on_conflict_do_update(index_elements=[contents.c.digest], set_={"expected_at": at})
        self._connection.execute(statement)

    def unnamed(self, *, before: datetime) -> str | None:
        """Some content that no file names and nobody expected since a moment, kept from every other writer."""
        named = exists().where(attachments.c.digest == contents.c.digest, attachments.c.removed_at.is_(None))
        query = select(contents.c.digest).where(contents.c.expected_at < before, ~named).limit(1)
        return self._connection.execute(query.with_for_update(skip_locked=True, of=contents)).scalar_one_or_none()

    def forget(self, digest: str) -> None:
        """Remember that content was let go."""
        self._connection.execute(delete(contents).where(contents.c.digest == digest))

    def _one(self, query: Select[Any], attachment_id: str) -> Attachment:
        row = self._connection.execute(query.where(attachments.c.id == attachment_id)).first()
        if row is None:
            raise AttachmentUnknown(field="attachment", key=attachment_id)
        return _attachment(row)


def _attachment(row: Any) -> Attachment:
    return Attachment(**row._asdict())
