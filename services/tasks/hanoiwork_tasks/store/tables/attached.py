"""Files attached to tasks."""

from sqlalchemy import BigInteger, Column, Index, String, Table

from hanoiwork_shared.columns import Moment
from hanoiwork_tasks.store.tables.columns import identifier, metadata

attachments = Table(
    "task_attachment",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("task_id", "task.id"),
    Column("name", String(200), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
    identifier("attached_by"),
    Column("attached_at", Moment, nullable=False),
    identifier("removed_by", nullable=True),
    Column("removed_at", Moment),
    Index("task_attachment_task", "task_id", "attached_at"),
    Index("task_attachment_digest", "digest"),
)

contents = Table(
    "file_content",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("expected_at", Moment, nullable=False),
    Index("file_content_expected", "expected_at"),
)
"""Content that is kept, or about to be; since when it was last expected to be named by a file."""
