"""Tasks, who helps with them, what became of them and what stands in their way; people are identifiers only."""

from datetime import date

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, and_

from hanoiwork_shared.columns import DecimalText, Moment
from hanoiwork_tasks.domain.finding.order import TITLE_LETTERS
from hanoiwork_tasks.domain.task import WORKABLE
from hanoiwork_tasks.store.tables.columns import Hundredths, Words, identifier, metadata, plainly_ordered

NO_DUE = date(9999, 12, 31)

tasks = Table(
    "task",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("code", String(80), nullable=False),
    identifier("owner_id"),
    Column("title", Text, nullable=False),
    Column("title_order", plainly_ordered(TITLE_LETTERS), nullable=False, server_default=""),
    Column("words", Words, nullable=False, server_default=""),
    Column("said", Words, nullable=False, server_default=""),
    Column("group", String(20), nullable=False),
    identifier("unit_id"),
    identifier("created_by"),
    Column("created_at", Moment, nullable=False),
    Column("status", String(20), nullable=False),
    identifier("person_id", nullable=True),
    identifier("assigner_id", nullable=True),
    identifier("objective_id", nullable=True),
    identifier("measure_id", nullable=True),
    identifier("list_id", "task_list.id", nullable=True),
    identifier("parent_id", "task.id", nullable=True),
    identifier("plan_item_id", "plan_item.id", nullable=True),
    identifier("entry_id", nullable=True),
    Column("product", Text, nullable=False),
    Column("quantity", DecimalText, nullable=False),
    Column("accepted_quantity", DecimalText, nullable=False),
    Column("points", Hundredths, nullable=False),
    Column("authority", Text, nullable=False),
    Column("starts", Date),
    Column("due", Date),
    Column("due_order", Date, nullable=False),
    Column("first_due", Date),
    Column("percent", Integer, nullable=False),
    Column("progress_note", Text, nullable=False),
    Column("product_note", Text, nullable=False),
    Column("taken_on_at", Moment),
    Column("submitted_on", Date),
    Column("delivered_on", Date),
    Column("late_days", Integer, nullable=False),
    Column("waived_days", Integer, nullable=False),
    Column("quality_failures", Integer, nullable=False),
    Column("record", String(64)),
    Column("told_soon", Date),
    Column("told_overdue", Date),
    Column("version", Integer, nullable=False),
    UniqueConstraint("owner_id", "code", name="task_code"),
    Index("task_by_code", "code"),
    Index("task_by_due", "due_order", "id"),
    Index("task_by_unit", "unit_id", "status", "due_order", "id"),
    Index("task_by_person", "person_id", "due_order", "id"),
    Index("task_by_assigner", "assigner_id", "status"),
    Index("task_by_objective", "objective_id"),
    Index("task_by_measure", "measure_id"),
    Index("task_by_parent", "parent_id"),
    Index("task_by_item", "plan_item_id"),
    Index("task_by_list", "list_id"),
    Index("task_by_creation", "created_at", "id"),
    Index("task_by_points", "points", "id"),
    Index("task_by_title", "title_order", "id"),
)
"""`due_order` is the deadline, or a day after all others for tasks without one: what lists are ordered by.

`words` are those of code, title, product, note and comments, `said` those of the comments alone; `told_soon` and
`told_overdue` are the deadlines of which it was told that they draw near, and that they have passed.
"""

_REMINDED = tasks.c.status.in_(sorted(WORKABLE))
NOT_TOLD_SOON = and_(_REMINDED, tasks.c.told_soon.is_distinct_from(tasks.c.due))
NOT_TOLD_OVERDUE = and_(_REMINDED, tasks.c.told_overdue.is_distinct_from(tasks.c.due))
"""Tasks under way of whose deadline it was not told that it draws near, or has passed."""
Index("task_not_told_soon", tasks.c.due, postgresql_where=NOT_TOLD_SOON, sqlite_where=NOT_TOLD_SOON)
Index("task_not_told_overdue", tasks.c.due, postgresql_where=NOT_TOLD_OVERDUE, sqlite_where=NOT_TOLD_OVERDUE)
_FIGURES = ("status", "due", "points", "late_days", "waived_days", "submitted_on")
Index("task_counted", tasks.c.unit_id, tasks.c.due_order, postgresql_include=_FIGURES, info={"dialect": "postgresql"})
"""Holds all that a unit's statistics are counted from, so that no row is read for them."""
Index("task_by_word", tasks.c.words, postgresql_using="gin", info={"dialect": "postgresql"})

collaborators = Table(
    "task_collaborator",
    metadata,
    Column("task_id", String(36), ForeignKey("task.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    identifier("person_id", nullable=True),
    identifier("unit_id", nullable=True),
)

activities = Table(
    "task_activity",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("task_id", "task.id"),
    Column("at", Moment, nullable=False),
    identifier("person_id"),
    Column("what", String(40), nullable=False),
    Column("before", String(80), nullable=False),
    Column("after", String(80), nullable=False),
    Column("note", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("task_activity_task", "task_id", "at", "id"),
)

counters = Table(
    "task_counter",
    metadata,
    Column("owner_id", String(36), primary_key=True),
    Column("last", Integer, nullable=False),
)
