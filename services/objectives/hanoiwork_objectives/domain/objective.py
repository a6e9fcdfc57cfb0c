"""Objectives: what somebody plans, what becomes of it, and the facts that tell of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from hanoiwork_objectives.domain.amounts import weight_problems
from hanoiwork_objectives.domain.progress import Tally, standing
from hanoiwork_objectives.domain.refusals import (
    CycleLabel,
    HasLiveChildren,
    NotChangeable,
    PeriodReversed,
    WrongStatus,
)
from hanoiwork_objectives.events import (
    ObjectiveArchived,
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
    ACTIVE = "active"
    CLOSED = "closed"
    ARCHIVED = "archived"


COUNTING = frozenset({Status.ACTIVE, Status.CLOSED})
"""A draft or archived objective counts nowhere."""

FINAL = frozenset({Status.CLOSED, Status.ARCHIVED})
"""What a closed or archived objective is defined by stays so."""

NEXT = {
    Status.DRAFT: frozenset({Status.ACTIVE, Status.ARCHIVED}),
    Status.ACTIVE: frozenset({Status.CLOSED, Status.ARCHIVED}),
    Status.CLOSED: frozenset({Status.ARCHIVED}),
    Status.ARCHIVED: frozenset[Status](),
}
"""The steps an objective may take."""

YEAR = re.compile(r"[12]\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivePlan:
    """What somebody wants an objective to be; `parent_objective_id` is set also when it hangs on a key result."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(ObjectivePlan):
    """A goal of a unit in a cycle, with how far it has come (`percent`, `fresh_until`: see Tally)."""

    id: str
    status: Status = Status.DRAFT
    percent: Decimal | None = None
    fresh_until: date | None = None
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


def create(
    plan: ObjectivePlan, *, objective_id: str, status: Status = Status.DRAFT
) -> tuple[Objective, ObjectiveCreated]:
    """Make an objective of a plan that has no problems."""
    refuse_all(problems(plan))
    objective = Objective(id=objective_id, status=status, **_written(plan))
    return objective, _snapshot(ObjectiveCreated, objective)


def redefine(objective: Objective, plan: ObjectivePlan, *, status: Status) -> tuple[Objective, ObjectiveChanged] | None:
    """Give an objective another plan and status; None when it already is so."""
    refuse_all(problems(plan))
    wanted = replace(objective, status=status, **_written(plan))
    if wanted == objective:
        return None
    demand_changeable(objective)
    changed = replace(wanted, version=objective.version + 1)
    return changed, _snapshot(ObjectiveChanged, changed)


def move(objective: Objective, *, to: Status, live_children: int = 0) -> tuple[Objective, ObjectiveSnapshot]:
    """Take an objective a step on in its life; it is put away only after everything under it."""
    if to not in NEXT[objective.status]:
        raise WrongStatus(objective=objective.code, status=objective.status.value, wanted=to.value)
    if to is Status.ARCHIVED and live_children:
        raise HasLiveChildren(objective=objective.code, count=live_children)
    moved = replace(objective, status=to, version=objective.version + 1)
    return moved, _snapshot(ObjectiveArchived if to is Status.ARCHIVED else ObjectiveChanged, moved)


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
    """Refuse to change what is closed or archived."""
    if objective.status in FINAL:
        raise NotChangeable(objective=objective.code, status=objective.status.value)


def _written(plan: ObjectivePlan) -> dict[str, Any]:
    return {field.name: getattr(plan, field.name) for field in fields(ObjectivePlan)}


def _snapshot(fact: type[Snapshot], objective: Objective) -> Snapshot:
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
        version=objective.version,
    )
