"""Where work is kept: workspaces, plans with groups and items, lists. Units are identifiers only."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from hanoiwork_tasks.store.tables.columns import Identifiers, identifier, metadata

workspaces = Table(
    "workspace",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("unit_id"),
    Column("kind", String(20), nullable=False),
    Column("title", String(300), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("unit_id", "kind", "title", name="workspace_title"),
)

plans = Table(
    "plan",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    Column("title", Text, nullable=False),
    identifier("unit_id"),
    identifier("workspace_id", "workspace.id"),
    Column("document_number", String(80), nullable=False),
    Column("issued_on", Date),
    identifier("issuing_unit_id", nullable=True),
    Column("version", Integer, nullable=False),
    UniqueConstraint("unit_id", "code", name="plan_code"),
)

plan_groups = Table(
    "plan_group",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("plan_id", "plan.id"),
    Column("code", String(80), nullable=False),
    Column("title", Text, nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("plan_id", "code", name="plan_group_code"),
)

plan_items = Table(
    "plan_item",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("plan_id", "plan.id"),
    identifier("group_id", "plan_group.id"),
    Column("code", String(80), nullable=False),
    Column("title", Text, nullable=False),
    identifier("lead_unit_id"),
    Column("deadline", String(20), nullable=False),
    Column("due", Date, nullable=False),
    Column("coordinating_unit_ids", Identifiers, nullable=False),
    Column("entered_on", Date),
    Column("position", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("plan_id", "code", name="plan_item_code"),
    Index("plan_item_lead", "lead_unit_id"),
)

lists = Table(
    "task_list",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("workspace_id", "workspace.id"),
    identifier("plan_id", "plan.id", nullable=True),
    Column("title", String(300), nullable=False),
    Column("version", Integer, nullable=False),
    Index("task_list_workspace", "workspace_id"),
)
