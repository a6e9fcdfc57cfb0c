"""Reading: every question is a fixed number of reads, whatever the size of the tree."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date

from hanoiwork_objectives.domain.approval import Approval
from hanoiwork_objectives.domain.changes import Change, Picture, differences
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.refusals import measure_not_found, objective_not_found
from hanoiwork_objectives.domain.report_refusals import DayInFuture, DaysReversed
from hanoiwork_objectives.domain.sharing import shares_in
from hanoiwork_objectives.domain.tree import by_parent
from hanoiwork_objectives.service.approval_view import ApprovalView, approval_views
from hanoiwork_objectives.service.collecting import uncollected
from hanoiwork_objectives.service.forest import grown
from hanoiwork_objectives.service.measure_views import MeasureView, measure_view
from hanoiwork_objectives.service.ordering import counted, natural
from hanoiwork_objectives.service.reader import Reader, reader_of
from hanoiwork_objectives.service.report_views import CheckInView, check_in_view
from hanoiwork_objectives.service.sifting import Filter, Order, resolved
from hanoiwork_objectives.service.sights import Readable, Sight, sight_on
from hanoiwork_objectives.service.views import ObjectiveView, TreeView, objective_view
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.pages import Page

DEPTH = 12
"""How deep a tree is shown when nobody says: the depth bound of the GraphQL API."""


class Reading:
    """The questions that can be asked. Keys are codes or identifiers."""

    def __init__(self, *, read: Callable[[], AbstractContextManager[Readable]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def tree(
        self,
        *,
        cycle: str,
        root: str | None = None,
        depth: int = DEPTH,
        sieve: Filter | None = None,
        as_of: date | None = None,
        with_measures: bool = True,
        with_warnings: bool = True,
        locale: str = "vi",
    ) -> tuple[TreeView, ...]:
        """The roots of a cycle, or one objective, with what hangs under them.

        With a filter only what fits (by what is now) is shown, and what is above it, marked as not matched. `as_of`
        shows everything as it was at the end of that day; before anything was recorded, nothing. Measures that
        are not wanted are not read, and without them, as without wanting any, there are no warnings.
        """
        reader = self._reader(locale, as_of)
        with uncollected(), self._read() as session:
            sight = sight_on(session, reader.day)
            objectives = natural(sight.living_objectives(cycle))
            measures = counted(sight.living_measures(cycle), sight.used_in_cycle(cycle)) if with_measures else None
            tasks = sight.tasks_in(cycle) if with_measures and with_warnings else None
            matched = None if sieve is None else session.matching(resolved(session, sieve))
        forest = grown(objectives, measures, tasks=tasks, reader=reader, matched=matched)
        roots = _roots(objectives, root, past=reader.past)
        with uncollected():
            return tuple(forest.show(objective, depth=depth) for objective in roots if objective.id in forest.shown)

    def objective(
        self, *, key: str, cycle: str | None = None, as_of: date | None = None, locale: str = "vi"
    ) -> ObjectiveView:
        """One objective, by its present code or id; a code without a cycle means the active one, else the newest."""
        reader = self._reader(locale, as_of)
        with self._read() as session:
            found = session.objective(key, cycle=cycle)
            seen = [] if found is None else self._as_seen(session, found, reader)
            if not seen:
                raise objective_not_found(key, field="key")
            return _views(sight_on(session, reader.day), seen, reader=reader)[0]

    def measure(
        self, *, key: str, cycle: str | None = None, as_of: date | None = None, locale: str = "vi"
    ) -> MeasureView:
        """One measure, by its present code or id; a code without a cycle means the active one, else the newest."""
        with self._read() as session:
            found = session.measure(key, cycle=cycle)
            views = [] if found is None else self._measure_views(session, [found.id], self._reader(locale, as_of))
            if not views:
                raise measure_not_found(key, field="key")
            return views[0]

    def changes(self, *, cycle: str, from_day: date, to_day: date) -> tuple[Change, ...]:
        """What became of a cycle from the end of one day to the end of another."""
        today = self._clock.today()
        for field, day in (("from_", from_day), ("to", to_day)):
            if day > today:
                raise DayInFuture(field=field, day=str(day), today=str(today))
        if from_day > to_day:
            raise DaysReversed(field="from_", from_day=str(from_day), to_day=str(to_day))
        with self._read() as session:
            earlier, later = (_picture(session, cycle, day=day) for day in (from_day, to_day))
        return differences(earlier, later)

    def objectives(
        self,
        *,
        sieve: Filter | None = None,
        order: Order = Order.CODE,
        first: int,
        after: str | None = None,
        locale: str = "vi",
    ) -> Page[ObjectiveView]:
        """A page of the objectives that fit a filter."""
        with self._read() as session:
            wanted = resolved(session, sieve or Filter())
            page = session.page(wanted, order=order, first=first, after=after)
            views = _views(session, page.items, reader=self._reader(locale))
        return Page(items=views, cursors=page.cursors, has_next=page.has_next)

    def objectives_by_ids(
        self, *, keys: Sequence[str], as_of: date | None = None, locale: str = "vi"
    ) -> list[ObjectiveView | None]:
        """Objectives aligned with `keys`, None where there is none."""
        reader = self._reader(locale, as_of)
        with self._read() as session:
            sight = sight_on(session, reader.day)
            found = _views(sight, sight.objectives_by_ids(keys), reader=reader)
        views = {view.id: view for view in found}
        return [views.get(key) for key in keys]

    def objectives_by_units(self, *, keys: Sequence[str], cycle: str, locale: str = "vi") -> list[list[ObjectiveView]]:
        """The objectives of exactly these units in a cycle, aligned with `keys`."""
        with self._read() as session:
            found = natural(session.objectives_of(keys, cycle=cycle))
            views = _views(session, found, reader=self._reader(locale))
        grouped: defaultdict[str, list[ObjectiveView]] = defaultdict(list)
        for view in views:
            grouped[view.unit_id].append(view)
        return [grouped[key] for key in keys]

    def measures_by_ids(
        self, *, keys: Sequence[str], as_of: date | None = None, locale: str = "vi"
    ) -> list[MeasureView | None]:
        """Measures aligned with `keys`, None where there is none."""
        with self._read() as session:
            found = self._measure_views(session, keys, self._reader(locale, as_of))
        views = {view.id: view for view in found}
        return [views.get(key) for key in keys]

    def check_ins_by_measures(
        self, *, keys: Sequence[str], first: int, as_of: date | None = None
    ) -> list[list[CheckInView]]:
        """The newest check-ins of measures, aligned with `keys`; as they were known at the end of a day."""
        reader = self._reader("vi", as_of)
        with self._read() as session:
            found = sight_on(session, reader.day).check_ins_on(keys, first=first)
        grouped: defaultdict[str, list[CheckInView]] = defaultdict(list)
        for check_in in found:
            grouped[check_in.measure_id].append(check_in_view(check_in))
        return [grouped[key] for key in keys]

    def approvals_by_objectives(self, *, keys: Sequence[str], as_of: date | None = None) -> list[list[ApprovalView]]:
        """The approvals of objectives, aligned with `keys`, in the order of rounds and places."""
        reader = self._reader("vi", as_of)
        with self._read() as session:
            sight = sight_on(session, reader.day)
            found = sight.approvals_on(keys)
            statuses = {one.id: one.status for one in sight.objectives_by_ids(keys)}
        routes: defaultdict[str, list[Approval]] = defaultdict(list)
        for approval in found:
            routes[approval.objective_id].append(approval)
        return [approval_views(routes[key], status=statuses[key]) if key in statuses else [] for key in keys]

    def _as_seen(self, session: Readable, found: Objective, reader: Reader) -> Sequence[Objective]:
        return session.objectives_then([found.id], day=reader.as_of) if reader.past else [found]

    def _measure_views(self, session: Readable, keys: Sequence[str], reader: Reader) -> list[MeasureView]:
        sight = sight_on(session, reader.day)
        found = sight.measures_by_ids(keys)
        ids = sorted({one.objective_id for one in found if one.objective_id is not None})
        holders = {one.id: one for one in sight.objectives_by_ids(ids)}
        siblings, under = counted(sight.measures_under(ids), sight.used_in(ids)), by_parent(sight.children_under(ids))
        shares = {one: shares_in(siblings[one], under[one]) for one in ids}
        return [
            measure_view(
                one,
                objective=holders.get(one.objective_id or ""),
                reader=reader,
                share=shares.get(one.objective_id or "", {}).get(one.id),
            )
            for one in found
        ]

    def _reader(self, locale: str, as_of: date | None = None) -> Reader:
        """For whom and which day; refuses a day that has not come."""
        return reader_of(locale, as_of, today=self._clock.today())


def _picture(session: Readable, cycle: str, *, day: date) -> Picture:
    return Picture(
        day=day,
        objectives=session.objectives_at(cycle, day=day),
        measures=session.measures_at(cycle, day=day),
    )


def _roots(objectives: Sequence[Objective], root: str | None, *, past: bool) -> Sequence[Objective]:
    """Where a tree starts; on an earlier day the one asked for may not have been there yet."""
    if root is None:
        present = {objective.id for objective in objectives}
        return [one for one in objectives if one.parent_objective_id not in present]
    roots = [one for one in objectives if root in (one.id, one.code)]
    if not roots and not past:
        raise objective_not_found(root, field="root")
    return roots


def _views(sight: Sight, found: Sequence[Objective], *, reader: Reader) -> tuple[ObjectiveView, ...]:
    ids = [objective.id for objective in found]
    measures = counted(sight.measures_under(ids), sight.used_in(ids))
    children = by_parent(natural(sight.children_under(ids)))
    tasks = sight.tasks_on([measure.id for own in measures.values() for measure in own])
    return tuple(
        objective_view(one, measures=measures[one.id], children=children[one.id], tasks=tasks, reader=reader)
        for one in found
    )
