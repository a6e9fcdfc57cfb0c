"""Plans as documents with a number and an issuer; items with units that co-ordinate."""

import sqlalchemy as sa
from alembic import op

revision = "tasks_0011"
down_revision = "tasks_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns; of plans written before, number, issuer and the day of entry are not known."""
    with op.batch_alter_table("plan") as table:
        table.add_column(sa.Column("document_number", sa.String(80), nullable=False, server_default=""))
        table.add_column(sa.Column("issued_on", sa.Date))
        table.add_column(sa.Column("issuing_unit_id", sa.String(36)))
    with op.batch_alter_table("plan_item") as table:
        table.add_column(sa.Column("coordinating_unit_ids", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("entered_on", sa.Date))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("plan_item") as table:
        table.drop_column("entered_on")
        table.drop_column("coordinating_unit_ids")
    with op.batch_alter_table("plan") as table:
        for name in ("issuing_unit_id", "issued_on", "document_number"):
            table.drop_column(name)
