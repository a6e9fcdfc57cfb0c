"""What became of plan items: the tasks that came out of them, set-wise."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, select

from hanoiwork_tasks.domain.plans.breakdown import BrokenTask
from hanoiwork_tasks.domain.task import Status
from hanoiwork_tasks.store.tables import activities, lists, plan_items, tasks, workspaces

_GIVEN = ("assigned", "handed_over")
"""The lines of a history that say that somebody was given the task."""


class Broken:
    """Plan items and what came out of them, through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tasks_of(self, plan_ids: Sequence[str]) -> list[BrokenTask]:
        """Every task that came out of the items of these plans and is not cancelled, in two queries.

        With the moment at which its present lead was given it, or it was written down.
        """
        column = tasks.c
        inside = (plan_items.c.plan_id.in_(set(plan_ids)), column.status != Status.CANCELLED.value)
        query = select(
            column.id, column.plan_item_id, column.parent_id, column.unit_id, column.person_id, column.status,
            column.taken_on_at, column.created_at,
        )  # fmt: skip
        query = query.join(plan_items, plan_items.c.id == column.plan_item_id).where(*inside)
        rows = self._connection.execute(query.order_by(column.due_order, column.id)).all()
        given = self._given(plan_ids)
        return [
            BrokenTask(
                task_id=row.id,
                item_id=row.plan_item_id,
                parent_id=row.parent_id,
                unit_id=row.unit_id,
                person_id=row.person_id,
                status=Status(row.status),
                taken_on=row.taken_on_at is not None,
                since=given.get(row.id, row.created_at),
            )
            for row in rows
        ]

    def has_tasks(self, item_id: str) -> bool:
        """Whether a task, be it cancelled, came out of an item."""
        query = select(tasks.c.id).where(tasks.c.plan_item_id == item_id).limit(1)
        return self._connection.execute(query).first() is not None

    def remove(self, item_id: str) -> None:
        """Delete an item."""
        self._connection.execute(delete(plan_items).where(plan_items.c.id == item_id))

    def list_for(self, item_id: str, unit_id: str) -> str | None:
        """The unit's list under the item's plan, when it has exactly one."""
        query = select(lists.c.id).join(workspaces, workspaces.c.id == lists.c.workspace_id)
        query = query.join(plan_items, and_(plan_items.c.plan_id == lists.c.plan_id, plan_items.c.id == item_id))
        found = self._connection.execute(query.where(workspaces.c.unit_id == unit_id).limit(2)).scalars().all()
        return found[0] if len(found) == 1 else None

    def plan_of_item(self, item_id: str) -> str:
        """The plan that an item is a line of."""
        found: str = self._connection.execute(
            select(plan_items.c.plan_id).where(plan_items.c.id == item_id)
        ).scalar_one()
        return found

    def _given(self, plan_ids: Sequence[str]) -> dict[str, datetime]:
        query = select(activities.c.task_id, func.max(activities.c.at).label("at"))
        query = query.join(tasks, tasks.c.id == activities.c.task_id)
        query = query.join(plan_items, plan_items.c.id == tasks.c.plan_item_id)
        query = query.where(plan_items.c.plan_id.in_(set(plan_ids)), activities.c.what.in_(_GIVEN))
        return {row.task_id: row.at for row in self._connection.execute(query.group_by(activities.c.task_id))}
