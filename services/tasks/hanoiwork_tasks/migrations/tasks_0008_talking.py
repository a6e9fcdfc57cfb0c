"""Comments, checklists and followers."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "tasks_0008"
down_revision = "tasks_0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _comments()
    op.create_table(
        "task_check_item",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("done_by", sa.String(36)),
        sa.Column("done_at", Moment),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Index("task_check_item_task", "task_id", "position"),
    )
    op.create_table(
        "task_follower",
        sa.Column("task_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("follows", sa.Boolean, nullable=False),
    )
    op.create_table(
        "task_list_follower",
        sa.Column("list_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), primary_key=True),
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("task_list_follower", "task_follower", "task_check_item"):
        op.drop_table(name)
    for name in ("task_comment_earlier", "task_mention", "task_comment"):
        op.drop_table(name)


def _comments() -> None:
    op.create_table(
        "task_comment",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), nullable=False),
        sa.Column("answers_id", sa.String(36), sa.ForeignKey("task_comment.id")),
        sa.Column("author_id", sa.String(36), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("mentioned_ids", sa.JSON, nullable=False),
        sa.Column("edited_at", Moment),
        sa.Column("removed_at", Moment),
        sa.Column("removed_by", sa.String(36)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Index("task_comment_task", "task_id", "id"),
    )
    op.create_table(
        "task_mention",
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Index("task_mention_person", "task_id", "person_id", unique=True),
    )
    op.create_table(
        "task_comment_earlier",
        sa.Column("comment_id", sa.String(36), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
