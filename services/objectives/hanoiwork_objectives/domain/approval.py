"""Approval: an objective goes along a route of people, each of whom lets it go on or sends it back.

Every decision is a record that is never rewritten; an objective that was sent back starts a new round.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from hanoiwork_objectives.domain.life import step
from hanoiwork_objectives.domain.life_refusals import OutOfTurn, OwnApproval
from hanoiwork_objectives.domain.objective import Objective, Status, snapshot
from hanoiwork_objectives.domain.refusals import WrongStatus
from hanoiwork_objectives.events import ObjectiveApproved, ObjectiveReturned, ObjectiveSnapshot, ObjectiveSubmitted


class Decision(StrEnum):
    """What somebody decided about an objective that was submitted."""

    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose turn it is: a person's, or, when none is named, that of whoever leads this unit or one above it."""

    person_id: str | None = None
    unit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Turn):
    """One place in the route of one submission (`round`), and what was decided there, by whom and when.

    `decided_for` is the leader on whose behalf a delegate decided.
    """

    id: str
    objective_id: str
    round: int
    place: int
    submitted_by: str
    submitted_at: datetime
    decision: Decision | None = None
    decided_by: str | None = None
    decided_for: str | None = None
    decided_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody decides: who, on behalf of which leader if of one, when, and in what words."""

    by: str
    acts_for: str | None = None
    at: datetime
    note: str = ""


def submit(
    objective: Objective, route: Sequence[Turn], *, past: Sequence[Approval], said: Said, new_id: Callable[[], str]
) -> tuple[Objective, list[Approval], ObjectiveSubmitted]:
    """Hand an objective in; `past` are the records of earlier rounds."""
    submitted = step(objective, to=Status.SUBMITTED)
    this_round = max((approval.round for approval in past), default=0) + 1
    approvals = [
        Approval(
            id=new_id(),
            objective_id=objective.id,
            round=this_round,
            place=place,
            submitted_by=said.by,
            submitted_at=said.at,
            person_id=turn.person_id,
            unit_id=turn.unit_id,
        )
        for place, turn in enumerate(route, start=1)
    ]
    return submitted, approvals, _handed_to(submitted, approvals[0])


def turn_of(objective: Objective, approvals: Sequence[Approval]) -> Approval:
    """Whose turn it is now; of one that is approved, the last in the route may still send it back."""
    if objective.status not in (Status.SUBMITTED, Status.APPROVED):
        raise WrongStatus(objective=objective.code, status=objective.status.value, wanted=Status.APPROVED.value)
    newest = _newest_round(approvals)
    return next((approval for approval in newest if approval.decision is None), newest[-1])


def demand_turn(turn: Approval, *, objective: Objective, person_id: str) -> None:
    """Refuse who decides about what they submitted or own, and anybody but the person whose turn it is, if one is."""
    if person_id in (turn.submitted_by, objective.owner_id):
        raise OwnApproval
    if turn.person_id not in (None, person_id):
        raise OutOfTurn(objective=objective.code)


def approve(
    objective: Objective, turn: Approval, *, approvals: Sequence[Approval], said: Said
) -> tuple[Objective, Approval, ObjectiveSnapshot]:
    """Let an objective go on in its route; after the last it is approved."""
    decided = _decided(turn, Decision.APPROVED, said)
    after = [one for one in _newest_round(approvals) if one.place > turn.place]
    if objective.status is Status.SUBMITTED and after:
        going_on = replace(objective, version=objective.version + 1)
        return going_on, decided, _handed_to(going_on, after[0])
    approved = step(objective, to=Status.APPROVED)
    return approved, decided, snapshot(ObjectiveApproved, approved)


def send_back(
    objective: Objective, turn: Approval, *, said: Said, new_id: Callable[[], str]
) -> tuple[Objective, Approval, ObjectiveReturned]:
    """Make an objective a draft again; what was approved before stays on record beside it."""
    record = turn if turn.decision is None else replace(turn, id=new_id(), place=turn.place + 1)
    decided = _decided(record, Decision.RETURNED, said)
    returned = step(objective, to=Status.DRAFT)
    return returned, decided, snapshot(ObjectiveReturned, returned)


def routes_by(approvals: Sequence[Approval], moment: datetime) -> list[Approval]:
    """The places of routes as they were known before a moment: what was submitted, and decided, by then.

    The record of sending back what was already approved came with its decision. It is told by its turn, which is that
    of the place before it; a route in which one person stands twice running reads the same, until the second decides.
    """
    places = {(one.objective_id, one.round, one.place): one for one in approvals}
    known: list[Approval] = []
    for one in approvals:
        before = places.get((one.objective_id, one.round, one.place - 1))
        if one.submitted_at >= moment:
            continue
        if one.decided_at is None or one.decided_at < moment:
            known.append(one)
        elif one.decision is Decision.APPROVED or before is None or not _same_turn(one, before):
            known.append(replace(one, decision=None, decided_by=None, decided_for=None, decided_at=None, note=""))
    return known


def _same_turn(one: Turn, other: Turn) -> bool:
    return (one.person_id, one.unit_id) == (other.person_id, other.unit_id)


def _decided(turn: Approval, decision: Decision, said: Said) -> Approval:
    return replace(
        turn, decision=decision, decided_by=said.by, decided_for=said.acts_for, decided_at=said.at, note=said.note
    )


def _newest_round(approvals: Sequence[Approval]) -> list[Approval]:
    newest = max(approval.round for approval in approvals)
    return sorted((one for one in approvals if one.round == newest), key=lambda one: one.place)


def _handed_to(objective: Objective, turn: Turn) -> ObjectiveSubmitted:
    return snapshot(ObjectiveSubmitted, objective, awaits_id=turn.person_id, awaits_unit_id=turn.unit_id)
