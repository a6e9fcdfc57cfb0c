"""The task ledger, periods, runs, sheets with their rows and lines, and who read them."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import DecimalText, Moment

revision = "evaluation_0001"
down_revision = None
branch_labels = ("evaluation",)
depends_on = None

TABLES = (
    "sheet_read",
    "sheet_line",
    "sheet_row",
    "sheet",
    "run_chunk",
    "evaluation_run",
    "scoring_period",
    "ledger_objective",
    "ledger_task",
)


def upgrade() -> None:
    """Make the tables."""
    _ledger()
    _periods_and_runs()
    _sheets()
    _parts_of_sheets()


def downgrade() -> None:
    """Drop them."""
    for table in TABLES:
        op.drop_table(table)


def _ledger() -> None:
    op.create_table(
        "ledger_task",
        sa.Column("task_id", sa.String(36), primary_key=True),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("task_group", sa.String(20), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("person_id", sa.String(36)),
        sa.Column("points", DecimalText, nullable=False),
        sa.Column("quantity", DecimalText, nullable=False),
        sa.Column("accepted_quantity", DecimalText, nullable=False),
        sa.Column("quality_failures", sa.Integer, nullable=False),
        sa.Column("late_days", sa.Integer, nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("counts", sa.Boolean, nullable=False),
        sa.Index("ledger_task_person", "person_id", "due"),
        sa.Index("ledger_task_due", "due"),
    )
    op.create_table(
        "ledger_objective",
        sa.Column("task_id", sa.String(36), sa.ForeignKey("ledger_task.task_id"), primary_key=True),
        sa.Column("objective_id", sa.String(36), primary_key=True),
        sa.Index("ledger_objective_served", "objective_id"),
    )


def _periods_and_runs() -> None:
    op.create_table(
        "scoring_period",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(7), nullable=False, unique=True),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("ends", sa.Date, nullable=False),
        sa.Column("rule_pack", sa.String(80), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "evaluation_run",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("period", sa.String(7), nullable=False, index=True),
        sa.Column("rule_pack", sa.String(80), nullable=False),
        sa.Column("started_by", sa.String(36), nullable=False),
        sa.Column("started", Moment, nullable=False),
        sa.Column("finished", Moment),
        *(sa.Column(count, sa.Integer, nullable=False) for count in ("people", "skipped", "chunks")),
    )
    op.create_table(
        "run_chunk",
        sa.Column("run_id", sa.String(36), sa.ForeignKey("evaluation_run.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("people", sa.Text, nullable=False),
        sa.Column("fence", sa.Integer, nullable=False),
        sa.Column("lent_until", Moment),
        sa.Column("done", sa.Boolean, nullable=False),
        *(sa.Column(count, sa.Integer, nullable=False) for count in ("generated", "refreshed", "untouched")),
        sa.Index("run_chunk_waiting", "done", "lent_until"),
    )


def _sheets() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("person_type", sa.String(40), nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("rule_pack", sa.String(80), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("unit_result", DecimalText),
        sa.Column("organising", DecimalText),
        sa.Column("uniting", DecimalText),
        sa.Column("general", DecimalText),
        sa.Column("total", DecimalText),
        sa.Column("level", sa.String(40)),
        sa.Column("return_reason", sa.Text),
        sa.UniqueConstraint("person_id", "period", "rule_pack", name="sheet_once"),
        sa.Index("sheet_period_unit", "period", "unit_id"),
    )


def _parts_of_sheets() -> None:
    op.create_table(
        "sheet_row",
        sa.Column("sheet_id", sa.String(36), sa.ForeignKey("sheet.id"), primary_key=True),
        sa.Column("code", sa.String(20), primary_key=True),
        sa.Column("self_score", DecimalText),
        sa.Column("leader_score", DecimalText),
    )
    op.create_table(
        "sheet_line",
        sa.Column("sheet_id", sa.String(36), sa.ForeignKey("sheet.id"), primary_key=True),
        sa.Column("task_id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("task_group", sa.String(20), nullable=False),
        sa.Column("points", DecimalText, nullable=False),
        sa.Column("completed", sa.Boolean, nullable=False),
        sa.Column("quantity", DecimalText),
        sa.Column("accepted_quantity", DecimalText),
        sa.Column("quality_failures", sa.Integer, nullable=False),
        sa.Column("late_days", sa.Integer, nullable=False),
    )
    op.create_table(
        "sheet_read",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("sheet_id", sa.String(36), sa.ForeignKey("sheet.id"), nullable=False, index=True),
        sa.Column("person_id", sa.String(36), nullable=False, index=True),
        sa.Column("reader_id", sa.String(36), nullable=False, index=True),
        sa.Column("moment", Moment, nullable=False),
    )
