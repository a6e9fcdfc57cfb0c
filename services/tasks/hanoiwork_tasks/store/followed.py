"""Who follows tasks and lists, as rows."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, union

from hanoiwork_shared.database import insert_once
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.store.tables import collaborators, followers, list_followers, tasks


class Followed:
    """Followers through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, task: Task) -> tuple[str, ...]:
        """Those who follow a task or its list, and its own people, but for those who do not want to."""
        return self.of_all([task.id])[0]

    def of_all(self, task_ids: Sequence[str]) -> list[tuple[str, ...]]:
        """The same for many tasks, in two queries, aligned with the ids."""
        some = tasks.c.id.in_(set(task_ids))
        listed = select(tasks.c.id, list_followers.c.person_id)
        helping = select(collaborators.c.task_id, collaborators.c.person_id)
        own = union(
            select(tasks.c.id.label("task_id"), tasks.c.person_id).where(some, tasks.c.person_id.is_not(None)),
            select(tasks.c.id, tasks.c.assigner_id).where(some, tasks.c.assigner_id.is_not(None)),
            helping.where(collaborators.c.task_id.in_(set(task_ids)), collaborators.c.person_id.is_not(None)),
            listed.join(list_followers, list_followers.c.list_id == tasks.c.list_id).where(some),
        )
        found: dict[str, set[str]] = {}
        for task_id, person_id in self._connection.execute(own):
            found.setdefault(task_id, set()).add(person_id)
        said = select(followers).where(followers.c.task_id.in_(set(task_ids)))
        for row in self._connection.execute(said):
            people = found.setdefault(row.task_id, set())
            people.add(row.person_id) if row.follows else people.discard(row.person_id)
        return [tuple(sorted(found.get(one, ()))) for one in task_ids]

    def set_tasks(self, task_ids: Sequence[str], person_id: str, *, follows: bool) -> None:
        """Let somebody follow tasks, or not."""
        mine = (followers.c.task_id.in_(task_ids), followers.c.person_id == person_id)
        self._connection.execute(delete(followers).where(*mine))
        rows = [{"task_id": one, "person_id": person_id, "follows": follows} for one in dict.fromkeys(task_ids)]
        self._connection.execute(insert(followers), rows)

    def set_list(self, list_id: str, person_id: str, *, follows: bool) -> None:
        """Let somebody follow every task of a list, or not."""
        if follows:
            insert_once(self._connection, list_followers, {"list_id": list_id, "person_id": person_id})
            return
        mine = (list_followers.c.list_id == list_id, list_followers.c.person_id == person_id)
        self._connection.execute(delete(list_followers).where(*mine))
