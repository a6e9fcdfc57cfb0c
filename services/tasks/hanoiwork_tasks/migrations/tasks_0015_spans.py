"""What recurs on the first or last working day of a quarter or a year."""

import sqlalchemy as sa
from alembic import op

revision = "tasks_0015"
down_revision = "tasks_0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("task_recurrence", sa.Column("span", sa.String(10), nullable=False, server_default="month"))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("task_recurrence", "span")
