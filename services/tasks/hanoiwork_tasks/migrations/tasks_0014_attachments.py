"""Files attached to tasks, and the content that is kept for them."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "tasks_0014"
down_revision = "tasks_0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "task_attachment",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("attached_by", sa.String(36), nullable=False),
        sa.Column("attached_at", Moment, nullable=False),
        sa.Column("removed_by", sa.String(36)),
        sa.Column("removed_at", Moment),
        sa.Index("task_attachment_task", "task_id", "attached_at"),
        sa.Index("task_attachment_digest", "digest"),
    )
    op.create_table(
        "file_content",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("expected_at", Moment, nullable=False),
        sa.Index("file_content_expected", "expected_at"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("file_content")
    op.drop_table("task_attachment")
