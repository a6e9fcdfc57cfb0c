"""Links between tasks as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from hanoiwork_tasks.domain.linking.link import BACKWARDS, Link, LinkKind, SeenLink
from hanoiwork_tasks.store.tables import task_links


class Linked:
    """Links through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def has(self, link: Link) -> bool:
        """Whether two tasks are linked so."""
        return self._connection.execute(select(task_links).where(_is(link))).first() is not None

    def add(self, link: Link) -> None:
        """Save a link."""
        self._connection.execute(insert(task_links), asdict(link) | {"kind": link.kind.value})

    def drop(self, link: Link) -> bool:
        """Delete a link; says whether there was one."""
        return self._connection.execute(delete(task_links).where(_is(link))).rowcount == 1

    def blocks(self, first_id: str, last_id: str) -> bool:
        """Whether a task blocks another, perhaps by way of others."""
        blocking = task_links.c.kind == LinkKind.BLOCKS.value
        start = select(task_links.c.to_id.label("id")).where(task_links.c.from_id == first_id, blocking)
        reached = start.cte("reached", recursive=True)
        reached = reached.union(
            select(task_links.c.to_id).join(reached, reached.c.id == task_links.c.from_id).where(blocking)
        )
        return self._connection.execute(select(reached.c.id).where(reached.c.id == last_id)).first() is not None

    def seen_from(self, task_ids: Sequence[str]) -> Mapping[str, list[SeenLink]]:
        """The links of tasks as these see them, in one query."""
        wanted = set(task_ids)
        query = select(task_links).where(or_(task_links.c.from_id.in_(wanted), task_links.c.to_id.in_(wanted)))
        found: dict[str, list[SeenLink]] = {}
        rows = self._connection.execute(query.order_by(task_links.c.kind, task_links.c.from_id, task_links.c.to_id))
        for row in rows:
            ends = ((row.from_id, row.to_id, row.kind), (row.to_id, row.from_id, BACKWARDS[LinkKind(row.kind)]))
            for here, there, kind in ends:
                if here in wanted:
                    found.setdefault(here, []).append(SeenLink(task_id=here, other_id=there, kind=kind))
        return found


def _is(link: Link) -> ColumnElement[bool]:
    return and_(
        task_links.c.from_id == link.from_id,
        task_links.c.to_id == link.to_id,
        task_links.c.kind == link.kind.value,
    )
