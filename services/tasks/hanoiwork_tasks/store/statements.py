"""Statements of every change of a task, worked out once: building them anew costs more than carrying them out."""

from typing import Any

from sqlalchemy import BindParameter, bindparam, literal, or_, select, union_all, update

from hanoiwork_tasks.domain.task import Status, Task
from hanoiwork_tasks.store.rows import task_row
from hanoiwork_tasks.store.tables import Words, collaborators, followers, list_followers, tasks

_KEY: BindParameter[str] = bindparam("key")
TASK_BY_KEY = select(tasks).where(or_(tasks.c.id == _KEY, tasks.c.code == _KEY)).limit(2)
"""Tasks with an id or a code (`key`), two at most."""
HELD_BY_KEY = TASK_BY_KEY.with_for_update()

_VALUES: dict[str, Any] = {column.name: bindparam(f"to_{column.name}") for column in tasks.c}
for _kept in ("said", "told_soon", "told_overdue"):
    del _VALUES[_kept]
_VALUES["words"] = bindparam("to_words", type_=Words()).concat(tasks.c.said)
PUT_TASK = update(tasks).where(tasks.c.id == bindparam("to_id"), tasks.c.version == bindparam("seen")).values(_VALUES)
"""Writes a task over the version `seen`; what was told of its deadlines and said in its comments stays."""

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_SOME, _YES = tasks.c.id.in_(_IDS), literal(value=True).label("follows")
FOLLOWERS = union_all(
    select(tasks.c.id.label("task_id"), tasks.c.person_id, _YES).where(_SOME, tasks.c.person_id.is_not(None)),
    select(tasks.c.id, tasks.c.assigner_id, _YES).where(_SOME, tasks.c.assigner_id.is_not(None)),
    select(collaborators.c.task_id, collaborators.c.person_id, _YES).where(
        collaborators.c.task_id.in_(_IDS), collaborators.c.person_id.is_not(None)
    ),
    select(tasks.c.id, list_followers.c.person_id, _YES)
    .join(list_followers, list_followers.c.list_id == tasks.c.list_id)
    .where(_SOME),
    select(followers.c.task_id, followers.c.person_id, followers.c.follows).where(followers.c.task_id.in_(_IDS)),
)
"""The people of tasks (`ids`), those who follow their lists, and those who said that they follow them, or will not."""

_ID: BindParameter[str] = bindparam("id")
FOLLOWERS_BESIDE = union_all(
    select(list_followers.c.person_id, _YES).where(list_followers.c.list_id == bindparam("list_id")),
    select(followers.c.person_id, followers.c.follows).where(followers.c.task_id == _ID),
)
"""The same of one task (`id`, `list_id`), but for its own people, whom whoever has the task knows."""
HAS_PARTS = select(tasks.c.id).where(tasks.c.parent_id == _ID, tasks.c.status != Status.CANCELLED.value).limit(1)
"""A row if a task (`id`) has parts that are not cancelled."""


def put_values(task: Task) -> dict[str, Any]:
    """What PUT_TASK is given for the next version of a task."""
    return {"seen": task.version - 1, **{f"to_{name}": value for name, value in task_row(task).items()}}
