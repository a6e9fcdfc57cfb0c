"""Questions about measures beyond one objective: forecasts, shares, standing KPIs and the KPIs under a KPI.

Each is a fixed number of reads, however many are asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from hanoiwork_objectives.domain.amounts import shown
from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.course import year_around
from hanoiwork_objectives.domain.forecast import MOST_POINTS, SENTENCES, Basis, Forecast, forecast
from hanoiwork_objectives.domain.measure import Measure, period_of
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.refusals import UnitUnknown
from hanoiwork_objectives.domain.sharing import shares_in
from hanoiwork_objectives.domain.tree import by_objective, by_parent, counted_by_objective
from hanoiwork_objectives.domain.use import Use, Used
from hanoiwork_objectives.service.views import MeasureView, Reader, measure_view
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.pages import Page


class Looked(Protocol):
    """What these questions need of the store."""

    def unit_id(self, key: str) -> str | None:
        """The identifier of a unit, by its code or identifier."""
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
        """The objectives directly under several objectives."""
        ...

    def used_in(self, objective_ids: Sequence[str]) -> Sequence[Used]:
        """The standing KPIs in objectives, with each use."""
        ...

    def uses_of(self, measure_ids: Sequence[str]) -> Sequence[Use]:
        """Where standing KPIs are used."""
        ...

    def kpis_under(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The living KPIs directly under several KPIs."""
        ...

    def trends(self, measure_ids: Sequence[str], *, most: int) -> Sequence[CheckIn]:
        """For each measure the last check-in of each of its `most` newest days, of those that nothing corrects."""
        ...

    def kpi_page(self, *, unit_id: str | None, first: int, after: str | None) -> Page[Measure]:
        """A page of the standing KPIs in use, by code."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """Why there is no forecast: a stable code, and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastView:
    """The value expected at the period's end with the percentage it gives and what that rests on; or why none."""

    value: Decimal | None
    percent: Decimal | None
    basis: Basis | None
    reason: ReasonView | None


class MeasureReading:
    """The questions that can be asked. Answers are aligned with their keys."""

    def __init__(self, *, read: Callable[[], AbstractContextManager[Looked]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def forecasts_by_ids(self, *, keys: Sequence[str], locale: str = "vi") -> list[ForecastView | None]:
        """Where measures are heading by the end of their objective's period, or of this year for standing KPIs."""
        with self._read() as session:
            measures = {one.id: one for one in session.measures_by_ids(keys)}
            held = sorted({one.objective_id for one in measures.values() if one.objective_id is not None})
            holders = {one.id: one for one in session.objectives_by_ids(held)}
            trends: defaultdict[str, list[CheckIn]] = defaultdict(list)
            for check_in in session.trends(list(measures), most=MOST_POINTS):
                trends[check_in.measure_id].append(check_in)
        found = {
            one.id: _forecast_view(
                forecast(one, trends[one.id], ends=self._end(holders.get(one.objective_id or ""))), locale=locale
            )
            for one in measures.values()
        }
        return [found.get(key) for key in keys]

    def shares_by_ids(self, *, keys: Sequence[str]) -> list[Decimal | None]:
        """What objectives weigh in those they hang under, in percent; None for a root and for what does not count."""
        with self._read() as session:
            children = {one.id: one for one in session.objectives_by_ids(keys)}
            above = sorted({one.parent_objective_id for one in children.values() if one.parent_objective_id})
            measures = by_objective(session.measures_under(above))
            used = counted_by_objective(session.used_in(above))
            under = by_parent(session.children_under(above))
        found: dict[str, Decimal] = {}
        for parent in above:
            found |= shares_in([*measures[parent], *used[parent]], under[parent])
        return [found.get(key) if key in children else None for key in keys]

    def kpis(
        self, *, unit: str | None = None, first: int, after: str | None = None, locale: str = "vi"
    ) -> Page[MeasureView]:
        """A page of the standing KPIs in use, of exactly this unit if one is named."""
        with self._read() as session:
            unit_id = None if unit is None else session.unit_id(unit)
            if unit is not None and unit_id is None:
                raise UnitUnknown(field="unit", key=unit)
            page = session.kpi_page(unit_id=unit_id, first=first, after=after)
        reader = Reader(as_of=self._clock.today(), locale=locale)
        views = tuple(measure_view(one, objective=None, reader=reader) for one in page.items)
        return Page(items=views, cursors=page.cursors, has_next=page.has_next)

    def kpis_under(self, *, keys: Sequence[str]) -> list[list[str]]:
        """The KPIs directly under KPIs, by identifier."""
        found: defaultdict[str | None, list[str]] = defaultdict(list)
        with self._read() as session:
            for one in session.kpis_under(keys):
                found[one.parent_id].append(one.id)
        return [found[key] for key in keys]

    def users_of(self, *, keys: Sequence[str]) -> list[list[str]]:
        """The objectives that use standing KPIs, by identifier."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        with self._read() as session:
            for use in session.uses_of(keys):
                found[use.measure_id].append(use.objective_id)
        return [found[key] for key in keys]

    def _end(self, holder: Objective | None) -> date:
        return (period_of(holder) or year_around(self._clock.today())).ends


def _forecast_view(made: Forecast, *, locale: str) -> ForecastView:
    reason = None
    if made.reason is not None:
        vi, en = SENTENCES[made.reason]
        reason = ReasonView(code=made.reason.value, message=en if locale == "en" else vi)
    return ForecastView(value=made.value, percent=shown(made.percent), basis=made.basis, reason=reason)
