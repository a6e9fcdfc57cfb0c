"""Views that people keep, as rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from hanoiwork_shared.errors import Stale
from hanoiwork_tasks.domain.finding.order import Grouping, Key, Order
from hanoiwork_tasks.domain.finding.view import View
from hanoiwork_tasks.store.guarding import put_changed
from hanoiwork_tasks.store.tables import views


class Viewed:
    """Views through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def view(self, view_id: str) -> View | None:
        """The view with this id."""
        row = self._connection.execute(select(views).where(views.c.id == view_id)).first()
        return _view(row) if row else None

    def of(self, owner_id: str, unit_ids: Sequence[str]) -> list[View]:
        """Somebody's own views and those shared with one of some units, by title."""
        query = select(views).where(or_(views.c.owner_id == owner_id, views.c.unit_id.in_(unit_ids)))
        return [_view(row) for row in self._connection.execute(query.order_by(views.c.title, views.c.id))]

    def own(self, owner_id: str) -> list[View]:
        """Somebody's own views, kept from every other writer of theirs until the transaction ends."""
        query = select(views).where(views.c.owner_id == owner_id).with_for_update()
        return [_view(row) for row in self._connection.execute(query)]

    def add(self, view: View) -> None:
        """Save a new view."""
        self._connection.execute(insert(views), _row(view))

    def put(self, view: View) -> None:
        """Save a changed one; refuses when another change came first."""
        put_changed(self._connection, views, _row(view), seen=view.version - 1)

    def drop(self, view: View) -> None:
        """Delete one; refuses when a change came first."""
        mine = (views.c.id == view.id, views.c.version == view.version)
        if self._connection.execute(delete(views).where(*mine)).rowcount != 1:
            raise Stale(field="version", current=view.version + 1, sent=view.version)


def _view(row: Any) -> View:
    return View(
        id=row.id,
        owner_id=row.owner_id,
        unit_id=row.unit_id,
        title=row.title,
        filter=row.filter,
        search=row.search,
        order=Order(by=Key(row.order_by), descending=row.descending),
        group_by=Grouping(row.group_by) if row.group_by else None,
        version=row.version,
    )


def _row(view: View) -> dict[str, Any]:
    return {
        "id": view.id,
        "owner_id": view.owner_id,
        "unit_id": view.unit_id,
        "title": view.title,
        "filter": dict(view.filter),
        "search": view.search,
        "order_by": view.order.by.value,
        "descending": view.order.descending,
        "group_by": view.group_by.value if view.group_by else None,
        "version": view.version,
    }
