"""Notices and their deliveries."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "notifications_0001"
down_revision = None
branch_labels = ("notifications",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "notice",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("recipient_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("cause_id", sa.String(80), nullable=False),
        sa.Column("occasion", sa.String(80), nullable=False),
        sa.Column("subject_id", sa.String(36), nullable=False),
        sa.Column("reference", sa.String(80), nullable=False),
        sa.Column("person_id", sa.String(36)),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("read_at", Moment),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("recipient_id", "occasion", "kind", name="notice_once"),
    )
    op.create_index("notice_inbox", "notice", ["recipient_id", "id"])
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("notice_id", sa.String(36), sa.ForeignKey("notice.id"), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due", Moment, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("claimed_by", sa.String(36)),
        sa.Column("lease_until", Moment),
        sa.UniqueConstraint("notice_id", "channel", name="delivery_once"),
    )
    op.create_index("delivery_due", "delivery", ["state", "due"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("delivery")
    op.drop_table("notice")
