"""Tasks by the thousand, and the files they were loaded from, as rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Column, Connection, Select, delete, insert, select, update

from hanoiwork_shared.places import people, units
from hanoiwork_tasks.domain.plan import TaskList
from hanoiwork_tasks.domain.sheets.batch import Batch, Loaded, Touched
from hanoiwork_tasks.domain.sheets.refusals import BatchUnknown
from hanoiwork_tasks.domain.sheets.task_line import Codes
from hanoiwork_tasks.domain.task import Status, Task
from hanoiwork_tasks.store.rows import MOST_IDS, collaborator_rows, tasks_of
from hanoiwork_tasks.store.statements import PUT_TASK, put_values
from hanoiwork_tasks.store.tables import (
    batches,
    collaborators,
    entries,
    lists,
    measures,
    objectives,
    plan_items,
    plans,
    tasks,
    touched,
    workspaces,
)

_BATCH = tuple(field.name for field in fields(Batch))


class Sheeted:
    """Tables of tasks through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, unit_id: str, codes: Sequence[str]) -> list[Task]:
        """The tasks of a unit with these codes, kept from every other writer."""
        mine = select(tasks).where(tasks.c.owner_id == unit_id)
        return self._tasks(mine, tasks.c.code, codes)

    def held(self, ids: Sequence[str]) -> list[Task]:
        """The tasks with these ids, kept from every other writer."""
        return self._tasks(select(tasks), tasks.c.id, ids)

    def codes(self, found: Sequence[Task]) -> Codes:
        """What people write for all that these tasks name."""
        helping = [one for task in found for one in task.collaborators]
        item_code = plans.c.code.concat("/").concat(plan_items.c.code)
        items = select(plan_items.c.id, item_code).join(plans, plans.c.id == plan_items.c.plan_id)
        return Codes(
            units=self._named(
                units.c.unit_id, units.c.code, [*(t.unit_id for t in found), *(one.unit_id for one in helping)]
            ),
            people=self._named(
                people.c.person_id, people.c.code, [*(t.person_id for t in found), *(one.person_id for one in helping)]
            ),
            objectives=self._named(objectives.c.id, objectives.c.code, (task.objective_id for task in found)),
            measures=self._named(measures.c.id, measures.c.code, (task.measure_id for task in found)),
            lists=self._named(lists.c.id, lists.c.title, (task.list_id for task in found)),
            plan_items=self._pairs(items, plan_items.c.id, (task.plan_item_id for task in found)),
            tasks=self._named(tasks.c.id, tasks.c.code, (task.parent_id for task in found)),
            entries=self._named(entries.c.id, entries.c.code, (task.entry_id for task in found)),
        )

    def lists_in(self, unit_ids: Sequence[str]) -> list[TaskList]:
        """The lists in the workspaces of units."""
        query = select(lists).join(workspaces, workspaces.c.id == lists.c.workspace_id)
        rows = self._connection.execute(query.where(workspaces.c.unit_id.in_(unit_ids)))
        return [TaskList(**row._asdict()) for row in rows]

    def wholes(self, ids: Sequence[str]) -> frozenset[str]:
        """Which of these tasks have parts that are not cancelled."""
        live = select(tasks.c.parent_id).where(tasks.c.status != Status.CANCELLED.value).distinct()
        found = (self._connection.execute(live.where(tasks.c.parent_id.in_(some))).scalars() for some in _chunks(ids))
        return frozenset(one for some in found for one in some if one is not None)

    def put(self, changed: Sequence[Task]) -> None:
        """Save changed tasks that are held."""
        if not changed:
            return
        self._connection.execute(PUT_TASK, [put_values(task) for task in changed])
        for ids in _chunks([task.id for task in changed]):
            self._connection.execute(delete(collaborators).where(collaborators.c.task_id.in_(ids)))
        helping = [row for task in changed for row in collaborator_rows(task)]
        if helping:
            self._connection.execute(insert(collaborators), helping)

    def add_batch(self, batch: Batch, rows: Sequence[Touched]) -> None:
        """Remember a file that was loaded."""
        self._connection.execute(insert(batches), [_row(batch)])
        self._connection.execute(insert(touched), [{"batch_id": batch.id, **asdict(row)} for row in rows])

    def batch(self, batch_id: str) -> Batch:
        """The file that was loaded under this id, kept from every other writer; refuses an unknown one."""
        row = self._connection.execute(select(batches).where(batches.c.id == batch_id).with_for_update()).first()
        if row is None:
            raise BatchUnknown(field="batch", key=batch_id)
        return _batch(row)

    def batches(self, unit_ids: Sequence[str], *, most: int) -> list[Batch]:
        """The files that were loaded for units, the latest first."""
        query = select(batches).where(batches.c.unit_id.in_(unit_ids)).order_by(batches.c.id.desc()).limit(most)
        return [_batch(row) for row in self._connection.execute(query)]

    def rows(self, batch_id: str) -> list[Touched]:
        """What it made and changed."""
        query = select(touched).where(touched.c.batch_id == batch_id).order_by(touched.c.thing_id)
        found = self._connection.execute(query)
        return [Touched(thing_id=row.thing_id, version=row.version, before=row.before) for row in found]

    def undone(self, batch: Batch) -> None:
        """Remember that it was taken back."""
        self._connection.execute(update(batches).where(batches.c.id == batch.id).values(_row(batch)))

    def stands(self, unit_id: str, digest: str) -> bool:
        """Whether the same file was loaded for a unit and not taken back."""
        same = (batches.c.unit_id == unit_id, batches.c.digest == digest, batches.c.undone_at.is_(None))
        return self._connection.execute(select(batches.c.id).where(*same).limit(1)).first() is not None

    def _tasks(self, query: Select[Any], column: Column[Any], keys: Sequence[str]) -> list[Task]:
        found: list[Task] = []
        for some in _chunks(keys):
            rows = self._connection.execute(query.where(column.in_(some)).order_by(tasks.c.id).with_for_update()).all()
            found += tasks_of(self._connection, rows)
        return found

    def _named(self, key: Column[Any], name: Column[Any], keys: Iterable[str | None]) -> Mapping[str, str]:
        return self._pairs(select(key, name), key, keys)

    def _pairs(self, query: Select[Any], key: Column[Any], keys: Iterable[str | None]) -> Mapping[str, str]:
        wanted = sorted({one for one in keys if one is not None})
        found: dict[str, str] = {}
        for some in _chunks(wanted):
            found |= {row[0]: row[1] for row in self._connection.execute(query.where(key.in_(some)))}
        return found


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), MOST_IDS):
        yield keys[start : start + MOST_IDS]


def _row(batch: Batch) -> dict[str, Any]:
    return {**asdict(batch), "kind": batch.kind.value}


def _batch(row: Any) -> Batch:
    values = {name: getattr(row, name) for name in _BATCH}
    return Batch(**{**values, "kind": Loaded(values["kind"])})
