"""The catalogues of units, revision by revision."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from hanoiwork_shared.columns import Moment
from hanoiwork_tasks.store.tables.columns import Hundredths, Words, identifier, metadata

entries = Table(
    "catalogue_entry",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("unit_id"),
    Column("code", String(80), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("measured_in", Text, nullable=False),
    Column("points", Hundredths, nullable=False),
    Column("group", String(20), nullable=False),
    Column("working_days", Integer),
    Column("authority", Text, nullable=False),
    Column("words", Words, nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("retired_from", Date),
    Column("state", String(20), nullable=False),
    identifier("proposed_by"),
    Column("proposed_at", Moment, nullable=False),
    identifier("decided_by", nullable=True),
    Column("decided_at", Moment),
    Column("note", Text, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("unit_id", "code", "revision", name="catalogue_entry_revision"),
    Index("catalogue_entry_state", "state", "unit_id"),
)
