"""Units that were merged before stand under the unit that took over, as they do from now on when it is told."""

from alembic import op

revision = "shared_0003"
down_revision = "shared_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hang what was merged under its successor."""
    op.execute("UPDATE place_unit SET parent_id = merged_into WHERE merged_into IS NOT NULL")


def downgrade() -> None:
    """Nothing: under which unit they stood before is not kept here, and the next news of them brings it back."""
