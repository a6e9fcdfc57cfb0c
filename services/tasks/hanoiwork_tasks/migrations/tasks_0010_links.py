"""Links between tasks."""

import sqlalchemy as sa
from alembic import op

revision = "tasks_0010"
down_revision = "tasks_0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "task_link",
        sa.Column("from_id", sa.String(36), sa.ForeignKey("task.id"), primary_key=True),
        sa.Column("to_id", sa.String(36), sa.ForeignKey("task.id"), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Index("task_link_to", "to_id"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("task_link")
