"""Files that were loaded, and what each of them made and changed."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table

from hanoiwork_shared.columns import Moment
from hanoiwork_tasks.store.tables.columns import identifier, metadata

batches = Table(
    "task_batch",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("unit_id"),
    Column("kind", String(10), nullable=False),
    identifier("loaded_by"),
    Column("loaded_at", Moment, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("created", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    identifier("plan_id", nullable=True),
    identifier("undone_by", nullable=True),
    Column("undone_at", Moment),
    Index("task_batch_unit", "unit_id", "id"),
)

touched = Table(
    "task_batch_row",
    metadata,
    Column("batch_id", String(36), primary_key=True),
    Column("thing_id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("before", JSON),
)
"""The version a task or plan item had after the load, and what it had said before; nothing for what was new."""
