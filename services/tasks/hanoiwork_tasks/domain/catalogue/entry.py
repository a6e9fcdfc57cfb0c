"""An entry of a unit's catalogue, in revisions: proposed, approved or returned, in force from a day, retired on one."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from hanoiwork_tasks.domain.catalogue.refusals import (
    DurationInvalid,
    EffectiveInPast,
    EntryState,
    OwnProposal,
    WeighsTooMuch,
)
from hanoiwork_tasks.domain.refusals import ReasonMissing
from hanoiwork_tasks.domain.task import MOST_POINTS, Group, weigh

LONGEST_DURATION = 366
"""Working days that a unit of product may take at most (our choice)."""
_CENT = Decimal("0.01")


class State(StrEnum):
    """Where a revision stands on its route."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an entry says of a product: what it is, how it is counted, weighed and timed.

    `points` weigh one unit of product; `working_days` is how long the work takes as a rule, None when there is none;
    `authority` is filled in where a task says none.
    """

    title: str
    product: str
    measured_in: str
    points: Decimal
    group: Group = Group.ROUTINE
    working_days: int | None = None
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One revision of an entry; the newest approved one whose day has come is in force until it is retired."""

    id: str
    unit_id: str
    code: str
    revision: int
    terms: Terms
    effective_from: date
    state: State
    proposed_by: str
    proposed_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    note: str = ""
    retired_from: date | None = None
    version: int = 1


def proposed(entry: Entry, *, today: date) -> Entry:
    """A revision as it may be proposed; raises PointsInvalid, DurationInvalid, EffectiveInPast."""
    weigh(entry.terms.points)
    days = entry.terms.working_days
    if days is not None and not 0 < days <= LONGEST_DURATION:
        raise DurationInvalid(field="working_days", most=LONGEST_DURATION)
    if entry.effective_from < today:
        raise EffectiveInPast(field="effective_from", today=today.isoformat())
    return entry


def approve(entry: Entry, *, by: str, at: datetime, today: date) -> Entry:
    """Approved by somebody else than who proposed it; it is in force from its day on, at the earliest from today."""
    _decidable(entry, by)
    starts = max(entry.effective_from, today)
    return replace(
        entry, state=State.APPROVED, effective_from=starts, decided_by=by, decided_at=at, version=entry.version + 1
    )


def set_up(entry: Entry, *, by: str, at: datetime) -> Entry:
    """Approved as it is proposed: who leads the unit sets its catalogue up (deck)."""
    return replace(entry, state=State.APPROVED, decided_by=by, decided_at=at, version=entry.version + 1)


def send_back(entry: Entry, *, by: str, at: datetime, reason: str) -> Entry:
    """Returned to whoever proposed it, with a reason."""
    _decidable(entry, by)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    return replace(
        entry, state=State.RETURNED, decided_by=by, decided_at=at, note=reason.strip(), version=entry.version + 1
    )


def proposed_again(entry: Entry, *, terms: Terms, effective_from: date, by: str, at: datetime, today: date) -> Entry:
    """A returned revision, mended and proposed anew; raises EntryState for one that was not returned."""
    if entry.state is not State.RETURNED:
        raise EntryState(state=entry.state.value)
    return proposed(
        replace(
            entry,
            terms=terms,
            effective_from=effective_from,
            state=State.SUBMITTED,
            proposed_by=by,
            proposed_at=at,
            decided_by=None,
            decided_at=None,
            note="",
            version=entry.version + 1,
        ),
        today=today,
    )


def retire(entry: Entry, *, on: date, today: date) -> Entry:
    """Not to be used from a day on, today or later; tasks that were weighed by it keep their points."""
    if entry.state is not State.APPROVED:
        raise EntryState(state=entry.state.value)
    if on < today:
        raise EffectiveInPast(field="on", today=today.isoformat())
    return replace(entry, retired_from=on, version=entry.version + 1)


def points_for(entry: Entry, quantity: Decimal) -> Decimal:
    """What a quantity of product weighs by an entry in force: points per unit × quantity, half up to hundredths.

    Raises WeighsTooMuch past the most points of a task.
    """
    points = (entry.terms.points * quantity).quantize(_CENT, rounding=ROUND_HALF_UP)
    if not 0 < points <= MOST_POINTS:
        raise WeighsTooMuch(field="quantity", points=f"{points:f}", most=f"{MOST_POINTS:f}")
    return points.normalize() + 0


def _decidable(entry: Entry, by: str) -> None:
    if entry.state is not State.SUBMITTED:
        raise EntryState(state=entry.state.value)
    if entry.proposed_by == by:
        raise OwnProposal
