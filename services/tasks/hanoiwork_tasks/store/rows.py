"""Rows as tasks and plans, and tasks and plans as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, select

from hanoiwork_shared.folding import fold
from hanoiwork_tasks.domain.finding.order import TITLE_LETTERS
from hanoiwork_tasks.domain.finding.words import words
from hanoiwork_tasks.domain.links import KnownMeasure, KnownObjective
from hanoiwork_tasks.domain.plan import Plan, PlanGroup, PlanItem, Workspace, WorkspaceKind
from hanoiwork_tasks.domain.task import Collaborator, Group, Status, Task
from hanoiwork_tasks.store.tables import NO_DUE, collaborators, plan_groups, plan_items

_TASK = tuple(field.name for field in fields(Task) if field.name != "collaborators")
MOST_IDS = 10_000
_ITEM = frozenset(field.name for field in fields(PlanItem))


def task_row(task: Task) -> dict[str, Any]:
    """The values of a task's row."""
    values = {name: getattr(task, name) for name in _TASK}
    return {
        **values,
        "group": task.group.value,
        "status": task.status.value,
        "title_order": fold(task.title)[:TITLE_LETTERS],
        "words": own_words(task),
        "due_order": task.due or NO_DUE,
    }


def own_words(task: Any) -> tuple[str, ...]:
    """The words by which a task, or its row, is found but for those of its comments."""
    return words(task.code, task.title, task.product, task.progress_note)


def collaborator_rows(task: Task) -> list[dict[str, Any]]:
    """The rows of those who help with a task."""
    return [
        {"task_id": task.id, "position": position, **asdict(one)} for position, one in enumerate(task.collaborators)
    ]


def tasks_of(connection: Connection, rows: Sequence[Any]) -> list[Task]:
    """Tasks from their rows; the helpers come in one query for thousands of them."""
    helping: dict[str, list[Collaborator]] = {}
    ids = list(dict.fromkeys(row.id for row in rows))
    for start in range(0, len(ids), MOST_IDS):
        query = select(collaborators).where(collaborators.c.task_id.in_(ids[start : start + MOST_IDS]))
        for one in connection.execute(query.order_by(collaborators.c.position)):
            helping.setdefault(one.task_id, []).append(Collaborator(person_id=one.person_id, unit_id=one.unit_id))
    return [_task(row, helping.get(row.id, ())) for row in rows]


def _task(row: Any, helping: Iterable[Collaborator]) -> Task:
    columns = row._asdict()
    values = {name: columns[name] for name in _TASK}
    values["group"] = Group(values["group"])
    values["status"] = Status(values["status"])
    return Task(**values, collaborators=tuple(helping))


def plans_of(connection: Connection, rows: Sequence[Any]) -> list[Plan]:
    """Plans from their rows, with all groups and items in two queries."""
    ids = [row.id for row in rows]
    placed = connection.execute(
        select(plan_groups).where(plan_groups.c.plan_id.in_(ids)).order_by(_place(plan_groups))
    ).all()
    groups: dict[str, list[PlanGroup]] = {}
    for row, group in zip(placed, groups_of(connection, placed), strict=True):
        groups.setdefault(row.plan_id, []).append(group)
    return [Plan(**row._asdict(), groups=tuple(groups.get(row.id, ()))) for row in rows]


def groups_of(connection: Connection, rows: Sequence[Any]) -> list[PlanGroup]:
    """Groups of plan items from their rows, with all items in one query."""
    ids = [row.id for row in rows]
    items: dict[str, list[PlanItem]] = {}
    for row in connection.execute(
        select(plan_items).where(plan_items.c.group_id.in_(ids)).order_by(_place(plan_items))
    ):
        items.setdefault(row.group_id, []).append(item_of(row))
    return [PlanGroup(id=row.id, code=row.code, title=row.title, items=tuple(items.get(row.id, ()))) for row in rows]


def item_of(row: Any) -> PlanItem:
    """A plan item from its row."""
    return PlanItem(**{name: value for name, value in row._asdict().items() if name in _ITEM})


def workspace_of(row: Any) -> Workspace:
    """A workspace from its row."""
    return Workspace(**{**row._asdict(), "kind": WorkspaceKind(row.kind)})


def objective_of(row: Any) -> KnownObjective:
    """An objective from its row."""
    return KnownObjective(**{name: value for name, value in row._asdict().items() if name != "sequence"})


def measure_of(row: Any) -> KnownMeasure:
    """A measure from its row."""
    return KnownMeasure(**{name: value for name, value in row._asdict().items() if name != "sequence"})


def _place(table: Any) -> Any:
    return table.c.position
