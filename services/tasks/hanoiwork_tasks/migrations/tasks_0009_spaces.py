"""What is archived, members of workspaces, templates."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "tasks_0009"
down_revision = "tasks_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "archived_place",
        sa.Column("place_id", sa.String(36), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("archived_by", sa.String(36), nullable=False),
        sa.Column("archived_at", Moment, nullable=False),
    )
    op.create_table(
        "workspace_member",
        sa.Column("workspace_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("role", sa.String(20), nullable=False),
    )
    op.create_table(
        "task_template",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("unit_id", sa.String(36), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("blueprint", sa.JSON, nullable=False),
        sa.Column("made_by", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Index("task_template_unit", "unit_id"),
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("task_template", "workspace_member", "archived_place"):
        op.drop_table(name)
