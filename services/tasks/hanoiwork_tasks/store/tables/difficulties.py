"""Difficulties and the steps of their histories."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from hanoiwork_shared.columns import Moment
from hanoiwork_tasks.store.tables.columns import identifier, metadata

difficulties = Table(
    "task_difficulty",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("task_id", "task.id", nullable=True),
    identifier("measure_id", nullable=True),
    identifier("unit_id"),
    Column("text", Text, nullable=False),
    identifier("owed_by_unit_id"),
    identifier("asked_unit_id"),
    identifier("raised_by"),
    Column("raised_at", Moment, nullable=False),
    Column("respond_by", Date, nullable=False),
    Column("look_on", Date),
    Column("state", String(20), nullable=False),
    Column("answer", Text, nullable=False),
    identifier("answered_by", nullable=True),
    Column("answered_at", Moment),
    Column("days_taken", Integer),
    Column("escalations", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Index("task_difficulty_task", "task_id"),
    Index("task_difficulty_measure", "measure_id"),
    Index("task_difficulty_owed", "owed_by_unit_id", "state"),
    Index("task_difficulty_asked", "asked_unit_id", "state"),
    Index("task_difficulty_look", "state", "look_on"),
)

difficulty_steps = Table(
    "task_difficulty_step",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("difficulty_id", "task_difficulty.id"),
    Column("at", Moment, nullable=False),
    identifier("person_id", nullable=True),
    identifier("asked_unit_id"),
    Column("what", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("task_difficulty_step_of", "difficulty_id", "version"),
)
