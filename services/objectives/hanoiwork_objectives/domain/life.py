"""The life of an objective: draft → submitted → approved → active → closed, and the archive, from which it may return.

A draft may also become active directly; who may do that is said in `service/access.py`.
"""

from dataclasses import dataclass, replace
from datetime import date

from hanoiwork_objectives.domain.life_refusals import ParentArchived
from hanoiwork_objectives.domain.objective import Objective, Result, Status, demand_changeable, snapshot
from hanoiwork_objectives.domain.refusals import HasLiveChildren, WrongStatus
from hanoiwork_objectives.events import (
    ObjectiveArchived,
    ObjectiveChanged,
    ObjectiveClosed,
    ObjectiveMoved,
    ObjectiveRestored,
)

NEXT = {
    Status.DRAFT: frozenset({Status.SUBMITTED, Status.ACTIVE, Status.ARCHIVED}),
    Status.SUBMITTED: frozenset({Status.APPROVED, Status.DRAFT, Status.ARCHIVED}),
    Status.APPROVED: frozenset({Status.ACTIVE, Status.DRAFT, Status.ARCHIVED}),
    Status.ACTIVE: frozenset({Status.CLOSED, Status.ARCHIVED}),
    Status.CLOSED: frozenset({Status.ARCHIVED}),
    Status.ARCHIVED: frozenset[Status](),
}
"""The steps an objective may take; the way out of the archive is `restore`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What is said of an objective when it ends: the result, and in words what was learnt."""

    result: Result
    retrospective: str


def step(objective: Objective, *, to: Status) -> Objective:
    """Take an objective a step on; refuses a step that its status does not lead to."""
    if to not in NEXT[objective.status]:
        raise WrongStatus(objective=objective.code, status=objective.status.value, wanted=to.value)
    return replace(objective, status=to, version=objective.version + 1)


def activate(objective: Objective) -> tuple[Objective, ObjectiveChanged]:
    """Let an objective count from now on."""
    active = step(objective, to=Status.ACTIVE)
    return active, snapshot(ObjectiveChanged, active)


def close(objective: Objective, closing: Closing, *, on: date) -> tuple[Objective, ObjectiveClosed]:
    """End an objective; its progress stays as it is now and goes on counting."""
    ended = replace(
        step(objective, to=Status.CLOSED), result=closing.result, retrospective=closing.retrospective, closed_on=on
    )
    return ended, snapshot(ObjectiveClosed, ended)


def archive(objective: Objective, *, live_children: int) -> tuple[Objective, ObjectiveArchived]:
    """Put an objective away, after everything under it."""
    away = replace(step(objective, to=Status.ARCHIVED), archived_from=objective.status)
    if live_children:
        raise HasLiveChildren(objective=objective.code, count=live_children)
    return away, snapshot(ObjectiveArchived, away)


def restore(objective: Objective, *, above: Objective | None) -> tuple[Objective, ObjectiveRestored]:
    """Take an objective out of the archive, after what it hangs under, to the status that it had before.

    One that was put away before that was kept comes back as a draft. Its code was never free for another.
    """
    if objective.status is not Status.ARCHIVED:
        raise WrongStatus(objective=objective.code, status=objective.status.value, wanted="restored")
    if above is not None and above.status is Status.ARCHIVED:
        raise ParentArchived(objective=objective.code, parent=above.code)
    status = objective.archived_from or Status.DRAFT
    back = replace(objective, status=status, archived_from=None, version=objective.version + 1)
    return back, snapshot(ObjectiveRestored, back)


def hang(objective: Objective, *, under: str | None, on: str | None) -> tuple[Objective, ObjectiveMoved] | None:
    """Hang an objective under another and on its key result, or make it a root; None when it hangs there already."""
    demand_changeable(objective)
    wanted = replace(objective, parent_objective_id=under, parent_measure_id=on)
    if wanted == objective:
        return None
    moved = replace(wanted, version=objective.version + 1)
    return moved, snapshot(ObjectiveMoved, moved)
