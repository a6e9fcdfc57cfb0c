"""Files that were taken in, and what each of them made or changed."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from hanoiwork_shared.columns import Moment
from hanoiwork_tasks.store.tables.columns import identifier, metadata

imports = Table(
    "task_import",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    identifier("person_id"),
    Column("at", Moment, nullable=False),
    Column("file_name", String(300), nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("created", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("assigned", Integer, nullable=False),
    identifier("undone_by", nullable=True),
    Column("undone_at", Moment),
    Column("version", Integer, nullable=False),
    Index("task_import_person", "person_id", "id"),
)

import_rows = Table(
    "task_import_row",
    metadata,
    Column("import_id", String(36), ForeignKey("task_import.id"), primary_key=True),
    Column("record_id", String(36), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("before", Text),
)
"""`record_id` is a task, a plan or one of its items; `version` is what the file left it at; `before` is what it was,
as JSON, or nothing when the file made it.
"""
