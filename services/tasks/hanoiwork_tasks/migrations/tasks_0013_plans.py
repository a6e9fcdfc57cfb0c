"""Plans as documents with a number and an issuer; items with units that co-ordinate; files taken in, to be undone."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "tasks_0013"
down_revision = "tasks_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables; of plans written before, number, issuer and the day of entry are not known."""
    with op.batch_alter_table("plan") as table:
        table.add_column(sa.Column("document_number", sa.String(80), nullable=False, server_default=""))
        table.add_column(sa.Column("issued_on", sa.Date))
        table.add_column(sa.Column("issuing_unit_id", sa.String(36)))
    with op.batch_alter_table("plan_item") as table:
        table.add_column(sa.Column("coordinating_unit_ids", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("entered_on", sa.Date))
    _imports()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("task_import_row")
    op.drop_table("task_import")
    with op.batch_alter_table("plan_item") as table:
        table.drop_column("entered_on")
        table.drop_column("coordinating_unit_ids")
    with op.batch_alter_table("plan") as table:
        for name in ("issuing_unit_id", "issued_on", "document_number"):
            table.drop_column(name)


def _imports() -> None:
    op.create_table(
        "task_import",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("file_name", sa.String(300), nullable=False),
        sa.Column("file_hash", sa.String(64), nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("created", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("unchanged", sa.Integer, nullable=False),
        sa.Column("assigned", sa.Integer, nullable=False),
        sa.Column("undone_by", sa.String(36)),
        sa.Column("undone_at", Moment),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("task_import_person", "task_import", ["person_id", "id"])
    op.create_table(
        "task_import_row",
        sa.Column("import_id", sa.String(36), sa.ForeignKey("task_import.id"), primary_key=True),
        sa.Column("record_id", sa.String(36), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("before", sa.Text),
    )
