"""Workspaces in their life: what is archived, who is a member, templates."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table

from hanoiwork_shared.columns import Moment
from hanoiwork_tasks.store.tables.columns import identifier, metadata

archives = Table(
    "archived_place",
    metadata,
    Column("place_id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    identifier("archived_by"),
    Column("archived_at", Moment, nullable=False),
)
"""Workspaces, plans and lists that are only read; what stands in them needs no row of its own."""

members = Table(
    "workspace_member",
    metadata,
    Column("workspace_id", String(36), primary_key=True),
    Column("person_id", String(36), primary_key=True),
    Column("role", String(20), nullable=False),
)

templates = Table(
    "task_template",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("unit_id"),
    Column("title", String(300), nullable=False),
    Column("blueprint", JSON, nullable=False),
    identifier("made_by"),
    Column("version", Integer, nullable=False),
    Index("task_template_unit", "unit_id"),
)
