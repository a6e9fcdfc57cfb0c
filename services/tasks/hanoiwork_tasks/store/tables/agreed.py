"""What people agreed about tasks: later deadlines, waived lateness, hand-overs."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from hanoiwork_shared.columns import DecimalText, Moment
from hanoiwork_tasks.store.tables.columns import Hundredths, identifier, metadata

extensions = Table(
    "task_extension",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("task_id", "task.id"),
    identifier("asked_by"),
    Column("asked_at", Moment, nullable=False),
    Column("due_before", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("answer", String(20), nullable=False),
    identifier("answered_by", nullable=True),
    Column("answered_at", Moment),
    Column("note", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("task_extension_task", "task_id"),
)

waivers = Table(
    "task_waiver",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("task_id", "task.id"),
    Column("days", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("authority", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    identifier("waived_by"),
    Column("waived_at", Moment, nullable=False),
    Index("task_waiver_task", "task_id"),
)

hand_overs = Table(
    "task_hand_over",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("task_id", "task.id"),
    identifier("from_id"),
    identifier("to_id"),
    Column("kept_points", Hundredths, nullable=False),
    Column("kept_quantity", DecimalText),
    Column("reason", Text, nullable=False),
    identifier("proposed_by"),
    Column("proposed_at", Moment, nullable=False),
    Column("agreed", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    identifier("answered_by", nullable=True),
    Column("answered_at", Moment),
    Column("note", Text, nullable=False),
    identifier("new_task_id", "task.id", nullable=True),
    Column("version", Integer, nullable=False),
    Index("task_hand_over_task", "task_id"),
)
"""`agreed` holds the names of the parties that agreed, with commas between."""
