"""Who takes part in what is said and kept about a task."""

from typing import Protocol

from hanoiwork_shared.policy import Actor, Resource, demand, may
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.ports import PlaceBook


class Mentions(Protocol):
    """Who was called on tasks."""

    def was_mentioned(self, task_id: str, person_id: str) -> bool:
        """Whether somebody was called in a comment on a task."""
        ...


class PartLook(Protocol):
    """What taking part is decided by."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def talk(self) -> Mentions:
        """Who was called on tasks."""
        ...


def demand_part(store: PartLook, actor: Actor, task: Task) -> None:
    """Let those take part who may look into a task, lead a co-ordinating unit or work in its office, or were called."""
    co_ordinating = [one.unit_id for one in task.collaborators if one.unit_id is not None]
    for unit_id in co_ordinating:
        if may(actor, authority.COMMENT, Resource(line=store.places.line(unit_id))):
            return
    if not store.talk.was_mentioned(task.id, actor.person_id):
        line = store.places.line(task.unit_id)
        demand(actor, authority.COMMENT, Resource(line=line, people=authority.own_people(task)))
