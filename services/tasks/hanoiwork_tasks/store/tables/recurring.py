"""What recurs, and what was made of it."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from hanoiwork_shared.columns import DecimalText, Moment
from hanoiwork_tasks.store.tables.columns import Hundredths, identifier, metadata

recurrences = Table(
    "task_recurrence",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("unit_id"),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("rule", String(200)),
    Column("working_day", String(10)),
    Column("span", String(10), nullable=False, server_default="month"),
    Column("every_months", Integer, nullable=False),
    Column("shift", String(10), nullable=False),
    Column("title", Text, nullable=False),
    Column("group", String(20), nullable=False),
    Column("product", Text, nullable=False),
    Column("quantity", DecimalText, nullable=False),
    Column("points", Hundredths),
    Column("authority", Text, nullable=False),
    identifier("person_id", nullable=True),
    identifier("list_id", "task_list.id", nullable=True),
    identifier("objective_id", nullable=True),
    identifier("measure_id", nullable=True),
    Column("entry", String(80)),
    Column("days_to_do", Integer, nullable=False),
    Column("in_working_days", Boolean, nullable=False),
    Column("state", String(10), nullable=False),
    identifier("set_by"),
    Column("set_at", Moment, nullable=False),
    Column("made_to", Date, nullable=False),
    Column("look_on", Date),
    Column("version", Integer, nullable=False),
    Index("task_recurrence_look", "look_on"),
    Index("task_recurrence_unit", "unit_id"),
)

occurrences = Table(
    "task_occurrence",
    metadata,
    Column("recurrence_id", String(36), primary_key=True),
    Column("day", Date, primary_key=True),
    identifier("task_id", "task.id", nullable=True),
    Index("task_occurrence_task", "task_id"),
)
"""The task made for a day, or none for a day that is left out: a day has one row, so nothing is made twice."""
