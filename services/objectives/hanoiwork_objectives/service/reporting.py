"""Check-ins: somebody reports the value of a measure, or of many at once, and a reviewer takes note."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from hanoiwork_objectives.domain.check_in import CheckIn, Said, acknowledge
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.refusals import AlreadyCorrected
from hanoiwork_objectives.domain.report_refusals import OwnCheckIn, TooManyCheckIns
from hanoiwork_objectives.domain.report_table import read_reports
from hanoiwork_objectives.domain.section import moved
from hanoiwork_objectives.service.access import ACKNOWLEDGE, CHECK_IN, REVIEW, demand_at, unit_above
from hanoiwork_objectives.service.batch import Batch, Wanted
from hanoiwork_objectives.service.report_ports import Reported
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Forbidden, NotFound, Refused, refuse_all
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Decision

MOST_AT_ONCE = 5000
"""Check-ins of one transaction (our choice): every measure of a large department, in a few seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsTaken:
    """What a file of check-ins did, or would do in a dry run."""

    check_ins: int
    measures: int
    dry_run: bool


class Reporting:
    """The use cases of those who report and of those who take note. Keys are codes or identifiers."""

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
        wanted = Wanted(measure=measure, said=said, on=on, version=version)
        with self._begin() as session:
            batch = Batch(session, identity, [wanted], clock=self._clock, action=CHECK_IN)
            taken = batch.take(wanted)
            batch.save()
        return taken

    def check_in_many(
        self, identity: Identity, wanted: Sequence[Wanted], *, paths: Sequence[str], dry_run: bool = False
    ) -> list[tuple[Measure, CheckIn]]:
        """Record many values, all or none; every problem is refused with the path of its item and its field.

        The result is that of recording them one by one, but each branch is added up once. A measure may be named more
        than once; the measures answered are as the whole leaves them. A dry run refuses the same and saves nothing.
        """
        if len(wanted) > MOST_AT_ONCE:
            raise TooManyCheckIns(count=len(wanted), most=MOST_AT_ONCE)
        with self._begin() as session:
            batch = Batch(session, identity, wanted, clock=self._clock, action=CHECK_IN)
            taken, problems = _all_taken(batch, wanted, paths)
            refuse_all(problems)
            if not dry_run:
                batch.save()
        return [(batch.measure(check_in.measure_id), check_in) for check_in in taken]

    def import_check_ins(self, identity: Identity, *, content: str | bytes, dry_run: bool = False) -> ReportsTaken:
        """Record the check-ins of a CSV or XLSX file, all or none; problems name the line and the column.

        Whoever may report nothing at all is refused before the file is read, which costs much.
        """
        with self._begin() as session:
            _demand_anything(session, identity, on=self._clock.today())
        rows = read_reports(content, most=MOST_AT_ONCE)
        wanted = [Wanted(measure=row.measure, said=row.said, on=row.on) for row in rows]
        paths = [f"lines[{row.line}]" for row in rows]
        taken = self.check_in_many(identity, wanted, paths=paths, dry_run=dry_run)
        return ReportsTaken(check_ins=len(taken), measures=len({one.measure_id for _, one in taken}), dry_run=dry_run)

    def acknowledge(self, identity: Identity, *, check_in: str, note: str = "") -> CheckIn:
        """Take note of somebody else's check-in, once: its objective's reviewer does, else who leads the unit above."""
        with self._begin() as session:
            old = session.check_in_to_change(check_in)
            if old is None:
                raise NotFound(field="check_in", what="check-in", what_vi="lần báo cáo", key=check_in)
            [measure] = session.measures_by_ids([old.measure_id])
            decision = _demand_reviewer(session, identity, measure, on=self._clock.today())
            if decision.acts_for == old.person_id:
                raise OwnCheckIn(field="check_in")
            newer = session.correction_of(old.id)
            if newer is not None:
                raise AlreadyCorrected(field="check_in", newer=newer.id)
            noted, fact = acknowledge(
                old, measure=measure, person_id=identity.person_id, at=self._clock.now(), note=note
            )
            session.put_acknowledgement(noted)
            session.tell(fact)
        return noted


def _demand_anything(session: Reported, identity: Identity, *, on: date) -> None:
    """Refuse whoever may report no measure: who holds no role of CHECK_IN anywhere, and owns nothing."""
    held = session.actor(identity.person_id, on).grants
    if not any(one.role in CHECK_IN.roles for one in held) and not session.owns_anything(identity.person_id):
        raise Forbidden(action=CHECK_IN.name)


def _all_taken(batch: Batch, wanted: Sequence[Wanted], paths: Sequence[str]) -> tuple[list[CheckIn], list[Refused]]:
    taken: list[CheckIn] = []
    problems: list[Refused] = []
    for item, path in zip(wanted, paths, strict=True):
        try:
            taken.append(batch.take(item)[1])
        except Refused as refusal:
            problems += _at(path, refusal)
    return taken, problems


def _at(path: str, refusal: Refused) -> Iterator[Refused]:
    return (moved(problem, to=path) for problem in refusal.each())


def _demand_reviewer(session: Reported, identity: Identity, measure: Measure, *, on: date) -> Decision:
    """The objective's own reviewer; where it names none, and for a standing KPI, who leads the unit above."""
    held = [] if measure.objective_id is None else session.objectives_by_ids([measure.objective_id])
    unit_id = held[0].unit_id if held else measure.unit_id or ""
    reviewer = held[0].reviewer_id if held else None
    if reviewer is not None:
        return demand_at(session, identity, REVIEW, unit_id=unit_id, on=on, people=frozenset({reviewer}))
    return demand_at(session, identity, ACKNOWLEDGE, unit_id=unit_above(session, unit_id), on=on)
