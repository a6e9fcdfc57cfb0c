"""Check-ins: somebody reports a measure's value."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from hanoiwork_objectives.domain.check_in import CheckIn, Said, dated, demand, take
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.refusals import AlreadyCorrected, CorrectionUnknown, measure_not_found
from hanoiwork_objectives.service.access import CHECK_IN, demand_at
from hanoiwork_objectives.service.ports import Reported
from hanoiwork_objectives.service.spreading import spread, take_turn
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import agree
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity

COMPETING = 2
"""Of the standing check-ins only the newest rules; when that one is corrected, the one before it may."""


class Reporting:
    """The use case of those who report. Keys are codes or identifiers."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Reported]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def check_in(
        self,
        identity: Identity,
        *,
        measure: str,
        said: Said,
        on: date | None = None,
        version: int | None = None,
    ) -> tuple[Measure, CheckIn]:
        """Record a value and move the branch; without a day it is today's, or the corrected check-in's.

        `version` is the measure's.
        """
        with self._begin() as session:
            today = self._clock.today()
            held = _measure_to_change(session, measure)
            take_turn(session, [held.id])
            objective = _objective_of(session, held)
            owners = frozenset({held.owner_id, objective.owner_id if objective else None})
            unit_id = _unit_of(held, objective)
            demand_at(session, identity, CHECK_IN, unit_id=unit_id, on=today, people=owners)
            agree(held.version, version)
            corrected = _corrected(session, said.corrects, measure=held)
            report = dated(said, on=on or (corrected.on if corrected else today))
            demand(report, measure=held, objective=objective, today=today)
            moved, check_in, fact = take(
                held,
                report,
                standing=session.standing(held.id, most=COMPETING),
                check_in_id=new_id(),
                person_id=identity.person_id,
                at=self._clock.now(),
            )
            session.add_check_in(check_in)
            session.put_measures([moved])
            session.tell(fact)
            spread(session, [moved], as_of=today)
        return moved, check_in


def _measure_to_change(session: Reported, key: str) -> Measure:
    found = session.measure(key)
    held = None if found is None else session.measure_to_change(found.id)
    if held is None:
        raise measure_not_found(key, field="measure")
    return held


def _objective_of(session: Reported, measure: Measure) -> Objective | None:
    """The objective that a measure belongs to; a standing KPI belongs to a unit instead."""
    return None if measure.objective_id is None else session.objective_to_change(measure.objective_id)


def _unit_of(measure: Measure, objective: Objective | None) -> str:
    return objective.unit_id if objective is not None else measure.unit_id or ""


def _corrected(session: Reported, check_in_id: str | None, *, measure: Measure) -> CheckIn | None:
    if check_in_id is None:
        return None
    old = session.check_in(check_in_id)
    if old is None or old.measure_id != measure.id:
        raise CorrectionUnknown(field="corrects", key=check_in_id)
    newer = session.correction_of(check_in_id)
    if newer is not None:
        raise AlreadyCorrected(field="corrects", newer=newer.id)
    return old
