"""Tasks that somebody looks for: in an order, in groups, under the heads of what they have to handle."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from hanoiwork_shared.pages import Page
from hanoiwork_shared.places import Places
from hanoiwork_tasks.domain.fields.wanted import FieldOrder
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.finding.order import BY_DUE, Grouping, Order, TaskGroup
from hanoiwork_tasks.domain.finding.urgency import ToHandle, Urgency, dues
from hanoiwork_tasks.domain.task import WORKABLE, Status, Task
from hanoiwork_tasks.store.field_paging import page_by_field
from hanoiwork_tasks.store.matching import matching
from hanoiwork_tasks.store.nearest import page_by_due
from hanoiwork_tasks.store.paging import ordering, page, pages
from hanoiwork_tasks.store.rows import tasks_of
from hanoiwork_tasks.store.tables import NO_DUE, lists, tasks

_BY: Mapping[Grouping, ColumnElement[Any]] = {
    Grouping.STATUS: tasks.c.status,
    Grouping.GROUP: tasks.c.group,
    Grouping.UNIT: tasks.c.unit_id,
    Grouping.PERSON: tasks.c.person_id,
    Grouping.LIST: tasks.c.list_id,
    Grouping.PLAN: lists.c.plan_id,
}
_EMPTY: Page[Task] = Page(items=(), cursors=(), has_next=False)


class Found:
    """Tasks to be looked for, through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._places = Places(connection)

    def matching(self, wanted: TaskFilter) -> list[ColumnElement[bool]]:
        """A filter as conditions."""
        return matching(wanted, units=self._units(wanted), dialect=self._connection.dialect.name)

    def tasks(self, wanted: TaskFilter, *, order: Order, first: int, after: str | None) -> Page[Task]:
        """A page of the tasks that match."""
        if self._connection.dialect.name == "postgresql" and order == BY_DUE:
            return page_by_due(self._connection, wanted, units=self._units(wanted), first=first, after=after)
        query = select(tasks).where(*self.matching(wanted))
        return page(self._connection, query, order=order, first=first, after=after)

    def tasks_by_field(self, wanted: TaskFilter, *, order: FieldOrder, first: int, after: str | None) -> Page[Task]:
        """The same in the order of what they say in one field."""
        query = select(tasks).where(*self.matching(wanted))
        return page_by_field(self._connection, query, order=order, first=first, after=after)

    def _units(self, wanted: TaskFilter) -> Sequence[str]:
        return self._places.below(wanted.unit_id) if wanted.unit_id is not None else ()

    def all_tasks(self, wanted: TaskFilter, *, order: Order, most: int) -> list[Task]:
        """The tasks that match, `most` of them."""
        query = select(tasks).where(*self.matching(wanted)).order_by(*ordering(order)).limit(most)
        return tasks_of(self._connection, self._connection.execute(query).all())

    def groups(self, wanted: TaskFilter, *, by: Grouping, first: int, most: int) -> list[TaskGroup]:
        """The tasks that match in groups, the `most` largest, each with the first of its tasks by deadline."""
        column, conditions = _BY[by], self.matching(wanted)
        counted = select(column.label("root"), func.count(), func.sum(tasks.c.points)).select_from(_joined(by))
        counted = counted.where(*conditions).group_by(column).order_by(func.count().desc(), column).limit(most)
        rows = self._connection.execute(counted).all()
        shown = self._first_of(by, conditions, first=first) if first and rows else {}
        return [
            TaskGroup(by=by, key=key, count=count, points=points or Decimal(0), tasks=shown.get(key, _EMPTY))
            for key, count, points in rows
        ]

    def to_handle(
        self, person_id: str, *, urgency: Urgency | None, today: date, first: int, after: str | None
    ) -> Page[Task]:
        """What a person leads and has not handed in, and what waits for their review; of one urgency, if given."""
        query = select(tasks).where(_to_handle(person_id, urgency, today=today))
        return page(self._connection, query, first=first, after=after)

    def count_to_handle(self, person_id: str, *, today: date) -> ToHandle:
        """How much there is to handle under each head, in one query."""
        heads = [func.count().filter(_to_handle(person_id, one, today=today)).label(one.value) for one in Urgency]
        row = self._connection.execute(select(*heads).where(_to_handle(person_id, None, today=today))).one()
        return ToHandle(**row._asdict())

    def _first_of(self, by: Grouping, conditions: list[ColumnElement[bool]], *, first: int) -> dict[Any, Page[Task]]:
        column = _BY[by]
        query = select(tasks, column.label("root")).select_from(_joined(by)).where(*conditions)
        return pages(self._connection, query, root=column, first=first)


def _joined(by: Grouping) -> Any:
    return tasks.outerjoin(lists, lists.c.id == tasks.c.list_id) if by is Grouping.PLAN else tasks


def _to_handle(person_id: str, urgency: Urgency | None, *, today: date) -> ColumnElement[bool]:
    leads = and_(tasks.c.person_id == person_id, tasks.c.status.in_(sorted(WORKABLE)))
    reviews = and_(tasks.c.assigner_id == person_id, tasks.c.status == Status.SUBMITTED.value)
    if urgency is None:
        return or_(leads, reviews)
    if urgency is Urgency.TO_REVIEW:
        return reviews
    if urgency is Urgency.UNDATED:
        return and_(leads, tasks.c.due_order == NO_DUE)
    first, last = dues(urgency, today=today)
    inside = [tasks.c.due_order < NO_DUE]
    if first is not None:
        inside.append(tasks.c.due_order >= first)
    if last is not None:
        inside.append(tasks.c.due_order <= last)
    return and_(leads, *inside)
