"""Who may do what: the actions of this service and the checks that name a task's own people."""

from collections.abc import Sequence

from hanoiwork_shared.policy import Action, Actor, Role, demand
from hanoiwork_tasks.domain.refusals import OwnProduct, OwnTask
from hanoiwork_tasks.domain.task import Status, Task

_HEADS = frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.DIVISION_HEAD})

PLAN = Action(name="tasks.plan", roles=_HEADS | {Role.OFFICE})
ASSIGN = Action(name="tasks.assign", roles=_HEADS | {Role.OFFICE})
REVIEW = Action(name="tasks.review", roles=_HEADS)
ALLOW_OVER = Action(name="tasks.allow_over", roles=frozenset({Role.UNIT_LEADER, Role.DELEGATE}))
IMPORT = Action(name="tasks.import", roles=frozenset({Role.OPERATOR}))


def demand_review(task: Task, *, actor: Actor, at: Sequence[str]) -> None:
    """Let the assigner or the line above review a product, never its own lead."""
    if actor.person_id == task.person_id:
        raise OwnProduct
    if actor.person_id != task.assigner_id:
        demand(actor, REVIEW, at=at)


def demand_steering(task: Task, *, actor: Actor, at: Sequence[str]) -> None:
    """Let the assigner or the line above extend or cancel a task, never its own lead once it is assigned."""
    if actor.person_id == task.person_id and task.status is not Status.DRAFT:
        raise OwnTask
    if actor.person_id != (task.assigner_id or task.created_by):
        demand(actor, REVIEW, at=at)
