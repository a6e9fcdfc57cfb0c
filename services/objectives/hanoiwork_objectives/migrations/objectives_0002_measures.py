"""Measures in full: ladders, precision, waypoints, formulas, and KPIs that stand alone and are used by objectives."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "objectives_0002"
down_revision = "objectives_0001"
branch_labels = None
depends_on = None

AMOUNT = sa.String(40)


def upgrade() -> None:
    """Widen measures, and make the tables of parts and uses."""
    _change_measure(standing=True)
    op.create_table(
        "measure_part",
        sa.Column("measure_id", sa.String(36), sa.ForeignKey("measure.id"), primary_key=True),
        sa.Column("part_id", sa.String(36), sa.ForeignKey("measure.id"), primary_key=True),
    )
    op.create_index("measure_part_of", "measure_part", ["part_id"])
    op.create_table(
        "measure_use",
        sa.Column("objective_id", sa.String(36), sa.ForeignKey("objective.id"), primary_key=True),
        sa.Column("measure_id", sa.String(36), sa.ForeignKey("measure.id"), primary_key=True),
        sa.Column("weight", AMOUNT, nullable=False),
        sa.Column("percent", AMOUNT),
        sa.Column("fresh_until", sa.Date),
        sa.Column("current", AMOUNT),
        sa.Column("last_on", sa.Date),
    )
    op.create_index("measure_use_of", "measure_use", ["measure_id"])


def downgrade() -> None:
    """Go back; KPIs that stand alone, and what was reported of them, are lost."""
    op.drop_table("measure_use")
    op.drop_table("measure_part")
    op.execute("delete from check_in where measure_id in (select id from measure where objective_id is null)")
    op.execute("delete from measure where objective_id is null")
    op.drop_index("measure_parent", "measure")
    op.drop_index("measure_unit", "measure")
    _change_measure(standing=False)


def _change_measure(*, standing: bool) -> None:
    """SQLite copies a table to change a column, and keeps what points at it from being left alone meanwhile."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        op.execute("create table check_in_kept as select * from check_in")
        op.drop_table("check_in")
    with op.batch_alter_table("measure") as measure:
        measure.alter_column("objective_id", existing_type=sa.String(36), nullable=standing)
        for column in _columns():
            if standing:
                measure.add_column(column)
            else:
                measure.drop_column(column.name)
    if standing:
        op.create_index("measure_parent", "measure", ["parent_id"])
        op.create_index("measure_unit", "measure", ["unit_id"])
    if sqlite:
        _make_check_in()
        op.execute("insert into check_in select * from check_in_kept")
        op.drop_table("check_in_kept")


def _columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("commit", AMOUNT),
        sa.Column("stretch", AMOUNT),
        sa.Column("precision", sa.Integer),
        sa.Column("waypoints", sa.Text, nullable=False, server_default="[]"),
        sa.Column("formula", sa.Text),
        sa.Column("parent_id", sa.String(36)),
        sa.Column("unit_id", sa.String(36)),
        sa.Column("removed", sa.Boolean, nullable=False, server_default=sa.false()),
    )


def _make_check_in() -> None:
    """The table of check-ins as the first revision made it."""
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
