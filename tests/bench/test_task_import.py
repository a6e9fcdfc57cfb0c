"""How long tables of tasks take on PostgreSQL: 50 000 loaded, loaded again, changed, refused for one bad row, undone.

The yardstick is a bare insert of as many rows of tasks in the same run.
"""

import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Role
from hanoiwork_shared.testing import FixedClock, stand, tell_places
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.finding.order import BY_DUE
from hanoiwork_tasks.entrypoints import Desk, build
from hanoiwork_tasks.plugin import plugin
from hanoiwork_tasks.schemas import sheets as doors
from hanoiwork_tasks.store import Store
from hanoiwork_tasks.store.rows import task_row
from hanoiwork_tasks.store.tables import tasks
from tests.bench.report import show

pytestmark = [pytest.mark.bench, pytest.mark.live]

TASKS, PEOPLE, DIVISIONS, PASTED, LIMIT_S = 50_000, 5_000, 200, 10_000, 60
HEADING = "code,title,unit,person,product,quantity,points,authority,start,due,status\n"


def test_loading_a_table_of_tasks(request: pytest.FixtureRequest):
    url: str = request.getfixturevalue("postgres_url")("sheets")
    runtime = stand(plugin, url, clock=FixedClock())
    units = {"HN": None, **{f"P{number}": "HN" for number in range(DIVISIONS)}}
    people = {f"N{number}": f"P{number % DIVISIONS}" for number in range(PEOPLE)}
    ids = tell_places(runtime, units=units, people={**people, "GD": "HN"}, grants=(("GD", Role.UNIT_LEADER, "HN"),))
    desk, leader = build(runtime), Identity(person_id=ids["GD"], account="gd")
    try:
        rows = _measured(desk, leader)
        rows.append(("bare insert of as many rows", TASKS, _timed(lambda: _bare_insert(runtime)), ""))
    finally:
        runtime.database.close()
    show("tables of tasks (PostgreSQL)", ("what", "rows", "s", "limit s"), rows)


def _measured(desk: Desk, leader: Identity) -> list[tuple[object, ...]]:
    first, pasted = _table(TASKS), _table(PASTED, mark="X", bad=PASTED // 2)
    renamed = first.replace("Việc số", "Công việc số", TASKS // 10)
    batches: list[str] = []
    return [
        ("dry run", TASKS, _timed(lambda: _load(desk, leader, first, dry_run=True)), LIMIT_S),
        ("loaded, all assigned", TASKS, _timed(lambda: batches.append(_load(desk, leader, first))), LIMIT_S),
        ("the same again", TASKS, _timed(lambda: _load(desk, leader, first)), LIMIT_S),
        ("refused for one bad row", PASTED, _timed(lambda: _refused(desk, leader, pasted)), ""),
        ("refused: a tenth changed of assigned tasks", TASKS, _timed(lambda: _refused(desk, leader, renamed)), ""),
        ("given out", TASKS, _timed(lambda: desk.sheet_exporting.tasks(named={"unit": "HN"})), ""),
        ("undone", TASKS, _timed(lambda: desk.undoing.undo(leader, batch=batches[0])), ""),
    ]


def _table(count: int, *, mark: str = "T", bad: int | None = None) -> str:
    lines = [
        f"{mark}{number},Việc số {number} về số hóa,P{number % DIVISIONS},N{number % PEOPLE},Báo cáo số {number},"
        f"{number % 5 + 1},{-1 if number == bad else number % 40 + 1},Trưởng phòng,2026-06-01,Quý III/2026,todo\n"
        for number in range(count)
    ]
    return HEADING + "".join(lines)


def _load(desk: Desk, leader: Identity, content: str, *, dry_run: bool = False) -> str:
    found, digest = doors.read_tasks(content), doors.digest(content)
    return desk.sheet_loading.load(leader, unit="HN", found=found, digest=digest, dry_run=dry_run).batch or ""


def _refused(desk: Desk, leader: Identity, content: str) -> None:
    with pytest.raises(Refused):
        _load(desk, leader, content)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _bare_insert(runtime: Any) -> None:
    """The rows of the tasks once more, under other ids."""
    with Store(runtime.database, runtime.outbox).read() as store:
        found = store.found.all_tasks(TaskFilter(), order=BY_DUE, most=TASKS)
    rows = [{**task_row(task), "id": f"b-{task.id[2:]}", "code": f"B{place}"} for place, task in enumerate(found)]
    with runtime.database.begin() as connection:
        connection.execute(insert(tasks), rows)
