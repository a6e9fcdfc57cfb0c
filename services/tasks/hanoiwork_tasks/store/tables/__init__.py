"""The tables of tasks, by topic."""

from hanoiwork_tasks.store.tables.agreed import extensions, hand_overs, waivers
from hanoiwork_tasks.store.tables.columns import Hundredths, metadata
from hanoiwork_tasks.store.tables.difficulties import difficulties, difficulty_steps
from hanoiwork_tasks.store.tables.imports import import_rows, imports
from hanoiwork_tasks.store.tables.known import measures, objectives, uses
from hanoiwork_tasks.store.tables.plans import lists, plan_groups, plan_items, plans, workspaces
from hanoiwork_tasks.store.tables.work import NO_DUE, activities, collaborators, counters, tasks

__all__ = [
    "NO_DUE",
    "Hundredths",
    "activities",
    "collaborators",
    "counters",
    "difficulties",
    "difficulty_steps",
    "extensions",
    "hand_overs",
    "import_rows",
    "imports",
    "lists",
    "measures",
    "metadata",
    "objectives",
    "plan_groups",
    "plan_items",
    "plans",
    "tasks",
    "uses",
    "waivers",
    "workspaces",
]
