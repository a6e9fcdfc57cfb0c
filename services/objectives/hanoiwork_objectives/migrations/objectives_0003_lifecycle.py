"""Who answers for and judges an objective, what it is called by, how it ended, and its approvals.

What was archived before this revision does not know the status that it had; it is restored as a draft.
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "objectives_0003"
down_revision = "objectives_0002"
branch_labels = None
depends_on = None

COLUMNS = (
    "reviewer_id", "contributors", "tags", "description", "result", "retrospective", "closed_on", "archived_from",
    "folded",
)  # fmt: skip


def upgrade() -> None:
    """Add the columns, fold what is there for searching, and make the table of approvals."""
    for column in (
        sa.Column("reviewer_id", sa.String(36)),
        sa.Column("contributors", sa.Text, nullable=False, server_default="[]"),
        sa.Column("tags", sa.Text, nullable=False, server_default="[]"),
        sa.Column("description", sa.Text, nullable=False, server_default=""),
        sa.Column("result", sa.String(20)),
        sa.Column("retrospective", sa.Text, nullable=False, server_default=""),
        sa.Column("closed_on", sa.Date),
        sa.Column("archived_from", sa.String(20)),
        sa.Column("folded", sa.Text, nullable=False, server_default=""),
    ):
        op.add_column("objective", column)
    _fold_all()
    op.create_table(
        "objective_approval",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("objective_id", sa.String(36), sa.ForeignKey("objective.id"), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("submitted_by", sa.String(36), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.String(36)),
        sa.Column("unit_id", sa.String(36)),
        sa.Column("decision", sa.String(20)),
        sa.Column("decided_by", sa.String(36)),
        sa.Column("decided_for", sa.String(36)),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("note", sa.Text, nullable=False),
        sa.UniqueConstraint("objective_id", "round", "place", name="objective_approval_place"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("objective_approval")
    for name in reversed(COLUMNS):
        op.drop_column("objective", name)


def _fold_all() -> None:
    objective = sa.table("objective", sa.column("id"), sa.column("code"), sa.column("title"), sa.column("folded"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(objective.c.id, objective.c.code, objective.c.title)).all():
        folded = f"{_folded(row.code)} {_folded(row.title)} "
        connection.execute(objective.update().where(objective.c.id == row.id).values(folded=folded))


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in bare if not unicodedata.combining(letter)).split())
