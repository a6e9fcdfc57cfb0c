"""Later deadlines, waived lateness, hand-overs; when a task was taken on."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import DecimalText, Moment

revision = "tasks_0002"
down_revision = "tasks_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; nothing was waived yet, and nobody is known to have taken a task on."""
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("waived_days", sa.Integer, nullable=False, server_default="0"))
        task.add_column(sa.Column("taken_on_at", Moment))
    _extensions()
    _waivers()
    _hand_overs()


def downgrade() -> None:
    """Drop them."""
    for table in ("task_hand_over", "task_waiver", "task_extension"):
        op.drop_table(table)
    with op.batch_alter_table("task") as task:
        task.drop_column("taken_on_at")
        task.drop_column("waived_days")


def _extensions() -> None:
    op.create_table(
        "task_extension",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), nullable=False),
        sa.Column("asked_by", sa.String(36), nullable=False),
        sa.Column("asked_at", Moment, nullable=False),
        sa.Column("due_before", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("answer", sa.String(20), nullable=False),
        sa.Column("answered_by", sa.String(36)),
        sa.Column("answered_at", Moment),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("task_extension_task", "task_extension", ["task_id"])


def _waivers() -> None:
    op.create_table(
        "task_waiver",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("decided_on", sa.Date, nullable=False),
        sa.Column("waived_by", sa.String(36), nullable=False),
        sa.Column("waived_at", Moment, nullable=False),
    )
    op.create_index("task_waiver_task", "task_waiver", ["task_id"])


def _hand_overs() -> None:
    op.create_table(
        "task_hand_over",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), nullable=False),
        sa.Column("from_id", sa.String(36), nullable=False),
        sa.Column("to_id", sa.String(36), nullable=False),
        sa.Column("kept_points", sa.BigInteger, nullable=False),
        sa.Column("kept_quantity", DecimalText),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("proposed_by", sa.String(36), nullable=False),
        sa.Column("proposed_at", Moment, nullable=False),
        sa.Column("agreed", sa.String(40), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("answered_by", sa.String(36)),
        sa.Column("answered_at", Moment),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("new_task_id", sa.String(36), sa.ForeignKey("task.id")),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("task_hand_over_task", "task_hand_over", ["task_id"])
