"""The tables of the projection."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table

from hanoiwork_shared.outbox import metadata

units = Table(
    "place_unit",
    metadata,
    Column("unit_id", String(36), primary_key=True),
    Column("code", String(80), nullable=False, index=True),
    Column("parent_id", String(36), index=True),
    Column("kind", String(40), nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("merged_into", String(36)),
)
"""`parent_id` is the unit above; of a merged unit the one that took over, so that what it left is led from there."""

people = Table(
    "place_person",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("code", String(80), nullable=False, index=True),
    Column("unit_id", String(36), index=True),
    Column("person_type", String(40), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

posts = Table(
    "place_post",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("unit_id", String(36), nullable=False, index=True),
    Column("primary", Boolean, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
)
"""`number` is a post's place in what was told; `valid_from` is empty in what was told before posts had dates."""

grants = Table(
    "place_grant",
    metadata,
    Column("grant_id", String(36), primary_key=True),
    Column("person_id", String(36), nullable=False),
    Column("role", String(40), nullable=False),
    Column("unit_id", String(36)),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("revoked", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("acts_for", String(36)),
    Index("place_grant_person", "person_id"),
    Index("place_grant_unit", "unit_id"),
)
