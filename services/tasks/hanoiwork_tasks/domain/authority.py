"""Who may do what: the actions of this service, and what of a task is whose own."""

from collections.abc import Sequence

from hanoiwork_shared.policy import Action, Actor, Resource, Role, demand
from hanoiwork_tasks.domain.refusals import NotLead, OwnProduct, OwnTask
from hanoiwork_tasks.domain.task import Status, Task

_HEADS = frozenset({Role.UNIT_LEADER, Role.DELEGATE, Role.DIVISION_HEAD})

PLAN = Action("tasks.plan", _HEADS | {Role.OFFICE})
WRITE_DOWN = Action("tasks.write_down", _HEADS | {Role.OFFICE}, own=True)
"""Writing a task of a unit down: those who plan for it, and members of its workspace in whose lists it stands."""
ASSIGN = Action("tasks.assign", _HEADS | {Role.OFFICE})
REVIEW = Action("tasks.review", _HEADS, own=True)
"""Accepting, returning, extending, cancelling: the assigner's own, and the line above's."""
WAIVE = Action("tasks.waive", _HEADS)
"""Those who lead the task's unit or one above: an assigner who leads none of them waives nothing (our choice)."""
ALLOW_OVER = Action("tasks.allow_over", frozenset({Role.UNIT_LEADER, Role.DELEGATE}))
IMPORT = Action("tasks.import", frozenset({Role.OPERATOR}))
WORK = Action("tasks.work", frozenset(), own=True)
"""Reporting and handing in: nobody's but the lead's."""
SPEAK = Action("tasks.raise_difficulty", _HEADS, own=True)
ANSWER = Action("tasks.answer_difficulty", _HEADS | {Role.OFFICE})
"""Those who lead the unit that owes the answer or one above it, and their offices."""
FILL_IN = Action("tasks.fill_in", _HEADS | {Role.OFFICE}, own=True)
"""Saying something in the fields of its list: the lead's and the assigner's own, and those who plan for the unit."""
COMMENT = Action("tasks.comment", _HEADS | {Role.OFFICE}, own=True)
MODERATE = Action("tasks.moderate", _HEADS)
"""Taking back what somebody else said: those who lead the task's unit or one above."""
PROPOSE_ENTRY = Action("tasks.propose_entry", _HEADS | {Role.OFFICE})
APPROVE_ENTRY = Action("tasks.approve_entry", frozenset({Role.UNIT_LEADER, Role.DELEGATE}))
"""The catalogue of a unit is proposed by its heads and office, and decided by those who lead it or a unit above."""
LOOK_INTO = Action("tasks.look_into", _HEADS | {Role.OFFICE, Role.AUDITOR, Role.OPERATOR}, own=True)
"""Those in the line of the task's unit, and those who audit or run the suite (our choice)."""


def own_people(task: Task) -> frozenset[str | None]:
    """The lead, the assigner and the people who help."""
    return frozenset({task.person_id, task.assigner_id, *(one.person_id for one in task.collaborators)})


def demand_loading(actor: Actor) -> None:
    """Let nobody load a file who may load nowhere; where they may is looked at unit by unit."""
    anywhere = tuple(held.unit_id for held in actor.grants if held.unit_id is not None)
    demand(actor, IMPORT, Resource(line=anywhere))


def demand_work(task: Task, *, by: str) -> None:
    """Let only the lead report and hand in."""
    lead = Resource(people=frozenset({task.person_id}))
    demand(Actor(person_id=by, grants=()), WORK, lead, otherwise=NotLead())


def demand_review(task: Task, *, actor: Actor, line: Sequence[str]) -> None:
    """Let the assigner or the line above review a product, never its own lead."""
    if actor.person_id == task.person_id:
        raise OwnProduct
    demand(actor, REVIEW, Resource(line=line, people=frozenset({task.assigner_id})))


def demand_steering(task: Task, *, actor: Actor, line: Sequence[str]) -> None:
    """Let the assigner or the line above extend or cancel a task, never its own lead once it is assigned."""
    if actor.person_id == task.person_id and task.status is not Status.DRAFT:
        raise OwnTask
    demand(actor, REVIEW, Resource(line=line, people=frozenset({task.assigner_id or task.created_by})))


def demand_waiving(task: Task, *, actor: Actor, line: Sequence[str]) -> None:
    """Let those who lead the task's unit or one above waive its lateness, never its own lead."""
    if actor.person_id == task.person_id:
        raise OwnTask
    demand(actor, WAIVE, Resource(line=line))


def demand_filling(task: Task, *, actor: Actor, line: Sequence[str]) -> None:
    """Let the lead, the assigner (of a draft whoever wrote it down) and those who plan for the unit fill fields in."""
    people = frozenset({task.person_id, task.assigner_id or task.created_by})
    demand(actor, FILL_IN, Resource(line=line, people=people))


def demand_speaking(task: Task, *, actor: Actor, line: Sequence[str]) -> None:
    """Let a task's own people and the line above say what stands in its way."""
    demand(actor, SPEAK, Resource(line=line, people=own_people(task)))
