"""What objectives hang under, kept here; the figures of a sheet as they were decided on.

A task was kept with all the objectives above it, as they stood when it was told. Now the objective that it serves is
kept with it; tasks that were told before this revision serve none until they are told again.
"""

import sqlalchemy as sa
from alembic import op

revision = "evaluation_0002"
down_revision = "evaluation_0001"
branch_labels = None
depends_on = None

SHEET = ("points", "quantity", "quality", "progress", "ratio", "result")
LINE = ("quantity_points", "quality_points", "progress_points")


def upgrade() -> None:
    """Make the projection of objectives, and columns for the figures."""
    op.drop_table("ledger_objective")
    op.create_table(
        "ledger_objective",
        sa.Column("objective_id", sa.String(36), primary_key=True),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("parent_id", sa.String(36)),
        sa.Index("ledger_objective_parent", "parent_id"),
    )
    op.add_column("ledger_task", sa.Column("objective_id", sa.String(36)))
    op.create_index("ledger_task_objective", "ledger_task", ["objective_id", "due"])
    for table, names in (("sheet", SHEET), ("sheet_line", LINE)):
        for name in names:
            op.add_column(table, sa.Column(name, sa.Text))


def downgrade() -> None:
    """Go back to a task's own list of objectives."""
    for table, names in (("sheet_line", LINE), ("sheet", SHEET)):
        for name in names:
            op.drop_column(table, name)
    op.drop_index("ledger_task_objective", "ledger_task")
    op.drop_column("ledger_task", "objective_id")
    op.drop_table("ledger_objective")
    op.create_table(
        "ledger_objective",
        sa.Column("task_id", sa.String(36), sa.ForeignKey("ledger_task.task_id"), primary_key=True),
        sa.Column("objective_id", sa.String(36), primary_key=True),
        sa.Index("ledger_objective_served", "objective_id"),
    )
