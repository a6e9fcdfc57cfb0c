"""Whom a delegation acts for, into which unit one was merged, all posts of a person, and the record of acts."""

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.columns import Moment

revision = "shared_0002"
down_revision = "shared_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and make the tables; everybody known so far has the one post that was told of them."""
    op.add_column("place_unit", sa.Column("merged_into", sa.String(36)))
    op.add_column("place_grant", sa.Column("acts_for", sa.String(36)))
    op.create_table(
        "place_post",
        sa.Column("person_id", sa.String(36), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("unit_id", sa.String(36), nullable=False, index=True),
        sa.Column("primary", sa.Boolean, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
    )
    op.execute(
        'INSERT INTO place_post (person_id, number, unit_id, "primary") '
        "SELECT person_id, 0, unit_id, true FROM place_person WHERE unit_id IS NOT NULL"
    )
    op.create_table(
        "act",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("person_id", sa.String(36), nullable=False),
        sa.Column("acts_for", sa.String(36)),
        sa.Column("method", sa.String(80), nullable=False),
        sa.Column("correlation_id", sa.Text),
        sa.Column("key", sa.String(120)),
    )
    op.create_index("act_person", "act", ["person_id", "at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("act")
    op.drop_table("place_post")
    op.drop_column("place_grant", "acts_for")
    op.drop_column("place_unit", "merged_into")
