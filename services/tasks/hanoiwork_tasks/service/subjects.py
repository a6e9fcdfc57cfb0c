"""What difficulties stand in the way of, and who may speak for it."""

from hanoiwork_shared.policy import Actor, Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.difficulties.difficulty import Difficulty, Subject, subject_of
from hanoiwork_tasks.domain.difficulties.refusals import SubjectAmbiguous
from hanoiwork_tasks.domain.links import KnownMeasure
from hanoiwork_tasks.domain.refusals import UnitUnknown
from hanoiwork_tasks.service.ports import TaskSession
from hanoiwork_tasks.service.resolving import measure_for


def spoken_for(session: TaskSession, actor: Actor, *, task: str | None, measure: str | None) -> Subject:
    """The task or measure named, by code or id; refuses who may not speak for it, and two or none of them."""
    if task is not None and measure is None:
        found = session.task(task)
        authority.demand_speaking(found, actor=actor, line=session.places.line(found.unit_id))
        return subject_of(found)
    if measure is not None and task is None:
        return _of_measure(session, actor, measure_for(session.links, measure))
    raise SubjectAmbiguous(field="task")


def demand_speaking(session: TaskSession, actor: Actor, difficulty: Difficulty) -> None:
    """Refuse who may not speak for what a difficulty stands in the way of."""
    if difficulty.measure_id is not None:
        _of_measure(session, actor, measure_for(session.links, difficulty.measure_id, past=True))
    else:
        task = session.task(difficulty.task_id or "")
        authority.demand_speaking(task, actor=actor, line=session.places.line(task.unit_id))


def code_of(session: TaskSession, difficulty: Difficulty) -> str:
    """The code of the task or measure that a difficulty stands in the way of."""
    if difficulty.measure_id is not None:
        return measure_for(session.links, difficulty.measure_id, past=True).code
    return session.task(difficulty.task_id or "").code


def _of_measure(session: TaskSession, actor: Actor, known: KnownMeasure) -> Subject:
    """A measure, for which its owner speaks and the line above its unit: its own, or that of its objective."""
    objective = session.links.objective(known.objective_id) if known.objective_id is not None else None
    unit_id = known.unit_id or (objective.unit_id if objective is not None else None)
    if unit_id is None:
        raise UnitUnknown(field="measure", key=known.code)
    demand(actor, authority.SPEAK, Resource(line=session.places.line(unit_id), people=frozenset({known.owner_id})))
    return Subject(code=known.code, unit_id=unit_id, measure_id=known.id)
