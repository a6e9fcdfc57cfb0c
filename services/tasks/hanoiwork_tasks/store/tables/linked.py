"""Links between tasks."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from hanoiwork_tasks.store.tables.columns import metadata

task_links = Table(
    "task_link",
    metadata,
    Column("from_id", String(36), ForeignKey("task.id"), primary_key=True),
    Column("to_id", String(36), ForeignKey("task.id"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Index("task_link_to", "to_id"),
)
