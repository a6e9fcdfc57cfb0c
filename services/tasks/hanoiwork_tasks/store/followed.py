"""Who follows tasks and lists, as rows."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert

from hanoiwork_shared.database import insert_once
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.store.rows import MOST_IDS
from hanoiwork_tasks.store.statements import FOLLOWERS, FOLLOWERS_BESIDE
from hanoiwork_tasks.store.tables import followers, list_followers


class Followed:
    """Followers through one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, task: Task) -> tuple[str, ...]:
        """Those who follow a task or its list, and its own people, but for those who do not want to."""
        said = self._connection.execute(FOLLOWERS_BESIDE, {"id": task.id, "list_id": task.list_id}).all()
        own = (task.person_id, task.assigner_id, *(one.person_id for one in task.collaborators))
        found = {one for one in own if one is not None} | {row.person_id for row in said if row.follows}
        return tuple(sorted(found - {row.person_id for row in said if not row.follows}))

    def of_all(self, task_ids: Sequence[str]) -> list[tuple[str, ...]]:
        """The same for thousands of tasks, in one query for each ten thousand, aligned with the ids."""
        found: dict[str, set[str]] = {}
        refused: dict[str, set[str]] = {}
        for start in range(0, len(task_ids), MOST_IDS):
            for row in self._connection.execute(FOLLOWERS, {"ids": list(task_ids[start : start + MOST_IDS])}):
                (found if row.follows else refused).setdefault(row.task_id, set()).add(row.person_id)
        return [tuple(sorted(found.get(one, set()) - refused.get(one, set()))) for one in task_ids]

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
