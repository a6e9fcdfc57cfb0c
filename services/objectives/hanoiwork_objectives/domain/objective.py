"""Objectives: what somebody plans, what becomes of it, and the facts that tell of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from hanoiwork_objectives.domain.amounts import weight_problems
from hanoiwork_objectives.domain.life_refusals import ContributorTwice, ReviewerIsOwner
from hanoiwork_objectives.domain.progress import Tally, standing
from hanoiwork_objectives.domain.refusals import CycleLabel, NotChangeable, PeriodReversed
from hanoiwork_objectives.events import (
    Contributor,
    ObjectiveChanged,
    ObjectiveCreated,
    ObjectiveProgressChanged,
    ObjectiveSnapshot,
)
from hanoiwork_shared.errors import Refused, refuse_all

Snapshot = TypeVar("Snapshot", bound=ObjectiveSnapshot)


class Status(StrEnum):
    """Where an objective is in its life; its measures follow it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ACTIVE = "active"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Result(StrEnum):
    """What came of an objective, said when it is closed."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    MISSED = "missed"


COUNTING = frozenset({Status.ACTIVE, Status.CLOSED})
"""What is not yet active, and what is archived, counts nowhere."""

FINAL = frozenset({Status.CLOSED, Status.ARCHIVED})
"""A closed or archived objective stays as it was, its progress too; nothing more is hung under it."""

FIXED = FINAL | {Status.SUBMITTED, Status.APPROVED}
"""What these are defined by stays so: somebody is deciding about it, or has decided."""

YEAR = re.compile(r"[12]\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivePlan:
    """What somebody wants an objective to be; `parent_objective_id` is set also when it hangs on a key result.

    The owner answers for it, the reviewer judges it; `contributors` are units that work on it beside its own.
    """

    code: str
    title: str
    cycle: str
    unit_id: str
    starts: date
    ends: date
    owner_id: str | None = None
    weight: Decimal = Decimal(1)
    parent_objective_id: str | None = None
    parent_measure_id: str | None = None
    reviewer_id: str | None = None
    contributors: tuple[Contributor, ...] = ()
    tags: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(ObjectivePlan):
    """A goal of a unit in a cycle, with how far it has come (`percent`, `fresh_until`: see Tally).

    A closed one has a `result`, a `retrospective` and the day; an archived one knows the status that it had before.
    """

    id: str
    status: Status = Status.DRAFT
    percent: Decimal | None = None
    fresh_until: date | None = None
    result: Result | None = None
    retrospective: str = ""
    closed_on: date | None = None
    archived_from: Status | None = None
    version: int = 1

    @property
    def tally(self) -> Tally:
        """How far it has come."""
        return Tally(percent=self.percent, fresh_until=self.fresh_until)


def year_of(cycle: str, *, field: str = "cycle") -> tuple[date, date]:
    """The first and last day of a cycle, which is a calendar year."""
    if not YEAR.fullmatch(cycle):
        raise CycleLabel(field=field, cycle=cycle[:80])
    return date(int(cycle), 1, 1), date(int(cycle), 12, 31)


def problems(plan: ObjectivePlan) -> Iterator[Refused]:
    """Find what is wrong with a plan in itself; fields are named as in the plan."""
    yield from weight_problems(plan.weight, field="weight")
    if plan.ends < plan.starts:
        yield PeriodReversed(field="ends", starts=str(plan.starts), ends=str(plan.ends))
    if plan.reviewer_id is not None and plan.reviewer_id == plan.owner_id:
        yield ReviewerIsOwner(field="reviewer")
    yield from _contributor_problems(plan.contributors)


def create(
    plan: ObjectivePlan, *, objective_id: str, status: Status = Status.DRAFT
) -> tuple[Objective, ObjectiveCreated]:
    """Make an objective of a plan that has no problems."""
    refuse_all(problems(plan))
    objective = Objective(id=objective_id, status=status, **_written(plan))
    return objective, snapshot(ObjectiveCreated, objective)


def redefine(objective: Objective, plan: ObjectivePlan, *, status: Status) -> tuple[Objective, ObjectiveChanged] | None:
    """Give an objective another plan and status; None when it already is so."""
    refuse_all(problems(plan))
    wanted = replace(objective, status=status, **_written(plan))
    if wanted == objective:
        return None
    demand_changeable(objective)
    changed = replace(wanted, version=objective.version + 1)
    return changed, snapshot(ObjectiveChanged, changed)


def settle(objective: Objective, tally: Tally, *, as_of: date) -> tuple[Objective, ObjectiveProgressChanged | None]:
    """Give an objective its new tally; a fact is told only when the percentage moved."""
    settled = replace(objective, percent=tally.percent, fresh_until=tally.fresh_until)
    if settled.percent == objective.percent:
        return settled, None
    settled = replace(settled, version=objective.version + 1)
    status = standing(tally, starts=objective.starts, ends=objective.ends, as_of=as_of)
    return settled, ObjectiveProgressChanged(
        objective_id=settled.id, percent=settled.percent, status=status.value, version=settled.version
    )


def demand_changeable(objective: Objective) -> None:
    """Refuse to define anew what is being decided about, was approved, or is closed or archived."""
    if objective.status in FIXED:
        raise NotChangeable(objective=objective.code, status=objective.status.value)


def demand_open(objective: Objective) -> None:
    """Refuse to hang anything under what is closed or archived."""
    if objective.status in FINAL:
        raise NotChangeable(objective=objective.code, status=objective.status.value)


def snapshot(fact: type[Snapshot], objective: Objective, **more: str | None) -> Snapshot:
    """Tell of an objective with its whole public state."""
    return fact(
        objective_id=objective.id,
        code=objective.code,
        cycle=objective.cycle,
        unit_id=objective.unit_id,
        owner_id=objective.owner_id,
        parent_objective_id=objective.parent_objective_id,
        parent_measure_id=objective.parent_measure_id,
        status=objective.status.value,
        starts=objective.starts,
        ends=objective.ends,
        reviewer_id=objective.reviewer_id,
        contributors=objective.contributors,
        tags=objective.tags,
        result=objective.result.value if objective.result else None,
        version=objective.version,
        **more,
    )


def _contributor_problems(contributors: tuple[Contributor, ...]) -> Iterator[Refused]:
    seen: set[str] = set()
    for index, contributor in enumerate(contributors):
        yield from weight_problems(contributor.weight, field=f"contributors[{index}].weight")
        if contributor.unit_id in seen:
            yield ContributorTwice(field=f"contributors[{index}].unit")
        seen.add(contributor.unit_id)


def _written(plan: ObjectivePlan) -> dict[str, Any]:
    return {field.name: getattr(plan, field.name) for field in fields(ObjectivePlan)}
