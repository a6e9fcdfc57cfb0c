"""Difficulties of measures, and whose measures are."""

import sqlalchemy as sa
from alembic import op

revision = "tasks_0016"
down_revision = "tasks_0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; a difficulty stands in the way of a task or of a measure."""
    op.add_column("known_measure", sa.Column("unit_id", sa.String(36)))
    op.add_column("known_measure", sa.Column("owner_id", sa.String(36)))
    op.create_index("known_measure_objective", "known_measure", ["objective_id"])
    with op.batch_alter_table("task_difficulty") as table:
        table.add_column(sa.Column("measure_id", sa.String(36)))
        table.alter_column("task_id", existing_type=sa.String(36), nullable=True)
    op.create_index("task_difficulty_measure", "task_difficulty", ["measure_id"])


def downgrade() -> None:
    """Drop them, with the difficulties of measures."""
    difficulty = sa.table("task_difficulty", sa.column("id"), sa.column("task_id"))
    step = sa.table("task_difficulty_step", sa.column("difficulty_id"))
    of_measures = sa.select(difficulty.c.id).where(difficulty.c.task_id.is_(None))
    op.execute(sa.delete(step).where(step.c.difficulty_id.in_(of_measures)))
    op.execute(sa.delete(difficulty).where(difficulty.c.task_id.is_(None)))
    op.drop_index("task_difficulty_measure", "task_difficulty")
    with op.batch_alter_table("task_difficulty") as table:
        table.alter_column("task_id", existing_type=sa.String(36), nullable=False)
        table.drop_column("measure_id")
    op.drop_index("known_measure_objective", "known_measure")
    with op.batch_alter_table("known_measure") as table:
        table.drop_column("owner_id")
        table.drop_column("unit_id")
