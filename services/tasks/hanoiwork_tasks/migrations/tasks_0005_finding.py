"""Finding: the words of tasks, orders besides the deadline, views that people keep, deadlines already told of."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from hanoiwork_tasks.domain.finding.order import TITLE_LETTERS
from hanoiwork_tasks.domain.finding.words import words
from hanoiwork_tasks.store.tables.columns import Words, plainly_ordered

revision = "tasks_0005"
down_revision = "tasks_0004"
branch_labels = None
depends_on = None

AT_ONCE = 5000
_READ = ("id", "code", "title", "folded_title", "product")
FIGURES = ["status", "due", "points", "late_days", "waived_days", "submitted_on"]
REMINDED = "status IN ('in_progress', 'returned', 'todo')"


def upgrade() -> None:
    """Add the columns, fill them from the texts, then make the indexes."""
    for column in _columns():
        op.add_column("task", column)
    _fill(op.get_bind())
    op.drop_column("task", "folded_title")
    _index()
    op.create_table(
        "task_view",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("owner_id", sa.String(36), nullable=False),
        sa.Column("unit_id", sa.String(36)),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("filter", sa.JSON, nullable=False),
        sa.Column("search", sa.Text),
        sa.Column("order_by", sa.String(20), nullable=False),
        sa.Column("descending", sa.Boolean, nullable=False),
        sa.Column("group_by", sa.String(20)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.UniqueConstraint("owner_id", "title", name="task_view_title"),
        sa.Index("task_view_unit", "unit_id"),
    )


def downgrade() -> None:
    """Go back to titles without accents."""
    op.drop_table("task_view")
    for name in ("task_not_told_soon", "task_not_told_overdue", "task_by_creation", "task_by_points", "task_by_title"):
        op.drop_index(name, "task")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("task_by_word", "task")
        op.drop_index("task_counted", "task")
    op.drop_index("task_by_unit", "task")
    op.create_index("task_by_unit", "task", ["unit_id", "due_order", "id"])
    op.add_column("task", sa.Column("folded_title", sa.Text, nullable=False, server_default=""))
    op.get_bind().execute(sa.text("UPDATE task SET folded_title = title_order"))
    for name in ("title_order", "words", "said", "told_soon", "told_overdue"):
        op.drop_column("task", name)


def _columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("title_order", plainly_ordered(TITLE_LETTERS), nullable=False, server_default=""),
        sa.Column("words", Words, nullable=False, server_default=""),
        sa.Column("said", Words, nullable=False, server_default=""),
        sa.Column("told_soon", sa.Date),
        sa.Column("told_overdue", sa.Date),
    )


def _index() -> None:
    op.drop_index("task_by_unit", "task")
    op.create_index("task_by_unit", "task", ["unit_id", "status", "due_order", "id"])
    op.create_index("task_by_creation", "task", ["created_at", "id"])
    op.create_index("task_by_points", "task", ["points", "id"])
    op.create_index("task_by_title", "task", ["title_order", "id"])
    for name, told in (("task_not_told_soon", "told_soon"), ("task_not_told_overdue", "told_overdue")):
        distinct = "IS NOT" if op.get_bind().dialect.name == "sqlite" else "IS DISTINCT FROM"
        where = sa.text(f"{REMINDED} AND {told} {distinct} due")
        op.create_index(name, "task", ["due"], postgresql_where=where, sqlite_where=where)
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("task_by_word", "task", ["words"], postgresql_using="gin")
        op.create_index("task_counted", "task", ["unit_id", "due_order"], postgresql_include=FIGURES)


def _fill(connection: sa.Connection) -> None:
    """The words of every task there is, some thousands at a time."""
    read = sa.table("task", *(sa.column(name) for name in (*_READ, "progress_note")))
    task = sa.table("task", sa.column("id"), sa.column("title_order"), sa.column("words", Words()))
    statement = sa.update(task).where(task.c.id == sa.bindparam("task"))
    statement = statement.values(title_order=sa.bindparam("place"), words=sa.bindparam("own", type_=Words()))
    for rows in _batches(connection, sa.select(read).order_by(read.c.id)):
        connection.execute(
            statement,
            [
                {
                    "task": row.id,
                    "place": row.folded_title[:TITLE_LETTERS],
                    "own": words(row.code, row.title, row.product, row.progress_note),
                }
                for row in rows
            ],
        )


def _batches(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[list[sa.Row[Any]]]:
    last = ""
    while rows := list(connection.execute(query.where(sa.column("id") > last).limit(AT_ONCE))):
        yield rows
        last = rows[-1].id
