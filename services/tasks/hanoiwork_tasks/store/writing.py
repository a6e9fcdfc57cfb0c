"""Writing tasks, plans and what belongs to them; every write of a task is guarded by its version."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select

from hanoiwork_shared.database import insert as insert_or
from hanoiwork_shared.database import upsert_newer
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.outbox import Outbox
from hanoiwork_tasks.domain.links import KnownMeasure, KnownObjective
from hanoiwork_tasks.domain.plan import Plan, PlanItem, TaskList, Workspace, WorkspaceKind
from hanoiwork_tasks.domain.refusals import (
    CodeAmbiguous,
    ListUnknown,
    PlanItemUnknown,
    WorkspaceUnknown,
)
from hanoiwork_tasks.domain.task import Activity, Status, Task
from hanoiwork_tasks.store.guarding import put_changed, stale
from hanoiwork_tasks.store.looking import Looking
from hanoiwork_tasks.store.reminded import Reminded
from hanoiwork_tasks.store.rows import collaborator_rows, item_of, plans_of, task_row, workspace_of
from hanoiwork_tasks.store.statements import HAS_PARTS, PUT_TASK, put_values
from hanoiwork_tasks.store.tables import (
    activities,
    collaborators,
    counters,
    lists,
    measures,
    objectives,
    plan_groups,
    plan_items,
    plans,
    tasks,
    uses,
    workspaces,
)

_CODE = "NV-{}"
_PLAN = tuple(field.name for field in fields(Plan) if field.name != "groups")
_ACTIVITY = tuple(field.name for field in fields(Activity))
_LIVE = tasks.c.status != Status.CANCELLED.value


class Writing(Looking):
    """One transaction over the rows of tasks and the outbox."""

    def __init__(self, connection: Connection, outbox: Outbox) -> None:
        super().__init__(connection)
        self._outbox = outbox
        self.deadlines = Reminded(connection)

    def held(self, key: str) -> Task:
        """The task with this id or code, kept from every other writer until the transaction ends."""
        return self._one(key, locked=True)

    def add(self, new: Sequence[Task]) -> None:
        """Save new tasks."""
        self._insert(tasks, [task_row(task) for task in new])
        self._insert(collaborators, [row for task in new for row in collaborator_rows(task)])

    def put(self, task: Task) -> None:
        """Save a changed task; refuses when another change came first."""
        if self._connection.execute(PUT_TASK, put_values(task)).rowcount != 1:
            raise stale(self._connection, tasks, task.id, seen=task.version - 1)
        if self.helping.get(task.id) != task.collaborators:
            self._connection.execute(delete(collaborators).where(collaborators.c.task_id == task.id))
            self._insert(collaborators, collaborator_rows(task))
            self.helping[task.id] = task.collaborators

    def write(self, lines: Sequence[Activity]) -> None:
        """Append to the histories."""
        self._insert(activities, [{name: getattr(line, name) for name in _ACTIVITY} for line in lines])

    def points_of_parts(self, task_id: str) -> Decimal:
        """What the parts of a task weigh together; cancelled ones weigh nothing."""
        query = select(func.sum(tasks.c.points)).where(tasks.c.parent_id == task_id, _LIVE)
        return self._connection.execute(query).scalar_one() or Decimal(0)

    def has_parts(self, task_id: str) -> bool:
        """Whether a task has parts that are not cancelled."""
        return self._connection.execute(HAS_PARTS, {"id": task_id}).first() is not None

    def next_code(self, owner_id: str) -> str:
        """A code nobody has used in this unit yet."""
        return self.next_codes(owner_id, 1)[0]

    def next_codes(self, owner_id: str, count: int) -> list[str]:
        """So many codes that nobody has used in this unit yet; concurrent writers wait for each other's numbers."""
        codes: list[str] = []
        while len(codes) < count:
            wanted = count - len(codes)
            statement = insert_or(self._connection, counters).values(owner_id=owner_id, last=wanted)
            statement = statement.on_conflict_do_update(
                index_elements=[counters.c.owner_id], set_={"last": counters.c.last + wanted}
            )
            last = self._connection.execute(statement.returning(counters.c.last)).scalar_one()
            fresh = [_CODE.format(number) for number in range(last - wanted + 1, last + 1)]
            used = select(tasks.c.code).where(tasks.c.owner_id == owner_id, tasks.c.code.in_(fresh))
            taken = set(self._connection.execute(used).scalars())
            codes += [code for code in fresh if code not in taken]
        return codes

    def has_code(self, owner_id: str, code: str) -> bool:
        """Whether a code is in use in this unit."""
        return self._any(select(tasks.c.id).where(tasks.c.owner_id == owner_id, tasks.c.code == code))

    def records(self, person_id: str) -> dict[str, str]:
        """The fingerprints of a person's imported records, by code."""
        query = select(tasks.c.code, tasks.c.record).where(tasks.c.owner_id == person_id)
        return {row.code: row.record for row in self._connection.execute(query)}

    def task_list(self, list_id: str) -> TaskList:
        """The list with this id; refuses an unknown one."""
        found = self.lists([list_id])[0]
        if found is None:
            raise ListUnknown(what="list", key=list_id)
        return found

    def owner_of(self, found: TaskList) -> str:
        """The unit whose workspace a list stands in."""
        return self.workspace(found.workspace_id).unit_id

    def plan_item(self, key: str) -> tuple[PlanItem, str]:
        """The plan item with this id or plan/item code, and its plan's id."""
        plan, _, code = key.partition("/")
        query = (
            select(plan_items)
            .join(plans, plans.c.id == plan_items.c.plan_id)
            .where(or_(plan_items.c.id == key, (plans.c.code == plan) & (plan_items.c.code == code)))
        )
        rows = self._connection.execute(query.limit(2)).all()
        if not rows:
            raise PlanItemUnknown(what="plan item", key=key)
        if len(rows) > 1:
            raise CodeAmbiguous(field="item", key=key)
        return item_of(rows[0]), rows[0].plan_id

    def put_item(self, item: PlanItem, *, seen: int) -> None:
        """Save a plan item that had version `seen`; refuses when another change came first."""
        self._put_guarded(plan_items, asdict(item), seen=seen)

    def tell(self, fact: Fact) -> None:
        """Put a fact into the outbox."""
        self._outbox.tell(self._connection, fact)

    def tell_all(self, told: Iterable[Fact]) -> None:
        """Put facts into the outbox, in their order."""
        self._outbox.tell_all(self._connection, told)

    def workspace(self, workspace_id: str) -> Workspace:
        """The workspace with this id; refuses an unknown one."""
        row = self._connection.execute(select(workspaces).where(workspaces.c.id == workspace_id)).first()
        if row is None:
            raise WorkspaceUnknown(what="workspace", key=workspace_id)
        return workspace_of(row)

    def workspace_of(self, unit_id: str, kind: WorkspaceKind) -> Workspace | None:
        """The unit's first workspace of a kind."""
        query = select(workspaces).where(workspaces.c.unit_id == unit_id, workspaces.c.kind == kind.value)
        row = self._connection.execute(query.order_by(workspaces.c.id)).first()
        return workspace_of(row) if row else None

    def has_workspace(self, workspace: Workspace) -> bool:
        """Whether the unit has one of this kind and title already."""
        column = workspaces.c
        return self._any(
            select(column.id).where(
                column.unit_id == workspace.unit_id,
                column.kind == workspace.kind.value,
                column.title == workspace.title,
            )
        )

    def add_workspace(self, workspace: Workspace) -> None:
        """Save a new workspace."""
        self._insert(workspaces, [asdict(workspace) | {"kind": workspace.kind.value}])

    def has_list(self, new: TaskList) -> bool:
        """Whether the workspace has a list of this plan and title already."""
        column = lists.c
        same = (column.workspace_id == new.workspace_id, column.title == new.title)
        return self._any(select(column.id).where(*same, column.plan_id.is_not_distinct_from(new.plan_id)))

    def add_list(self, new: TaskList) -> None:
        """Save a new list."""
        self._insert(lists, [asdict(new)])

    def plan_of(self, unit_id: str, code: str) -> Plan | None:
        """The unit's plan with this code."""
        rows = self._connection.execute(select(plans).where(plans.c.unit_id == unit_id, plans.c.code == code)).all()
        return plans_of(self._connection, rows)[0] if rows else None

    def put_plan(self, plan: Plan, *, known: Plan | None) -> None:
        """Save a plan that is new or was `known`; refuses when the plan or an item was changed in between."""
        values: dict[str, Any] = {name: getattr(plan, name) for name in _PLAN}
        self._put_guarded(plans, values, seen=known.version if known else None)
        seen = {item.id: item.version for item in known.items()} if known else {}
        for place, group in enumerate(plan.groups):
            values = {"id": group.id, "plan_id": plan.id, "code": group.code, "title": group.title}
            self._upsert(plan_groups, values | {"position": place})
            for position, item in enumerate(group.items):
                own = {"plan_id": plan.id, "group_id": group.id, "position": position}
                self._put_guarded(plan_items, asdict(item) | own, seen=seen.get(item.id))

    def drop_plan(self, plan_id: str) -> bool:
        """Delete a plan without items; says whether nothing stands under it, so that it could be."""
        if self._any(select(lists.c.id).where(lists.c.plan_id == plan_id)):
            return False
        self._connection.execute(delete(plan_groups).where(plan_groups.c.plan_id == plan_id))
        self._connection.execute(delete(plans).where(plans.c.id == plan_id))
        return True

    def know_objective(self, objective: KnownObjective, *, sequence: int) -> None:
        """Keep an objective unless something newer is known."""
        values = asdict(objective) | {"sequence": sequence}
        upsert_newer(self._connection, objectives, values, key="id", order="sequence")

    def know_measure(self, measure: KnownMeasure, *, sequence: int) -> None:
        """Keep a measure unless something newer is known."""
        values = asdict(measure) | {"sequence": sequence}
        del values["used_by"]
        if upsert_newer(self._connection, measures, values, key="id", order="sequence"):
            self._connection.execute(delete(uses).where(uses.c.measure_id == measure.id))
            self._insert(uses, [{"measure_id": measure.id, "objective_id": one} for one in measure.used_by])

    def _put_guarded(self, table: Any, values: dict[str, Any], *, seen: int | None) -> None:
        """Insert what was never seen; otherwise change the row that still has the version seen, or refuse."""
        if seen is None:
            self._insert(table, [values])
            return
        put_changed(self._connection, table, values, seen=seen)

    def _any(self, query: Any) -> bool:
        return self._connection.execute(query.limit(1)).first() is not None

    def _insert(self, table: Any, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), list(rows))

    def _upsert(self, table: Any, values: dict[str, Any]) -> None:
        statement = insert_or(self._connection, table).values(**values)
        changed = {name: statement.excluded[name] for name in values if name != "id"}
        self._connection.execute(statement.on_conflict_do_update(index_elements=[table.c.id], set_=changed))
