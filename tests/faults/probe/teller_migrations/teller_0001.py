"""The teller's table."""

from alembic import op

from tests.faults.probe.notes import metadata

revision = "probe_teller_0001"
down_revision = None
branch_labels = ("probe_teller",)
depends_on = None


def upgrade() -> None:
    """Make it."""
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    """Drop it."""
    metadata.drop_all(op.get_bind())
