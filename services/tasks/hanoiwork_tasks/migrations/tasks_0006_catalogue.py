"""The catalogues of units, and the revision that weighed a task."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment
from hanoiwork_tasks.store.tables.columns import Hundredths, Words

revision = "tasks_0006"
down_revision = "tasks_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "catalogue_entry",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("measured_in", sa.Text, nullable=False),
        sa.Column("points", Hundredths, nullable=False),
        sa.Column("group", sa.String(20), nullable=False),
        sa.Column("working_days", sa.Integer),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("words", Words, nullable=False),
        sa.Column("effective_from", sa.Date, nullable=False),
        sa.Column("retired_from", sa.Date),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("proposed_by", sa.String(36), nullable=False),
        sa.Column("proposed_at", Moment, nullable=False),
        sa.Column("decided_by", sa.String(36)),
        sa.Column("decided_at", Moment),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("unit_id", "code", "revision", name="catalogue_entry_revision"),
        sa.Index("catalogue_entry_state", "state", "unit_id"),
    )
    op.add_column("task", sa.Column("entry_id", sa.String(36)))


def downgrade() -> None:
    """Drop both."""
    op.drop_column("task", "entry_id")
    op.drop_table("catalogue_entry")
