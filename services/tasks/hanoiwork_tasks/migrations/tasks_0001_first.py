"""Workspaces, plans, tasks and their histories; what is known of objectives and measures."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import DecimalText, Moment

revision = "tasks_0001"
down_revision = None
branch_labels = ("tasks",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _places()
    _tasks()
    _beside()
    _known()


def downgrade() -> None:
    """Drop them."""
    for table in (
        "known_measure",
        "known_objective",
        "task_counter",
        "task_difficulty",
        "task_activity",
        "task_collaborator",
        "task",
        "task_list",
        "plan_item",
        "plan_group",
        "plan",
        "workspace",
    ):
        op.drop_table(table)


def _places() -> None:
    op.create_table(
        "workspace",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("unit_id", "kind", "title", name="workspace_title"),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("workspace_id", sa.String(36), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("unit_id", "code", name="plan_code"),
    )
    op.create_table(
        "plan_group",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("plan_id", sa.String(36), sa.ForeignKey("plan.id"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.UniqueConstraint("plan_id", "code", name="plan_group_code"),
    )
    op.create_table(
        "plan_item",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("plan_id", sa.String(36), sa.ForeignKey("plan.id"), nullable=False),
        sa.Column("group_id", sa.String(36), sa.ForeignKey("plan_group.id"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lead_unit_id", sa.String(36), nullable=False),
        sa.Column("deadline", sa.String(20), nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("plan_id", "code", name="plan_item_code"),
    )
    op.create_index("plan_item_lead", "plan_item", ["lead_unit_id"])
    op.create_table(
        "task_list",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("workspace_id", sa.String(36), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("plan_id", sa.String(36), sa.ForeignKey("plan.id")),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("task_list_workspace", "task_list", ["workspace_id"])


def _tasks() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("owner_id", sa.String(36), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("folded_title", sa.Text, nullable=False),
        sa.Column("group", sa.String(20), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("created_by", sa.String(36), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("person_id", sa.String(36)),
        sa.Column("assigner_id", sa.String(36)),
        sa.Column("objective_id", sa.String(36)),
        sa.Column("measure_id", sa.String(36)),
        sa.Column("list_id", sa.String(36), sa.ForeignKey("task_list.id")),
        sa.Column("parent_id", sa.String(36), sa.ForeignKey("task.id")),
        sa.Column("plan_item_id", sa.String(36), sa.ForeignKey("plan_item.id")),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("quantity", DecimalText, nullable=False),
        sa.Column("accepted_quantity", DecimalText, nullable=False),
        sa.Column("points", sa.BigInteger, nullable=False),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("starts", sa.Date),
        sa.Column("due", sa.Date),
        sa.Column("due_order", sa.Date, nullable=False),
        sa.Column("first_due", sa.Date),
        sa.Column("percent", sa.Integer, nullable=False),
        sa.Column("progress_note", sa.Text, nullable=False),
        sa.Column("product_note", sa.Text, nullable=False),
        sa.Column("submitted_on", sa.Date),
        sa.Column("delivered_on", sa.Date),
        sa.Column("late_days", sa.Integer, nullable=False),
        sa.Column("quality_failures", sa.Integer, nullable=False),
        sa.Column("record", sa.String(64)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("owner_id", "code", name="task_code"),
    )
    op.create_index("task_by_code", "task", ["code"])
    op.create_index("task_by_due", "task", ["due_order", "id"])
    op.create_index("task_by_unit", "task", ["unit_id", "due_order", "id"])
    op.create_index("task_by_person", "task", ["person_id", "due_order", "id"])
    op.create_index("task_by_assigner", "task", ["assigner_id", "status"])
    op.create_index("task_by_objective", "task", ["objective_id"])
    op.create_index("task_by_measure", "task", ["measure_id"])
    op.create_index("task_by_parent", "task", ["parent_id"])
    op.create_index("task_by_item", "task", ["plan_item_id"])
    op.create_index("task_by_list", "task", ["list_id"])


def _beside() -> None:
    op.create_table(
        "task_collaborator",
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("person_id", sa.String(36)),
        sa.Column("unit_id", sa.String(36)),
    )
    op.create_table(
        "task_activity",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("before", sa.String(80), nullable=False),
        sa.Column("after", sa.String(80), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("task_activity_task", "task_activity", ["task_id", "at", "id"])
    op.create_table(
        "task_difficulty",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("owed_by_unit_id", sa.String(36)),
        sa.Column("raised_by", sa.String(36), nullable=False),
        sa.Column("raised_at", Moment, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("task_difficulty_task", "task_difficulty", ["task_id"])
    op.create_table(
        "task_counter",
        sa.Column("owner_id", sa.String(36), primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )


def _known() -> None:
    op.create_table(
        "known_objective",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("cycle", sa.String(40), nullable=False),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("parent_id", sa.String(36)),
        sa.Column("parent_measure_id", sa.String(36)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
    )
    op.create_index("known_objective_code", "known_objective", ["code"])
    op.create_index("known_objective_parent", "known_objective", ["parent_id"])
    op.create_index("known_objective_parent_measure", "known_objective", ["parent_measure_id"])
    op.create_table(
        "known_measure",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("objective_id", sa.String(36)),
        sa.Column("parent_id", sa.String(36)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
    )
    op.create_index("known_measure_code", "known_measure", ["code"])
    op.create_index("known_measure_parent", "known_measure", ["parent_id"])
