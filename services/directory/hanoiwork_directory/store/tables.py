"""The tables of the directory."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, String, Table, text

from hanoiwork_shared.columns import Moment

metadata = MetaData()

units = Table(
    "unit",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False, unique=True),
    Column("name", String(300), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("parent_id", String(36), ForeignKey("unit.id"), index=True),
    Column("closed", Boolean, nullable=False),
    Column("merged_into", String(36)),
    Column("version", Integer, nullable=False),
)

standings = Table(
    "unit_history",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("unit_id", String(36), ForeignKey("unit.id"), nullable=False),
    Column("code", String(80), nullable=False),
    Column("name", String(300), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("parent_id", String(36), index=True),
    Column("closed", Boolean, nullable=False),
    Column("merged_into", String(36)),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Index("unit_history_day", "unit_id", "valid_from", unique=True),
)

people = Table(
    "person",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False, unique=True),
    Column("full_name", String(300), nullable=False),
    Column("folded_name", String(300), nullable=False),
    Column("position", String(300), nullable=False),
    Column("person_type", String(40), nullable=False),
    Column("unit_id", String(36), ForeignKey("unit.id"), index=True),
    Column("active", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

_CURRENT_PRIMARY = text('"primary" AND valid_to IS NULL')
posts = Table(
    "post",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.id"), nullable=False, index=True),
    Column("unit_id", String(36), ForeignKey("unit.id"), nullable=False, index=True),
    Column("position", String(300), nullable=False),
    Column("person_type", String(40), nullable=False),
    Column("primary", Boolean, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Index(
        "post_one_primary",
        "person_id",
        unique=True,
        sqlite_where=_CURRENT_PRIMARY,
        postgresql_where=_CURRENT_PRIMARY,
    ),
)

leaves = Table(
    "leave_period",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("starts", Date, nullable=False),
    Column("ends", Date),
    Column("cancelled", Boolean, nullable=False),
)

grants = Table(
    "role_grant",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.id"), nullable=False, index=True),
    Column("role", String(40), nullable=False),
    Column("unit_id", String(36), ForeignKey("unit.id"), index=True),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("revoked", Boolean, nullable=False),
    Column("acts_for", String(36), index=True),
    Column("reason", String(1000)),
    Column("version", Integer, nullable=False),
)

accounts = Table(
    "account",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.id"), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("disabled", Boolean, nullable=False),
)

attempts = Table(
    "sign_in_attempt",
    metadata,
    Column("subject", String(120), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last", Moment, nullable=False, index=True),
)

identities = Table(
    "external_identity",
    metadata,
    Column("issuer", String(300), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.id"), nullable=False, index=True),
)
