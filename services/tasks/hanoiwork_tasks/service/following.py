"""Following tasks: one, many at once, or a whole list; the task's own people follow it unless they will not."""

from collections.abc import Sequence

from hanoiwork_shared.identity import Identity
from hanoiwork_tasks.domain.plan import TaskList
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.talking_port import BeginTalk, ReadTalk


class Following:
    """Who is told of what becomes of a task besides those it concerns; everybody decides for themselves."""

    def __init__(self, *, begin: BeginTalk, read: ReadTalk) -> None:
        self._begin = begin
        self._read = read

    def tasks(self, identity: Identity, *, tasks: Sequence[str], follow: bool) -> list[Task]:
        """Follow tasks, or no longer; all or, when one is unknown, none."""
        with self._begin() as session:
            found = session.tasks_named(tasks)
            session.followers.set_tasks([one.id for one in found], identity.person_id, follows=follow)
            return found

    def whole_list(self, identity: Identity, *, list: str, follow: bool) -> TaskList:  # noqa: A002 - the field's word
        """Follow every task of a list, now and to come, or no longer."""
        with self._begin() as session:
            found = session.task_list(list)
            session.followers.set_list(found.id, identity.person_id, follows=follow)
            return found

    def followers(self, keys: Sequence[str]) -> list[list[str]]:
        """Who follows each task."""
        with self._read() as store:
            return [list(people) for people in store.followers.of_all(keys)]

    def watching(self, identity: Identity, keys: Sequence[str]) -> list[bool]:
        """Whether whoever asks follows each task."""
        with self._read() as store:
            return [identity.person_id in people for people in store.followers.of_all(keys)]
