"""Views that people keep."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint

from hanoiwork_tasks.store.tables.columns import identifier, metadata

views = Table(
    "task_view",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("owner_id"),
    identifier("unit_id", nullable=True),
    Column("title", String(200), nullable=False),
    Column("filter", JSON, nullable=False),
    Column("search", Text),
    Column("order_by", String(20), nullable=False),
    Column("descending", Boolean, nullable=False),
    Column("group_by", String(20)),
    Column("version", Integer, nullable=False),
    UniqueConstraint("owner_id", "title", name="task_view_title"),
    Index("task_view_unit", "unit_id"),
)
