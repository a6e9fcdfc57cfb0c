"""Files of tasks and plan items that were loaded, and what they made and changed."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "tasks_0013"
down_revision = "tasks_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "task_batch",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("loaded_by", sa.String(36), nullable=False),
        sa.Column("loaded_at", Moment, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("plan_id", sa.String(36)),
        sa.Column("undone_by", sa.String(36)),
        sa.Column("undone_at", Moment),
        sa.Index("task_batch_unit", "unit_id", "id"),
    )
    op.create_table(
        "task_batch_row",
        sa.Column("batch_id", sa.String(36), primary_key=True),
        sa.Column("thing_id", sa.String(36), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("before", sa.JSON),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("task_batch_row")
    op.drop_table("task_batch")
