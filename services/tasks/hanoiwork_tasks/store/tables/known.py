"""What is known of objectives and measures: enough to link tasks and to count over a whole tree."""

from sqlalchemy import BigInteger, Column, Index, String, Table

from hanoiwork_tasks.store.tables.columns import identifier, metadata

objectives = Table(
    "known_objective",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    Column("cycle", String(40), nullable=False),
    identifier("unit_id"),
    identifier("parent_id", nullable=True),
    identifier("parent_measure_id", nullable=True),
    Column("status", String(20), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Index("known_objective_code", "code"),
    Index("known_objective_parent", "parent_id"),
    Index("known_objective_parent_measure", "parent_measure_id"),
)

measures = Table(
    "known_measure",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    identifier("objective_id", nullable=True),
    identifier("parent_id", nullable=True),
    Column("status", String(20), nullable=False),
    identifier("unit_id", nullable=True),
    identifier("owner_id", nullable=True),
    Column("sequence", BigInteger, nullable=False),
    Index("known_measure_code", "code"),
    Index("known_measure_parent", "parent_id"),
    Index("known_measure_objective", "objective_id"),
)

uses = Table(
    "known_use",
    metadata,
    Column("measure_id", String(36), primary_key=True),
    Column("objective_id", String(36), primary_key=True),
    Index("known_use_objective", "objective_id"),
)
"""The objectives that share a standing KPI."""
