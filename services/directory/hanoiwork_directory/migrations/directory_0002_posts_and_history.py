"""How units stood, posts and leaves with their days, whom a delegate acts for, and what a unit was merged into.

What is there already is taken to hold since 1 January of last year: since when it really does, nobody wrote down.

Nothing of it is told. What the others know of a person (code, unit, type, whether active) is as before, and their own
`shared_0002` gives everybody the one post in that unit, without days; the days come with the person's next change,
which is told with all posts under the next version. Nobody decides by the days of a post before then.
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

from hanoiwork_shared.clock import SystemClock
from hanoiwork_shared.identifiers import new_id

revision = "directory_0002"
down_revision = "directory_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and begin their history."""
    op.add_column("unit", sa.Column("merged_into", sa.String(36)))
    op.add_column("role_grant", sa.Column("acts_for", sa.String(36)))
    op.add_column("role_grant", sa.Column("reason", sa.String(1000)))
    op.create_index("ix_role_grant_acts_for", "role_grant", ["acts_for"])
    op.create_index("ix_role_grant_unit_id", "role_grant", ["unit_id"])
    _unit_history()
    _post()
    _leave_period()
    since = date(SystemClock().today().year - 1, 1, 1)
    _begin_unit_history(since)
    _begin_posts(since)


def downgrade() -> None:
    """Go back to people with one unit each, and units without a past."""
    for table in ("leave_period", "post", "unit_history"):
        op.drop_table(table)
    for column in ("acts_for", "unit_id"):
        op.drop_index(f"ix_role_grant_{column}", "role_grant")
    for table, column in (("role_grant", "reason"), ("role_grant", "acts_for"), ("unit", "merged_into")):
        op.drop_column(table, column)


def _unit_history() -> None:
    op.create_table(
        "unit_history",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("unit_id", sa.String(36), sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("parent_id", sa.String(36), index=True),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("merged_into", sa.String(36)),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
    )
    op.create_index("unit_history_day", "unit_history", ["unit_id", "valid_from"], unique=True)


def _post() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("unit_id", sa.String(36), sa.ForeignKey("unit.id"), nullable=False, index=True),
        sa.Column("position", sa.String(300), nullable=False),
        sa.Column("person_type", sa.String(40), nullable=False),
        sa.Column("primary", sa.Boolean, nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
    )
    current = sa.text('"primary" AND valid_to IS NULL')
    op.create_index(
        "post_one_primary", "post", ["person_id"], unique=True, sqlite_where=current, postgresql_where=current
    )


def _leave_period() -> None:
    op.create_table(
        "leave_period",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("person_id", sa.String(36), sa.ForeignKey("person.id"), nullable=False, index=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("starts", sa.Date, nullable=False),
        sa.Column("ends", sa.Date),
        sa.Column("cancelled", sa.Boolean, nullable=False),
    )


def _begin_unit_history(since: date) -> None:
    names = ("code", "name", "kind", "parent_id", "closed", "merged_into")
    unit = sa.table("unit", sa.column("id"), *(sa.column(name) for name in names))
    rows = op.get_bind().execute(sa.select(unit)).mappings()
    begun = [
        {"id": new_id(), "unit_id": row["id"], **{name: row[name] for name in names}, "valid_from": since}
        for row in rows
    ]
    _insert("unit_history", begun)


def _begin_posts(since: date) -> None:
    names = ("unit_id", "position", "person_type")
    person = sa.table("person", sa.column("id"), sa.column("active"), *(sa.column(name) for name in names))
    placed = sa.select(person).where(person.c.unit_id.is_not(None), person.c.active)
    begun = [
        {
            "id": new_id(),
            "person_id": row["id"],
            **{name: row[name] for name in names},
            "primary": True,
            "valid_from": since,
        }
        for row in op.get_bind().execute(placed).mappings()
    ]
    _insert("post", begun)


def _insert(name: str, rows: list[dict[str, object]]) -> None:
    if rows:
        table = sa.Table(name, sa.MetaData(), autoload_with=op.get_bind())
        op.bulk_insert(table, rows)
