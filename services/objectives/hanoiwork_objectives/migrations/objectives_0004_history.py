"""What check-ins see and who acknowledged them, states by day, what is watched, and the items of feeds.

What exists is seeded: its state as of today, and a first look at each that is due at once.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "objectives_0004"
down_revision = "objectives_0003"
branch_labels = None
depends_on = None

AMOUNT = sa.String(40)
HANOI = timezone(timedelta(hours=7))
DUE = date(2000, 1, 1)
BATCH = 1000
TARGET = ("direction", "low", "high", "goal", "strict", "baseline", "steps", "commit", "stretch")
SEEN = ("percent", "fresh_until", "current", "last_on")
ABOVE = {"objective": "parent_objective_id", "measure": "objective_id"}


def upgrade() -> None:
    """Make the tables and seed them."""
    with op.batch_alter_table("check_in") as check_in:
        check_in.add_column(sa.Column("evidence", sa.Text, nullable=False, server_default=""))
        check_in.add_column(sa.Column("expected_percent", AMOUNT))
        check_in.add_column(sa.Column("status", sa.String(20)))
        check_in.add_column(sa.Column("acknowledged_by", sa.String(36)))
        check_in.add_column(sa.Column("acknowledged_at", sa.DateTime(timezone=True)))
        check_in.add_column(sa.Column("acknowledgement", sa.Text, nullable=False, server_default=""))
    op.create_index("objective_unit", "objective", ["unit_id", "cycle", "code"])
    op.create_table(
        "watch",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("told", sa.String(20)),
        sa.Column("next_look", sa.Date),
    )
    op.create_index("watch_due", "watch", ["next_look", "id"])
    op.create_table(
        "feed_item",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("source_key", sa.String(200), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("check_in_id", sa.String(36), sa.ForeignKey("check_in.id"), nullable=False),
    )
    for name in ("objective", "measure"):
        _seed(name, _states_of(name))
    _seed_uses(
        op.create_table(
            "use_state",
            sa.Column("objective_id", sa.String(36), primary_key=True),
            sa.Column("measure_id", sa.String(36), primary_key=True),
            sa.Column("day", sa.Date, primary_key=True),
            sa.Column("state", sa.Text),
        )
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("use_state", "measure_state", "objective_state", "feed_item", "watch"):
        op.drop_table(table)
    op.drop_index("objective_unit", "objective")
    with op.batch_alter_table("check_in") as check_in:
        for column in (
            "acknowledgement", "acknowledged_at", "acknowledged_by", "status", "expected_percent", "evidence",
        ):  # fmt: skip
            check_in.drop_column(column)


def _states_of(name: str) -> sa.Table:
    made = op.create_table(
        f"{name}_state",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("cycle", sa.String(20), nullable=False),
        sa.Column("above", sa.String(36)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
    )
    op.create_index(f"{name}_state_cycle", f"{name}_state", ["cycle", "day", "id"])
    op.create_index(f"{name}_state_above", f"{name}_state", ["above"])
    return made


def _seed(name: str, states: sa.Table) -> None:
    """Write down what is there, as the service itself writes it, a batch of rows at a time."""
    bind = op.get_bind()
    table = sa.Table(name, sa.MetaData(), autoload_with=bind, resolve_fks=False)
    watch = sa.table("watch", *(sa.column(part) for part in ("id", "subject")), sa.column("next_look", sa.Date))
    today = datetime.now(HANOI).date()
    for rows in _batches(bind, table):
        seeded = [
            {
                "id": row["id"], "day": today, "cycle": row["cycle"], "above": row[ABOVE[name]],
                "version": row["version"], "state": json.dumps(_state(row), ensure_ascii=False),
            }
            for row in rows
        ]  # fmt: skip
        bind.execute(states.insert(), seeded)
        bind.execute(watch.insert(), [{"id": row["id"], "subject": name, "next_look": DUE} for row in rows])


def _seed_uses(states: sa.Table) -> None:
    """The same for the uses of standing KPIs; those of closed objectives keep what they saw."""
    bind = op.get_bind()
    uses = sa.Table("measure_use", sa.MetaData(), autoload_with=bind, resolve_fks=False)
    seeded = []
    for row in bind.execute(sa.select(uses)).mappings():
        key = {"objective_id": row["objective_id"], "measure_id": row["measure_id"]}
        seen = {name: _plain(row[name]) for name in SEEN}
        state = {**key, "weight": row["weight"], "seen": seen if seen["percent"] is not None else None}
        seeded.append({**key, "day": datetime.now(HANOI).date(), "state": json.dumps(state)})
    if seeded:
        bind.execute(states.insert(), seeded)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _batches(bind: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    after = ""
    while True:
        query = sa.select(table).where(table.c.id > after).order_by(table.c.id).limit(BATCH)
        rows = [dict(row) for row in bind.execute(query).mappings()]
        if not rows:
            return
        yield rows
        after = rows[-1]["id"]


def _state(row: dict[str, Any]) -> dict[str, Any]:
    """A row in the plain form of its dataclass: a measure's target is an object of its own, lists are no text."""
    state = {name: _plain(value) for name, value in row.items()}
    for name in ("contributors", "tags"):
        if name in state:
            state[name] = json.loads(state[name])
    if "direction" in state:
        target = {name: state.pop(name) for name in TARGET}
        state["target"] = {**target, "strict": bool(target["strict"]), "steps": json.loads(target["steps"])}
        state["waypoints"] = json.loads(state["waypoints"])
        state["formula"] = json.loads(state["formula"]) if state["formula"] else None
    return state
