"""What recurs, and the tasks made of it."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import DecimalText, Moment
from hanoiwork_tasks.store.tables.columns import Hundredths

revision = "tasks_0007"
down_revision = "tasks_0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "task_recurrence",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("ends", sa.Date),
        sa.Column("rule", sa.String(200)),
        sa.Column("working_day", sa.String(10)),
        sa.Column("every_months", sa.Integer, nullable=False),
        sa.Column("shift", sa.String(10), nullable=False),
        *_work(),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("set_by", sa.String(36), nullable=False),
        sa.Column("set_at", Moment, nullable=False),
        sa.Column("made_to", sa.Date, nullable=False),
        sa.Column("look_on", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Index("task_recurrence_look", "look_on"),
        sa.Index("task_recurrence_unit", "unit_id"),
    )
    op.create_table(
        "task_occurrence",
        sa.Column("recurrence_id", sa.String(36), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id")),
        sa.Index("task_occurrence_task", "task_id"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("task_occurrence")
    op.drop_table("task_recurrence")


def _work() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("group", sa.String(20), nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("quantity", DecimalText, nullable=False),
        sa.Column("points", Hundredths),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("person_id", sa.String(36)),
        sa.Column("list_id", sa.String(36), sa.ForeignKey("task_list.id")),
        sa.Column("objective_id", sa.String(36)),
        sa.Column("measure_id", sa.String(36)),
        sa.Column("entry", sa.String(80)),
        sa.Column("days_to_do", sa.Integer, nullable=False),
        sa.Column("in_working_days", sa.Boolean, nullable=False),
    )
