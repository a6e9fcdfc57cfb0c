"""The tables of tasks, by topic."""

from hanoiwork_tasks.store.tables.agreed import extensions, hand_overs, waivers
from hanoiwork_tasks.store.tables.attached import attachments, contents
from hanoiwork_tasks.store.tables.catalogue import entries
from hanoiwork_tasks.store.tables.columns import Hundredths, Words, metadata
from hanoiwork_tasks.store.tables.difficulties import difficulties, difficulty_steps
from hanoiwork_tasks.store.tables.fields import TEXT_LETTERS, field_options, field_values, list_fields
from hanoiwork_tasks.store.tables.known import measures, objectives, uses
from hanoiwork_tasks.store.tables.linked import task_links
from hanoiwork_tasks.store.tables.plans import lists, plan_groups, plan_items, plans, workspaces
from hanoiwork_tasks.store.tables.recurring import occurrences, recurrences
from hanoiwork_tasks.store.tables.sheets import batches, touched
from hanoiwork_tasks.store.tables.spaces import archives, members, templates
from hanoiwork_tasks.store.tables.talking import (
    check_items,
    comments,
    earlier_comments,
    followers,
    list_followers,
    mentions,
)
from hanoiwork_tasks.store.tables.views import views
from hanoiwork_tasks.store.tables.work import (
    NO_DUE,
    NOT_TOLD_OVERDUE,
    NOT_TOLD_SOON,
    activities,
    collaborators,
    counters,
    tasks,
)

__all__ = [
    "NOT_TOLD_OVERDUE",
    "NOT_TOLD_SOON",
    "NO_DUE",
    "TEXT_LETTERS",
    "Hundredths",
    "Words",
    "activities",
    "archives",
    "attachments",
    "batches",
    "check_items",
    "collaborators",
    "comments",
    "contents",
    "counters",
    "difficulties",
    "difficulty_steps",
    "earlier_comments",
    "entries",
    "extensions",
    "field_options",
    "field_values",
    "followers",
    "hand_overs",
    "list_fields",
    "list_followers",
    "lists",
    "measures",
    "members",
    "mentions",
    "metadata",
    "objectives",
    "occurrences",
    "plan_groups",
    "plan_items",
    "plans",
    "recurrences",
    "task_links",
    "tasks",
    "templates",
    "touched",
    "uses",
    "views",
    "waivers",
    "workspaces",
]
