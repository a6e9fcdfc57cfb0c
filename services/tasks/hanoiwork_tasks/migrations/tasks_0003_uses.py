"""Which objectives share which standing KPIs; known from the next news of each KPI on."""

import sqlalchemy as sa
from alembic import op

revision = "tasks_0003"
down_revision = "tasks_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "known_use",
        sa.Column("measure_id", sa.String(36), primary_key=True),
        sa.Column("objective_id", sa.String(36), primary_key=True),
        sa.Index("known_use_objective", "objective_id"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("known_use")
