"""Tasks, workspaces and reports as they are shown: plain data, with names where people read them."""

from collections.abc import Iterable
from typing import Any

from hanoiwork_shared.facts import plain
from hanoiwork_shared.pages import Page
from hanoiwork_tasks.domain.clears import clears
from hanoiwork_tasks.domain.plan import (
    WORKSPACE_NAMES,
    PlacedGroup,
    PlacedItem,
    Plan,
    PlanGroup,
    Workspace,
)
from hanoiwork_tasks.domain.statistics import By, Slice
from hanoiwork_tasks.domain.task import STATUS_NAMES, Task
from hanoiwork_tasks.domain.viewing import PERSONAL, Viewer

_INSIDE = frozenset({"owner_id", "record", "collaborators"})


def shown(task: Task | None, *, to: Viewer | None = None) -> dict[str, Any] | None:
    """One task, with its status in words and its six clears; null stays null.

    A viewer who may not look into it reads null for what is personal; without `to` it is shown whole,
    to whoever has just changed it.
    """
    if task is None:
        return None
    values = {name: value for name, value in plain(task).items() if name not in _INSIDE}
    if to is not None and not to.looks_into(task):
        values |= dict.fromkeys(PERSONAL)
    return {
        **values,
        "start": values["starts"],
        "status_name": STATUS_NAMES[task.status],
        "clears": plain(clears(task)),
        "collaborator_ids": [one.person_id for one in task.collaborators if one.person_id is not None],
        "coordinating_unit_ids": [one.unit_id for one in task.collaborators if one.unit_id is not None],
    }


def shown_all(tasks: Iterable[Task | None], *, to: Viewer | None = None) -> list[dict[str, Any] | None]:
    """Several tasks."""
    return [shown(task, to=to) for task in tasks]


def shown_page(page: Page[Task], *, to: Viewer) -> dict[str, Any]:
    """A page of tasks."""
    return {"items": shown_all(page.items, to=to), "cursors": list(page.cursors), "has_next": page.has_next}


def shown_slice(slice_: Slice) -> dict[str, Any]:
    """A part of a split report, with the one identifier that it stands for."""
    ids = {f"{by.value}_id": slice_.key if by is slice_.by else None for by in By if by is not By.GROUP}
    group = slice_.key if slice_.by is By.GROUP else None
    return {**ids, "group": group, "statistics": plain(slice_.statistics)}


def shown_workspace(workspace: Workspace | None) -> dict[str, Any] | None:
    """A workspace, with its kind in words; null stays null."""
    if workspace is None:
        return None
    return {**plain(workspace), "kind_name": WORKSPACE_NAMES[workspace.kind]}


def shown_plan(plan: Plan | None) -> dict[str, Any] | None:
    """A plan, in which every group and item knows where it stands; null stays null."""
    if plan is None:
        return None
    return {**plain(plan), "groups": [_group(group, plan_id=plan.id) for group in plan.groups]}


def shown_group(placed: PlacedGroup | None) -> dict[str, Any] | None:
    """A group of plan items on its own; null stays null."""
    return _group(placed.group, plan_id=placed.plan_id) if placed else None


def shown_item(placed: PlacedItem | None) -> dict[str, Any] | None:
    """A plan item on its own; null stays null."""
    return {**plain(placed.item), "group_id": placed.group_id, "plan_id": placed.plan_id} if placed else None


def _group(group: PlanGroup, *, plan_id: str) -> dict[str, Any]:
    placed = (PlacedItem(item=item, group_id=group.id, plan_id=plan_id) for item in group.items)
    return {**plain(group), "plan_id": plan_id, "items": [shown_item(one) for one in placed]}
