"""Check-ins of one transaction, one or many: what they need is read at once, each is taken or refused by itself, and at
the end everything is saved at once and each branch is added up once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hanoiwork_objectives.domain.check_in import CheckIn, Said, dated, demand, take
from hanoiwork_objectives.domain.measure import MOVED_FROM_OUTSIDE, Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.refusals import AlreadyCorrected, CorrectionUnknown, measure_not_found
from hanoiwork_objectives.service.access import demand_at
from hanoiwork_objectives.service.report_ports import Reported
from hanoiwork_objectives.service.spreading import hold_reach, spread
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused, agree
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A check-in as it is asked for: of which measure (code or id), what, for which day, on which version seen."""

    measure: str
    said: Said
    on: date | None = None
    version: int | None = None


class Batch:
    """The check-ins that one person makes at once; what they may move is locked from the start."""

    def __init__(
        self, session: Reported, identity: Identity, wanted: Sequence[Wanted], *, clock: Clock, action: Action
    ) -> None:
        self._session = session
        self._identity = identity
        self._clock = clock
        self._action = action
        self._today = clock.today()
        called = session.measures_called(item.measure for item in wanted)
        self._ids = {key: measure.id for key, measure in called.items()}
        named = {measure.id: measure for measure in called.values()}
        moving = [measure.id for measure in named.values() if measure.source in MOVED_FROM_OUTSIDE]
        held = session.measures_to_change(moving) if moving else ()
        self._measures = named | {measure.id: measure for measure in held}
        self._seen = {measure.id: measure.version for measure in self._measures.values()}
        self._reach = hold_reach(session, self._measures.values())
        self._standing = self._standing_of(wanted)
        self._allowed: dict[tuple[str, frozenset[str | None]], Refused | None] = {}
        self._made: list[CheckIn] = []
        self._facts: list[Fact] = []

    def take(self, wanted: Wanted) -> tuple[Measure, CheckIn]:
        """Take one check-in; what is refused leaves the batch as it was.

        Without a day it is today's, or the corrected check-in's. A version is the measure's before the batch.
        """
        held, objective = self._held(wanted.measure)
        self._demand_right(held, objective)
        agree(self._seen[held.id], wanted.version)
        standing = self._standing[held.id]
        corrected = self._corrected(wanted.said.corrects, measure=held)
        report = dated(wanted.said, on=wanted.on or (corrected.on if corrected else self._today))
        demand(report, measure=held, objective=objective, today=self._today)
        moved, check_in, fact = take(
            held,
            report,
            objective=objective,
            standing=standing,
            check_in_id=new_id(),
            person_id=self._identity.person_id,
            at=self._clock.now(),
        )
        self._measures[held.id] = moved
        self._standing[held.id] = [*(one for one in standing if one.id != report.corrects), check_in]
        self._made.append(check_in)
        self._facts.append(fact)
        return moved, check_in

    def save(self) -> None:
        """Save what was taken, tell of it, and add up every branch that it moved."""
        if not self._made:
            return
        moved = [self._measures[one] for one in dict.fromkeys(check_in.measure_id for check_in in self._made)]
        self._session.add_check_ins(self._made)
        self._session.tell_all(self._facts)
        spread(self._session, moved, self._reach, as_of=self._today)

    def measure(self, measure_id: str) -> Measure:
        """A measure as the batch leaves it."""
        return self._measures[measure_id]

    def _standing_of(self, wanted: Sequence[Wanted]) -> dict[str, list[CheckIn]]:
        """The check-ins that may rule: one more of each measure than the batch could correct."""
        named = Counter(self._ids[item.measure] for item in wanted if item.measure in self._ids)
        most = max(named.values(), default=0) + 1
        standing: dict[str, list[CheckIn]] = {measure_id: [] for measure_id in named}
        for check_in in self._session.standing(sorted(named), most=most):
            standing[check_in.measure_id].append(check_in)
        return standing

    def _held(self, key: str) -> tuple[Measure, Objective | None]:
        """A measure as the batch has it by now, and its objective; a standing KPI has none."""
        if key not in self._ids:
            raise measure_not_found(key, field="measure")
        held = self._measures[self._ids[key]]
        return held, None if held.objective_id is None else self._reach.lines.objectives[held.objective_id]

    def _demand_right(self, held: Measure, objective: Objective | None) -> None:
        """Refuse who may not; the right to what belongs to one unit and the same owners is looked up once."""
        unit_id = objective.unit_id if objective is not None else held.unit_id or ""
        owners = frozenset({held.owner_id, objective.owner_id if objective else None})
        if (unit_id, owners) not in self._allowed:
            self._allowed[unit_id, owners] = self._refusal_at(unit_id, owners)
        refusal = self._allowed[unit_id, owners]
        if refusal is not None:
            raise refusal

    def _refusal_at(self, unit_id: str, owners: frozenset[str | None]) -> Refused | None:
        try:
            demand_at(self._session, self._identity, self._action, unit_id=unit_id, on=self._today, people=owners)
        except Refused as refusal:
            return refusal
        return None

    def _corrected(self, check_in_id: str | None, *, measure: Measure) -> CheckIn | None:
        if check_in_id is None:
            return None
        old = self._session.check_in(check_in_id)
        if old is None or old.measure_id != measure.id:
            raise CorrectionUnknown(field="corrects", key=check_in_id)
        newer = next((one for one in self._made if one.corrects == check_in_id), None)
        newer = newer or self._session.correction_of(check_in_id)
        if newer is not None:
            raise AlreadyCorrected(field="corrects", newer=newer.id)
        return old
