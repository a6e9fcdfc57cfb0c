"""Tasks, workspaces and reports as they are shown: plain data, with names where people read them."""

from collections.abc import Iterable
from typing import Any

from hanoiwork_shared.facts import plain
from hanoiwork_shared.pages import Page
from hanoiwork_tasks.domain.clears import clears
from hanoiwork_tasks.domain.plan import WORKSPACE_NAMES, Workspace
from hanoiwork_tasks.domain.reports import PlanReport, RecordReport
from hanoiwork_tasks.domain.task import STATUS_NAMES, Task

_INSIDE = frozenset({"owner_id", "record", "collaborators"})


def shown(task: Task | None) -> dict[str, Any] | None:
    """One task, with its status in words and its six clears; null stays null."""
    if task is None:
        return None
    values = {name: value for name, value in plain(task).items() if name not in _INSIDE}
    return {
        **values,
        "start": values["starts"],
        "status_name": STATUS_NAMES[task.status],
        "clears": plain(clears(task)),
        "collaborator_ids": [one.person_id for one in task.collaborators if one.person_id is not None],
        "coordinating_unit_ids": [one.unit_id for one in task.collaborators if one.unit_id is not None],
    }


def shown_all(tasks: Iterable[Task | None]) -> list[dict[str, Any] | None]:
    """Several tasks."""
    return [shown(task) for task in tasks]


def shown_page(page: Page[Task]) -> dict[str, Any]:
    """A page of tasks."""
    return {"items": shown_all(page.items), "cursors": list(page.cursors), "has_next": page.has_next}


def shown_workspace(workspace: Workspace) -> dict[str, Any]:
    """A workspace, with its kind in words."""
    return {**plain(workspace), "kind_name": WORKSPACE_NAMES[workspace.kind]}


def shown_report(report: PlanReport | RecordReport, *, locale: str) -> dict[str, Any]:
    """What came of a file; its problems in the caller's language."""
    counts = {name: getattr(report, name) for name in report.__slots__ if name != "problems"}
    problems = [
        {"field": single.field, "code": single.code, "message": single.message(locale)}
        for problem in report.problems
        for single in problem.each()
    ]
    return {**counts, "problems": problems}
