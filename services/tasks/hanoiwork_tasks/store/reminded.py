"""Deadlines that nobody was told of yet; to take them is to mark them, in the transaction that tells."""

from datetime import date

from sqlalchemy import ColumnElement, Connection, select, update

from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.store.rows import tasks_of
from hanoiwork_tasks.store.tables import NOT_TOLD_OVERDUE, NOT_TOLD_SOON, tasks


class Reminded:
    """Deadlines through one connection. The version of a task stays: that time passes is no change of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def near(self, today: date, *, until: date, most: int) -> list[Task]:
        """Some tasks under way that fall due by a day and that no other replica is looking at; marked as told of."""
        return self._taken([NOT_TOLD_SOON, tasks.c.due >= today, tasks.c.due <= until], "told_soon", most=most)

    def passed(self, today: date, *, most: int) -> list[Task]:
        """Some tasks under way whose deadline has passed, likewise."""
        return self._taken([NOT_TOLD_OVERDUE, tasks.c.due < today], "told_overdue", most=most)

    def _taken(self, conditions: list[ColumnElement[bool]], told: str, *, most: int) -> list[Task]:
        query = select(tasks).where(*conditions).order_by(tasks.c.due, tasks.c.id).limit(most)
        rows = self._connection.execute(query.with_for_update(skip_locked=True)).all()
        if rows:
            mine = tasks.c.id.in_([row.id for row in rows])
            self._connection.execute(update(tasks).where(mine).values({told: tasks.c.due}))
        return tasks_of(self._connection, rows)
