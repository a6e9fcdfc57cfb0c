"""What people say on tasks, tick off and follow."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from hanoiwork_shared.columns import Moment
from hanoiwork_tasks.store.tables.columns import identifier, metadata

comments = Table(
    "task_comment",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("task_id", "task.id"),
    identifier("answers_id", "task_comment.id", nullable=True),
    identifier("author_id"),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("mentioned_ids", JSON, nullable=False),
    Column("edited_at", Moment),
    Column("removed_at", Moment),
    identifier("removed_by", nullable=True),
    Column("reason", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index("task_comment_task", "task_id", "id"),
)

mentions = Table(
    "task_mention",
    metadata,
    identifier("task_id", "task.id"),
    identifier("person_id"),
    Index("task_mention_person", "task_id", "person_id", unique=True),
)
"""Who was ever called on a task; they may answer."""

earlier_comments = Table(
    "task_comment_earlier",
    metadata,
    Column("comment_id", String(36), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)

check_items = Table(
    "task_check_item",
    metadata,
    Column("id", String(36), primary_key=True),
    identifier("task_id", "task.id"),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    identifier("done_by", nullable=True),
    Column("done_at", Moment),
    Column("version", Integer, nullable=False),
    Index("task_check_item_task", "task_id", "position"),
)

followers = Table(
    "task_follower",
    metadata,
    Column("task_id", String(36), primary_key=True),
    Column("person_id", String(36), primary_key=True),
    Column("follows", Boolean, nullable=False),
)
"""Who follows a task, or will not, although it is theirs or stands in a list they follow."""

list_followers = Table(
    "task_list_follower",
    metadata,
    Column("list_id", String(36), primary_key=True),
    Column("person_id", String(36), primary_key=True),
)
