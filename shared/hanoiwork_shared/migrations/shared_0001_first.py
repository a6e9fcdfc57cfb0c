"""Outbox, inbox, answers, parking, and the projection of units, people and grants."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "shared_0001"
down_revision = None
branch_labels = ("shared",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _outbox()
    _inbox_and_answers()
    _parked()
    _places()


def downgrade() -> None:
    """Drop them."""
    for table in ("place_grant", "place_person", "place_unit", "parked", "answered", "inbox", "outbox"):
        op.drop_table(table)


def _outbox() -> None:
    waiting = sa.text("sent IS NULL AND refused IS NULL")
    op.create_table(
        "outbox",
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(36), nullable=False, unique=True),
        sa.Column("aggregatetype", sa.String(80), nullable=False),
        sa.Column("aggregateid", sa.String(80), nullable=False),
        sa.Column("type", sa.String(120), nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("sent", Moment),
        sa.Column("claimed_by", sa.String(80)),
        sa.Column("lease_until", Moment),
        sa.Column("refused", sa.Text),
    )
    for name, columns in (
        ("outbox_waiting", ["position"]),
        ("outbox_waiting_aggregate", ["aggregateid", "position"]),
    ):
        op.create_index(name, "outbox", columns, sqlite_where=waiting, postgresql_where=waiting)


def _inbox_and_answers() -> None:
    op.create_table(
        "inbox",
        sa.Column("consumer", sa.String(120), primary_key=True),
        sa.Column("source", sa.String(80), primary_key=True),
        sa.Column("event_id", sa.String(80), primary_key=True),
        sa.Column("heard", Moment, nullable=False),
    )
    op.create_table(
        "answered",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("method", sa.String(80), primary_key=True),
        sa.Column("key", sa.String(120), primary_key=True),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("answered", Moment, nullable=False),
    )


def _parked() -> None:
    op.create_table(
        "parked",
        sa.Column("event_id", sa.String(80), primary_key=True),
        sa.Column("consumer", sa.String(120), primary_key=True),
        sa.Column("type", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("parked", Moment, nullable=False),
    )


def _places() -> None:
    op.create_table(
        "place_unit",
        sa.Column("unit_id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False, index=True),
        sa.Column("parent_id", sa.String(36), index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "place_person",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("code", sa.String(80), nullable=False, index=True),
        sa.Column("unit_id", sa.String(36), index=True),
        sa.Column("person_type", sa.String(40), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "place_grant",
        sa.Column("grant_id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("unit_id", sa.String(36)),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("revoked", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("place_grant_person", "place_grant", ["person_id"])
    op.create_index("place_grant_unit", "place_grant", ["unit_id"])
