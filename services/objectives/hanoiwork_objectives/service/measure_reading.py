"""Questions about measures beyond one objective: forecasts, shares, standing KPIs and the KPIs under a KPI.

Each is a fixed number of reads, however many are asked for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hanoiwork_objectives.domain.amounts import shown
from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.course import year_around
from hanoiwork_objectives.domain.forecast import MOST_POINTS, SENTENCES, Basis, Forecast, forecast
from hanoiwork_objectives.domain.measure import period_of
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.sharing import shares_in
from hanoiwork_objectives.domain.tree import by_objective, by_parent, counted_by_objective
from hanoiwork_objectives.service import finding
from hanoiwork_objectives.service.measure_views import MeasureView, measure_view
from hanoiwork_objectives.service.reader import Reader, reader_of
from hanoiwork_objectives.service.sights import Readable, Sight, sight_on
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.pages import Page


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
    """The questions that can be asked, of today or the end of an earlier day. Answers are aligned with their keys."""

    def __init__(self, *, read: Callable[[], AbstractContextManager[Readable]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def forecasts_by_ids(
        self, *, keys: Sequence[str], as_of: date | None = None, locale: str = "vi"
    ) -> list[ForecastView | None]:
        """Where measures are heading by the end of their objective's period, or of the year for standing KPIs.

        As of an earlier day it is what would have been forecast on it, from what was recorded by then.
        """
        with self._seen(as_of) as (sight, on):
            measures = {one.id: one for one in sight.measures_by_ids(keys)}
            held = sorted({one.objective_id for one in measures.values() if one.objective_id is not None})
            holders = {one.id: one for one in sight.objectives_by_ids(held)}
            trends: defaultdict[str, list[CheckIn]] = defaultdict(list)
            for check_in in sight.trends(list(measures), most=MOST_POINTS):
                trends[check_in.measure_id].append(check_in)
        found = {
            one.id: _forecast_view(
                forecast(one, trends[one.id], ends=_end(holders.get(one.objective_id or ""), on=on)), locale=locale
            )
            for one in measures.values()
        }
        return [found.get(key) for key in keys]

    def shares_by_ids(self, *, keys: Sequence[str], as_of: date | None = None) -> list[Decimal | None]:
        """What objectives weigh in those they hang under, in percent; None for a root and for what does not count."""
        with self._seen(as_of) as (sight, _):
            children = {one.id: one for one in sight.objectives_by_ids(keys)}
            above = sorted({one.parent_objective_id for one in children.values() if one.parent_objective_id})
            measures = by_objective(sight.measures_under(above))
            used = counted_by_objective(sight.used_in(above))
            under = by_parent(sight.children_under(above))
        found: dict[str, Decimal] = {}
        for parent in above:
            found |= shares_in([*measures[parent], *used[parent]], under[parent])
        return [found.get(key) if key in children else None for key in keys]

    def kpis(
        self, *, unit: str | None = None, first: int, after: str | None = None, locale: str = "vi"
    ) -> Page[MeasureView]:
        """A page of the standing KPIs in use, of exactly this unit if one is named."""
        with self._read() as session:
            unit_id = None if unit is None else finding.unit(session, unit)
            page = session.kpi_page(unit_id=unit_id, first=first, after=after)
        reader = Reader(as_of=self._clock.today(), locale=locale)
        views = tuple(measure_view(one, objective=None, reader=reader) for one in page.items)
        return Page(items=views, cursors=page.cursors, has_next=page.has_next)

    def kpis_under(self, *, keys: Sequence[str], as_of: date | None = None) -> list[list[str]]:
        """The KPIs directly under KPIs, by identifier."""
        found: defaultdict[str | None, list[str]] = defaultdict(list)
        with self._seen(as_of) as (sight, _):
            for one in sight.kpis_under(keys):
                found[one.parent_id].append(one.id)
        return [found[key] for key in keys]

    def users_of(self, *, keys: Sequence[str], as_of: date | None = None) -> list[list[str]]:
        """The objectives that use standing KPIs, by identifier."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        with self._seen(as_of) as (sight, _):
            for use in sight.uses_of(keys):
                found[use.measure_id].append(use.objective_id)
        return [found[key] for key in keys]

    @contextmanager
    def _seen(self, as_of: date | None) -> Iterator[tuple[Sight, date]]:
        """What there is to see, and on which day."""
        reader = reader_of("vi", as_of, today=self._clock.today())
        with self._read() as session:
            yield sight_on(session, reader.day), reader.as_of


def _end(holder: Objective | None, *, on: date) -> date:
    """The end of an objective's period; a KPI without one is judged, and so forecast, in the calendar year."""
    return (period_of(holder) or year_around(on)).ends


def _forecast_view(made: Forecast, *, locale: str) -> ForecastView:
    reason = None
    if made.reason is not None:
        vi, en = SENTENCES[made.reason]
        reason = ReasonView(code=made.reason.value, message=en if locale == "en" else vi)
    return ForecastView(value=made.value, percent=shown(made.percent), basis=made.basis, reason=reason)
