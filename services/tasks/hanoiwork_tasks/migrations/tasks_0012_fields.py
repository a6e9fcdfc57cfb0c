"""Fields of lists, their options, and what tasks say in them."""

import sqlalchemy as sa
from alembic import op

revision = "tasks_0012"
down_revision = "tasks_0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "list_field",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("list_id", sa.String(36), sa.ForeignKey("task_list.id"), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("label_en", sa.String(200), nullable=False),
        sa.Column("help", sa.Text, nullable=False),
        sa.Column("required", sa.Boolean, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("precision", sa.Integer, nullable=False),
        sa.Column("least", sa.String(40)),
        sa.Column("most", sa.String(40)),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Index("list_field_list", "list_id"),
    )
    op.create_table(
        "list_field_option",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("field_id", sa.String(36), sa.ForeignKey("list_field.id"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("label", sa.String(200), nullable=False),
        sa.Column("retired", sa.Boolean, nullable=False),
        sa.Index("list_field_option_field", "field_id"),
    )
    _values()
    in_use = sa.text("removed_at IS NULL")
    op.create_index(
        "list_field_key",
        "list_field",
        ["list_id", "key"],
        unique=True,
        postgresql_where=in_use,
        sqlite_where=in_use,
    )


def _values() -> None:
    plain = sa.String(100).with_variant(sa.String(100, collation="C"), "postgresql")
    op.create_table(
        "task_field_value",
        sa.Column("task_id", sa.String(36), sa.ForeignKey("task.id"), primary_key=True),
        sa.Column("field_id", sa.String(36), sa.ForeignKey("list_field.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text),
        sa.Column("text_order", plain),
        sa.Column("number", sa.BigInteger),
        sa.Column("day", sa.Date),
        sa.Column("option_id", sa.String(36), sa.ForeignKey("list_field_option.id")),
        sa.Column("person_id", sa.String(36)),
        sa.Column("yes", sa.Boolean),
        sa.Index("task_field_value_text", "field_id", "text_order"),
        sa.Index("task_field_value_number", "field_id", "number"),
        sa.Index("task_field_value_day", "field_id", "day"),
        sa.Index("task_field_value_option", "field_id", "option_id"),
        sa.Index("task_field_value_person", "field_id", "person_id"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("task_field_value", "list_field_option", "list_field"):
        op.drop_table(table)
