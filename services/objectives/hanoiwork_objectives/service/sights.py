"""What reading needs of the store: things as they are, and as they were at the end of an earlier day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol

from hanoiwork_objectives.domain.approval import Approval, routes_by
from hanoiwork_objectives.domain.check_in import CheckIn, known_by
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.use import Use, Used
from hanoiwork_objectives.service.sifting import Order, Sifted, Wanted
from hanoiwork_shared.clock import HANOI
from hanoiwork_shared.pages import Page


class Sight(Protocol):
    """Objectives and measures at one time."""

    def living_objectives(self, cycle: str) -> Sequence[Objective]:
        """The objectives of a cycle that are not archived."""
        ...

    def living_measures(self, cycle: str) -> Sequence[Measure]:
        """The measures of a cycle that are not archived."""
        ...

    def objectives_by_ids(self, ids: Sequence[str]) -> Sequence[Objective]:
        """Those objectives of `ids` that exist, in any order."""
        ...

    def measures_by_ids(self, ids: Sequence[str]) -> Sequence[Measure]:
        """Those measures of `ids` that exist, in any order."""
        ...

    def measures_under(self, objective_ids: Sequence[str]) -> Sequence[Measure]:
        """The measures of several objectives."""
        ...

    def children_under(self, objective_ids: Sequence[str]) -> Sequence[Objective]:
        """The objectives directly under several objectives, without the archived ones."""
        ...

    def used_in(self, objective_ids: Sequence[str]) -> Sequence[Used]:
        """The standing KPIs in objectives, with each use."""
        ...

    def used_in_cycle(self, cycle: str) -> Sequence[Used]:
        """The standing KPIs in a cycle's objectives."""
        ...

    def tasks_in(self, cycle: str) -> Mapping[str, int]:
        """How many tasks that count serve each measure of a cycle."""
        ...

    def tasks_on(self, measure_ids: Sequence[str]) -> Mapping[str, int]:
        """How many tasks that count serve each measure."""
        ...

    def uses_of(self, measure_ids: Sequence[str]) -> Sequence[Use]:
        """Where standing KPIs are used, in the order of the objectives' identifiers."""
        ...

    def kpis_under(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The living KPIs directly under several KPIs, by cycle and code."""
        ...

    def check_ins_on(self, measure_ids: Sequence[str], *, first: int) -> Sequence[CheckIn]:
        """The newest `first` check-ins of each measure, newest first."""
        ...

    def trends(self, measure_ids: Sequence[str], *, most: int) -> Sequence[CheckIn]:
        """For each measure the last check-in of each of its `most` newest days, of those that nothing corrects."""
        ...

    def approvals_on(self, objective_ids: Sequence[str]) -> Sequence[Approval]:
        """The places in the routes of several objectives, of all rounds, in any order."""
        ...


class Past(Protocol):
    """What was at the end of a day, archived things included."""

    def objectives_at(self, cycle: str, *, day: date) -> Sequence[Objective]:
        """Every objective of a cycle."""
        ...

    def measures_at(self, cycle: str, *, day: date) -> Sequence[Measure]:
        """Every measure of a cycle."""
        ...

    def objectives_then(self, ids: Sequence[str], *, day: date) -> Sequence[Objective]:
        """Those objectives of `ids` that were there."""
        ...

    def measures_then(self, ids: Sequence[str], *, day: date) -> Sequence[Measure]:
        """Those measures of `ids` that were there."""
        ...

    def children_then(self, ids: Sequence[str], *, day: date) -> Sequence[Objective]:
        """The objectives that hung directly under objectives."""
        ...

    def measures_under_then(self, ids: Sequence[str], *, day: date) -> Sequence[Measure]:
        """The measures that objectives had."""
        ...

    def used_then(self, objective_ids: Sequence[str], *, day: date) -> Sequence[Used]:
        """The standing KPIs that objectives used, as they were."""
        ...

    def used_at(self, cycle: str, *, day: date) -> Sequence[Used]:
        """The standing KPIs that a cycle's objectives used, as they were."""
        ...

    def uses_then(self, measure_ids: Sequence[str], *, day: date) -> Sequence[Use]:
        """Where standing KPIs were used, in the order of the objectives' identifiers."""
        ...

    def kpis_under_then(self, measure_ids: Sequence[str], *, day: date) -> Sequence[Measure]:
        """The KPIs that were directly under several KPIs, by cycle and code."""
        ...

    def check_ins_before(self, measure_ids: Sequence[str], moment: datetime, *, first: int) -> Sequence[CheckIn]:
        """Of the check-ins recorded before a moment, the newest `first` of each measure, newest first."""
        ...

    def trends_before(self, measure_ids: Sequence[str], moment: datetime, *, most: int) -> Sequence[CheckIn]:
        """The trends that check-ins recorded before a moment make."""
        ...

    def approvals_on(self, objective_ids: Sequence[str]) -> Sequence[Approval]:
        """The places in the routes of several objectives, of all rounds, as they are now."""
        ...


class Readable(Sight, Past, Sifted, Protocol):
    """Everything that can be asked of the store."""

    def objective(self, key: str, *, cycle: str | None = None) -> Objective | None:
        """The objective with this id, or this code in `cycle` (without one, an active one, else the newest)."""
        ...

    def measure(self, key: str, *, cycle: str | None = None) -> Measure | None:
        """The measure with this id, or this code in `cycle` (without one, an active one, else the newest)."""
        ...

    def objectives_of(self, unit_ids: Sequence[str], *, cycle: str) -> Sequence[Objective]:
        """The objectives of exactly these units in a cycle, without the archived ones, in any order."""
        ...

    def kpi_page(self, *, unit_id: str | None, first: int, after: str | None) -> Page[Measure]:
        """A page of the standing KPIs in use, by code."""
        ...

    def matching(self, wanted: Wanted) -> Collection[str]:
        """The identifiers of the objectives that fit."""
        ...

    def page(self, wanted: Wanted, *, order: Order, first: int, after: str | None) -> Page[Objective]:
        """A page of the objectives that fit."""
        ...


class Then:
    """The past at the end of one day, asked as the present is. How many tasks there were is not kept."""

    def __init__(self, past: Past, *, day: date) -> None:
        self._past = past
        self._day = day
        self._over = datetime.combine(day + timedelta(days=1), time.min, tzinfo=HANOI)

    def living_objectives(self, cycle: str) -> Sequence[Objective]:
        """The objectives of a cycle that were not archived."""
        return [one for one in self._past.objectives_at(cycle, day=self._day) if one.status is not Status.ARCHIVED]

    def living_measures(self, cycle: str) -> Sequence[Measure]:
        """The measures of a cycle that were not archived."""
        return [one for one in self._past.measures_at(cycle, day=self._day) if one.status is not Status.ARCHIVED]

    def objectives_by_ids(self, ids: Sequence[str]) -> Sequence[Objective]:
        """Those objectives of `ids` that were there."""
        return self._past.objectives_then(ids, day=self._day)

    def measures_by_ids(self, ids: Sequence[str]) -> Sequence[Measure]:
        """Those measures of `ids` that were there."""
        return self._past.measures_then(ids, day=self._day)

    def measures_under(self, objective_ids: Sequence[str]) -> Sequence[Measure]:
        """The measures that objectives had."""
        return self._past.measures_under_then(objective_ids, day=self._day)

    def children_under(self, objective_ids: Sequence[str]) -> Sequence[Objective]:
        """The objectives that hung directly under objectives, without the archived ones."""
        found = self._past.children_then(objective_ids, day=self._day)
        return [one for one in found if one.status is not Status.ARCHIVED]

    def used_in(self, objective_ids: Sequence[str]) -> Sequence[Used]:
        """The standing KPIs that objectives used."""
        return self._past.used_then(objective_ids, day=self._day)

    def used_in_cycle(self, cycle: str) -> Sequence[Used]:
        """The standing KPIs that a cycle's objectives used."""
        return self._past.used_at(cycle, day=self._day)

    def tasks_in(self, cycle: str) -> Mapping[str, int]:
        """Nothing."""
        del cycle
        return {}

    def tasks_on(self, measure_ids: Sequence[str]) -> Mapping[str, int]:
        """Nothing."""
        del measure_ids
        return {}

    def uses_of(self, measure_ids: Sequence[str]) -> Sequence[Use]:
        """Where standing KPIs were used."""
        return self._past.uses_then(measure_ids, day=self._day)

    def kpis_under(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The KPIs that were directly under several KPIs, without the archived ones."""
        found = self._past.kpis_under_then(measure_ids, day=self._day)
        return [one for one in found if one.status is not Status.ARCHIVED]

    def check_ins_on(self, measure_ids: Sequence[str], *, first: int) -> Sequence[CheckIn]:
        """The newest check-ins that were recorded by then; acknowledged only if they were by then."""
        found = self._past.check_ins_before(measure_ids, self._over, first=first)
        return [known_by(one, self._over) for one in found]

    def trends(self, measure_ids: Sequence[str], *, most: int) -> Sequence[CheckIn]:
        """The trends of what was recorded by then."""
        return self._past.trends_before(measure_ids, self._over, most=most)

    def approvals_on(self, objective_ids: Sequence[str]) -> Sequence[Approval]:
        """The routes that had been begun, with what was decided by then."""
        return routes_by(self._past.approvals_on(objective_ids), self._over)


def sight_on(session: Readable, day: date | None) -> Sight:
    """Things as they were at the end of an earlier day, or, without one, as they are."""
    return session if day is None else Then(session, day=day)
