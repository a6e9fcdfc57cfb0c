"""Earlier days: the KPI above a KPI stands beside each state, and uses of a KPI are found by it."""

import json

import sqlalchemy as sa
from alembic import op

revision = "objectives_0005"
down_revision = "objectives_0004"
branch_labels = None
depends_on = None

NONE_ABOVE = ('%"parent_id":null%', '%"parent_id": null%')
"""How a state says that no KPI is above, as the service writes it and as the migration before did."""


def upgrade() -> None:
    """Add the column and the indexes, and fill it from the states."""
    with op.batch_alter_table("measure_state") as states:
        states.add_column(sa.Column("parent_id", sa.String(36)))
    op.create_index("measure_state_parent", "measure_state", ["parent_id"])
    op.create_index("use_state_of", "use_state", ["measure_id"])
    _fill(op.get_bind())


def downgrade() -> None:
    """Drop them."""
    op.drop_index("use_state_of", "use_state")
    op.drop_index("measure_state_parent", "measure_state")
    with op.batch_alter_table("measure_state") as states:
        states.drop_column("parent_id")


def _fill(bind: sa.Connection) -> None:
    table = sa.table("measure_state", *(sa.column(name) for name in ("id", "day", "state", "parent_id")))
    hanging = [table.c.state.not_like(pattern) for pattern in NONE_ABOVE]
    rows = bind.execute(sa.select(table.c.id, table.c.day, table.c.state).where(*hanging)).all()
    change = table.update().where(table.c.id == sa.bindparam("at"), table.c.day == sa.bindparam("on"))
    found = [{"at": row.id, "on": row.day, "parent_id": json.loads(row.state).get("parent_id")} for row in rows]
    if found:
        bind.execute(change.values(parent_id=sa.bindparam("parent_id")), found)
