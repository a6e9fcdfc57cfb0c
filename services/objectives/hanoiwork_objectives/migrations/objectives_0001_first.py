"""Objectives, measures, check-ins, and what is known of tasks."""

import sqlalchemy as sa
from alembic import op

revision = "objectives_0001"
down_revision = None
branch_labels = ("objectives",)
depends_on = None

AMOUNT = sa.String(40)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "objective",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("title", sa.String(500), nullable=False),
        sa.Column("cycle", sa.String(20), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("owner_id", sa.String(36)),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("ends", sa.Date, nullable=False),
        sa.Column("weight", AMOUNT, nullable=False),
        sa.Column("parent_objective_id", sa.String(36)),
        sa.Column("parent_measure_id", sa.String(36)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("percent", AMOUNT),
        sa.Column("fresh_until", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("cycle", "code", name="objective_code"),
    )
    op.create_index("objective_parent", "objective", ["parent_objective_id"])
    op.create_index("objective_of_code", "objective", ["code"])
    op.create_table(
        "measure",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("cycle", sa.String(20), nullable=False),
        sa.Column("objective_id", sa.String(36), sa.ForeignKey("objective.id"), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.String(500), nullable=False),
        sa.Column("direction", sa.String(20), nullable=False),
        sa.Column("low", AMOUNT),
        sa.Column("high", AMOUNT),
        sa.Column("goal", AMOUNT),
        sa.Column("strict", sa.Boolean, nullable=False),
        sa.Column("baseline", AMOUNT, nullable=False),
        sa.Column("steps", sa.Text, nullable=False),
        sa.Column("unit", sa.String(80), nullable=False),
        sa.Column("weight", AMOUNT, nullable=False),
        sa.Column("owner_id", sa.String(36)),
        sa.Column("frequency", sa.String(20), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("current", AMOUNT),
        sa.Column("last_on", sa.Date),
        sa.Column("percent", AMOUNT, nullable=False),
        sa.Column("fresh_until", sa.Date),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("cycle", "code", name="measure_code"),
    )
    op.create_index("measure_objective", "measure", ["objective_id"])
    op.create_index("measure_of_code", "measure", ["code"])
    op.create_table(
        "check_in",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("measure_id", sa.String(36), sa.ForeignKey("measure.id"), nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("value", AMOUNT, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("confidence", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("difficulty", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text, nullable=False),
        sa.Column("corrects", sa.String(36), unique=True),
        sa.Column("percent_before", AMOUNT, nullable=False),
        sa.Column("percent_after", AMOUNT, nullable=False),
    )
    op.create_index("check_in_newest", "check_in", ["measure_id", "on", "sequence"])
    op.create_table(
        "task_share",
        sa.Column("task_id", sa.String(36), primary_key=True),
        sa.Column("measure_id", sa.String(36)),
        sa.Column("points", AMOUNT, nullable=False),
        sa.Column("quantity", AMOUNT, nullable=False),
        sa.Column("accepted_quantity", AMOUNT, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("told_on", sa.Date, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("broken_down", sa.Boolean, nullable=False),
    )
    op.create_index("task_share_measure", "task_share", ["measure_id"])


def downgrade() -> None:
    """Drop them."""
    for table in ("task_share", "check_in", "measure", "objective"):
        op.drop_table(table)
