"""Difficulties with a clock: who is asked now, by when, what was answered; their histories."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "tasks_0004"
down_revision = "tasks_0003"
branch_labels = None
depends_on = None

DAYS_TO_ANSWER = 5
NEW = ("unit_id", "asked_unit_id", "respond_by", "look_on", "state", "answer", "answered_by", "answered_at",
       "days_taken", "escalations")  # fmt: skip


def upgrade() -> None:
    """Add the columns; what was raised before is open, owed by the task's own unit where nobody was named."""
    with op.batch_alter_table("task_difficulty") as table:
        table.add_column(sa.Column("unit_id", sa.String(36)))
        table.add_column(sa.Column("asked_unit_id", sa.String(36)))
        table.add_column(sa.Column("respond_by", sa.Date))
        table.add_column(sa.Column("look_on", sa.Date))
        table.add_column(sa.Column("state", sa.String(20), nullable=False, server_default="open"))
        table.add_column(sa.Column("answer", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("answered_by", sa.String(36)))
        table.add_column(sa.Column("answered_at", Moment))
        table.add_column(sa.Column("days_taken", sa.Integer))
        table.add_column(sa.Column("escalations", sa.Integer, nullable=False, server_default="0"))
    _fill(op.get_bind())
    with op.batch_alter_table("task_difficulty") as table:
        for name in ("unit_id", "owed_by_unit_id", "asked_unit_id"):
            table.alter_column(name, existing_type=sa.String(36), nullable=False)
        table.alter_column("respond_by", existing_type=sa.Date(), nullable=False)
    op.create_index("task_difficulty_owed", "task_difficulty", ["owed_by_unit_id", "state"])
    op.create_index("task_difficulty_asked", "task_difficulty", ["asked_unit_id", "state"])
    op.create_index("task_difficulty_look", "task_difficulty", ["state", "look_on"])
    _histories()


def downgrade() -> None:
    """Drop them."""
    op.drop_table("task_difficulty_step")
    for name in ("owed", "asked", "look"):
        op.drop_index(f"task_difficulty_{name}", "task_difficulty")
    with op.batch_alter_table("task_difficulty") as table:
        table.alter_column("owed_by_unit_id", existing_type=sa.String(36), nullable=True)
        for name in NEW:
            table.drop_column(name)


def _histories() -> None:
    op.create_table(
        "task_difficulty_step",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("difficulty_id", sa.String(36), sa.ForeignKey("task_difficulty.id"), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("person_id", sa.String(36)),
        sa.Column("asked_unit_id", sa.String(36), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("task_difficulty_step_of", "task_difficulty_step", ["difficulty_id", "version"])


def _fill(bind: sa.Connection) -> None:
    table = sa.table(
        "task_difficulty",
        *(sa.column(name) for name in ("id", "task_id", "unit_id", "owed_by_unit_id", "asked_unit_id")),
        sa.column("raised_at", Moment),
        sa.column("respond_by", sa.Date),
        sa.column("look_on", sa.Date),
    )
    task = sa.table("task", sa.column("id"), sa.column("unit_id"))
    rows = bind.execute(sa.select(table, task.c.unit_id.label("own")).join(task, task.c.id == table.c.task_id)).all()
    for row in rows:
        owes, day = row.owed_by_unit_id or row.own, row.raised_at.date() + timedelta(days=DAYS_TO_ANSWER)
        values = {"unit_id": row.own, "owed_by_unit_id": owes, "asked_unit_id": owes, "respond_by": day}
        bind.execute(table.update().where(table.c.id == row.id).values(look_on=day + timedelta(days=1), **values))
