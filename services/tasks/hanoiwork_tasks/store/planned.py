"""Reading where work is kept: workspaces, plans with their groups and items, lists."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, or_, select

from hanoiwork_shared.places import Places
from hanoiwork_tasks.domain.plan import PlacedGroup, PlacedItem, Plan, TaskList, Workspace
from hanoiwork_tasks.domain.refusals import CodeAmbiguous, PlanUnknown
from hanoiwork_tasks.store.rows import groups_of, item_of, plans_of, workspace_of
from hanoiwork_tasks.store.tables import archives, lists, plan_groups, plan_items, plans, workspaces

Item = TypeVar("Item")
_OPEN = workspaces.c.id.not_in(select(archives.c.place_id))


class Planned:
    """The rows of workspaces, plans and lists through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.places = Places(connection)

    def lists(self, ids: Sequence[str]) -> list[TaskList | None]:
        """Lists aligned with the ids."""
        rows = self._connection.execute(select(lists).where(lists.c.id.in_(set(ids))))
        found = {row.id: TaskList(**row._asdict()) for row in rows}
        return [found.get(one) for one in ids]

    def lists_of(self, workspace_ids: Sequence[str]) -> list[list[TaskList]]:
        """The lists of workspaces, aligned with the ids."""
        query = select(lists).where(lists.c.workspace_id.in_(set(workspace_ids)))
        rows = self._connection.execute(query.order_by(lists.c.title, lists.c.id))
        return aligned(workspace_ids, ((row.workspace_id, TaskList(**row._asdict())) for row in rows))

    def lists_under(self, plan_ids: Sequence[str]) -> list[list[TaskList]]:
        """The lists under plans, aligned with the ids."""
        query = select(lists).where(lists.c.plan_id.in_(set(plan_ids)))
        rows = self._connection.execute(query.order_by(lists.c.title, lists.c.id))
        return aligned(plan_ids, ((row.plan_id, TaskList(**row._asdict())) for row in rows))

    def workspaces_by_ids(self, ids: Sequence[str]) -> list[Workspace | None]:
        """Workspaces aligned with the ids."""
        rows = self._connection.execute(select(workspaces).where(workspaces.c.id.in_(set(ids))))
        found = {row.id: workspace_of(row) for row in rows}
        return [found.get(one) for one in ids]

    def workspaces_of(self, unit_ids: Sequence[str]) -> list[list[Workspace]]:
        """The workspaces of units that are not archived, aligned with the ids."""
        query = select(workspaces).where(workspaces.c.unit_id.in_(set(unit_ids)), _OPEN)
        rows = self._connection.execute(query.order_by(workspaces.c.kind, workspaces.c.title))
        return aligned(unit_ids, ((row.unit_id, workspace_of(row)) for row in rows))

    def plan(self, key: str) -> Plan:
        """The plan with this id or code; refuses an unknown or ambiguous one."""
        rows = self._connection.execute(select(plans).where(or_(plans.c.id == key, plans.c.code == key)).limit(2)).all()
        if not rows:
            raise PlanUnknown(what="plan", key=key)
        if len(rows) > 1:
            raise CodeAmbiguous(field="plan", key=key)
        return plans_of(self._connection, rows)[0]

    def plans_by_ids(self, ids: Sequence[str]) -> list[Plan | None]:
        """Plans aligned with the ids."""
        rows = self._connection.execute(select(plans).where(plans.c.id.in_(set(ids)))).all()
        found = {plan.id: plan for plan in plans_of(self._connection, rows)}
        return [found.get(one) for one in ids]

    def plans_in(self, workspace_ids: Sequence[str]) -> list[list[Plan]]:
        """The plans of workspaces, aligned with the ids."""
        query = select(plans).where(plans.c.workspace_id.in_(set(workspace_ids))).order_by(plans.c.code, plans.c.id)
        found = plans_of(self._connection, self._connection.execute(query).all())
        return aligned(workspace_ids, ((plan.workspace_id, plan) for plan in found))

    def groups_by_ids(self, ids: Sequence[str]) -> list[PlacedGroup | None]:
        """Groups of plan items, aligned with the ids."""
        rows = self._connection.execute(select(plan_groups).where(plan_groups.c.id.in_(set(ids)))).all()
        groups = groups_of(self._connection, rows)
        found = {row.id: PlacedGroup(group=group, plan_id=row.plan_id) for row, group in zip(rows, groups, strict=True)}
        return [found.get(one) for one in ids]

    def items_by_ids(self, ids: Sequence[str]) -> list[PlacedItem | None]:
        """Plan items aligned with the ids."""
        rows = self._connection.execute(select(plan_items).where(plan_items.c.id.in_(set(ids))))
        found = {row.id: PlacedItem(item=item_of(row), group_id=row.group_id, plan_id=row.plan_id) for row in rows}
        return [found.get(one) for one in ids]

    def workspaces(self, unit_id: str | None, *, archived: bool) -> list[Workspace]:
        """The workspaces of a unit, or of all; those that are archived too if asked for."""
        query = select(workspaces).order_by(workspaces.c.unit_id, workspaces.c.kind, workspaces.c.title)
        query = query if archived else query.where(_OPEN)
        if unit_id is not None:
            query = query.where(workspaces.c.unit_id == unit_id)
        return [workspace_of(row) for row in self._connection.execute(query)]

    def plans(self, unit_id: str | None) -> list[Plan]:
        """The plans that a unit, or one under it, owns or leads an item of; or all."""
        query = select(plans).order_by(plans.c.code, plans.c.id)
        if unit_id is not None:
            units = self.places.below(unit_id)
            leads = select(plan_items.c.plan_id).where(plan_items.c.lead_unit_id.in_(units))
            query = query.where(or_(plans.c.unit_id.in_(units), plans.c.id.in_(leads)))
        return plans_of(self._connection, self._connection.execute(query).all())


def aligned(keys: Sequence[str], found: Iterable[tuple[str | None, Item]]) -> list[list[Item]]:
    """What was found for each key, in the order of the keys."""
    by_key: dict[str | None, list[Item]] = {}
    for key, item in found:
        by_key.setdefault(key, []).append(item)
    return [by_key.get(key, []) for key in keys]
