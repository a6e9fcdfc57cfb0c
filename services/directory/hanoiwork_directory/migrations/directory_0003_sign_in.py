"""Accounts that can be switched off, wrong passwords counted, and identities of the city's own sign-in."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "directory_0003"
down_revision = "directory_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.add_column("account", sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "sign_in_attempt",
        sa.Column("subject", sa.String(120), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last", Moment, nullable=False, index=True),
    )
    op.create_table(
        "external_identity",
        sa.Column("issuer", sa.String(300), primary_key=True),
        sa.Column("subject", sa.String(255), primary_key=True),
        sa.Column("person_id", sa.String(36), sa.ForeignKey("person.id"), nullable=False, index=True),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("external_identity")
    op.drop_table("sign_in_attempt")
    op.drop_column("account", "disabled")
