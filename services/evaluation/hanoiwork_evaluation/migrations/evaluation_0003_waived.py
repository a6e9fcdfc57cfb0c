"""Late days that do not count, in the ledger and on the lines of sheets."""

import sqlalchemy as sa
from alembic import op

revision = "evaluation_0003"
down_revision = "evaluation_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nothing was waived before."""
    for table in ("ledger_task", "sheet_line"):
        op.add_column(table, sa.Column("waived_days", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop them."""
    for table in ("sheet_line", "ledger_task"):
        op.drop_column(table, "waived_days")
