"""Reading: every question is a fixed number of reads, whatever the size of the tree."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import TypeVar

from hanoiwork_objectives.domain.approval import Approval
from hanoiwork_objectives.domain.changes import Change, Picture, differences
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.refusals import measure_not_found, objective_not_found
from hanoiwork_objectives.domain.report_refusals import DayInFuture, DaysReversed
from hanoiwork_objectives.domain.sharing import shares_in
from hanoiwork_objectives.domain.tree import by_objective, by_parent, counted_by_objective
from hanoiwork_objectives.domain.use import Used
from hanoiwork_objectives.service.approval_view import ApprovalView, approval_views
from hanoiwork_objectives.service.forest import Forest, with_those_above
from hanoiwork_objectives.service.report_views import CheckInView, check_in_view
from hanoiwork_objectives.service.sifting import Filter, Order, resolved
from hanoiwork_objectives.service.sights import Readable, Sight, Then
from hanoiwork_objectives.service.views import (
    MeasureView,
    ObjectiveView,
    Reader,
    TreeView,
    measure_view,
    objective_view,
)
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.pages import Page

Coded = TypeVar("Coded", Objective, Measure)

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
        locale: str = "vi",
    ) -> tuple[TreeView, ...]:
        """The roots of a cycle, or one objective, with what hangs under them.

        With a filter only what fits (by what is now) is shown, and what is above it, marked as not matched. `as_of`
        shows everything as it was at the end of that day; before anything was recorded, nothing. Without measures there
        are no warnings either, and the measures are not read.
        """
        reader = self._reader(locale, as_of)
        with self._read() as session:
            sight = _sight(session, reader)
            objectives = _natural(sight.living_objectives(cycle))
            measures = sight.living_measures(cycle) if with_measures else ()
            used = sight.used_in_cycle(cycle) if with_measures else ()
            tasks = sight.tasks_in(cycle) if with_measures else None
            matched = None if sieve is None else session.matching(resolved(session, sieve))
        parents = {objective.id: objective.parent_objective_id for objective in objectives}
        matched = parents.keys() if matched is None else matched
        forest = Forest(
            children=by_parent(objectives),
            measures=_of_each(measures, used),
            tasks=tasks,
            reader=reader,
            matched=matched,
            shown=with_those_above(matched, parents),
        )
        roots = _roots(objectives, root, past=reader.past)
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
            return _views(_sight(session, reader), seen, reader=reader)[0]

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
            sight = _sight(session, reader)
            found = _views(sight, sight.objectives_by_ids(keys), reader=reader)
        views = {view.id: view for view in found}
        return [views.get(key) for key in keys]

    def objectives_by_units(self, *, keys: Sequence[str], cycle: str, locale: str = "vi") -> list[list[ObjectiveView]]:
        """The objectives of exactly these units in a cycle, aligned with `keys`."""
        with self._read() as session:
            found = _natural(session.objectives_of(keys, cycle=cycle))
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

    def check_ins_by_measures(self, *, keys: Sequence[str], first: int) -> list[list[CheckInView]]:
        """The newest check-ins of measures, aligned with `keys`."""
        with self._read() as session:
            found = session.check_ins_on(keys, first=first)
        grouped: defaultdict[str, list[CheckInView]] = defaultdict(list)
        for check_in in found:
            grouped[check_in.measure_id].append(check_in_view(check_in))
        return [grouped[key] for key in keys]

    def approvals_by_objectives(self, *, keys: Sequence[str]) -> list[list[ApprovalView]]:
        """The approvals of objectives, aligned with `keys`, in the order of rounds and places."""
        with self._read() as session:
            found = session.approvals_on(keys)
            statuses = {one.id: one.status for one in session.objectives_by_ids(keys)}
        routes: defaultdict[str, list[Approval]] = defaultdict(list)
        for approval in found:
            routes[approval.objective_id].append(approval)
        return [approval_views(routes[key], status=statuses[key]) if key in routes else [] for key in keys]

    def _as_seen(self, session: Readable, found: Objective, reader: Reader) -> Sequence[Objective]:
        return session.objectives_then([found.id], day=reader.as_of) if reader.past else [found]

    def _measure_views(self, session: Readable, keys: Sequence[str], reader: Reader) -> list[MeasureView]:
        sight = _sight(session, reader)
        found = sight.measures_by_ids(keys)
        ids = sorted({one.objective_id for one in found if one.objective_id is not None})
        holders = {one.id: one for one in sight.objectives_by_ids(ids)}
        siblings, under = _of_each(sight.measures_under(ids), sight.used_in(ids)), by_parent(sight.children_under(ids))
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
        today = self._clock.today()
        if as_of is not None and as_of > today:
            raise DayInFuture(field="as_of", day=str(as_of), today=str(today))
        return Reader(as_of=as_of or today, locale=locale, past=as_of is not None and as_of < today)


def _sight(session: Readable, reader: Reader) -> Sight:
    return Then(session, day=reader.as_of) if reader.past else session


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
    measures = _of_each(sight.measures_under(ids), sight.used_in(ids))
    children = by_parent(_natural(sight.children_under(ids)))
    tasks = sight.tasks_on([measure.id for own in measures.values() for measure in own])
    return tuple(
        objective_view(one, measures=measures[one.id], children=children[one.id], tasks=tasks, reader=reader)
        for one in found
    )


def _of_each(measures: Iterable[Measure], used: Iterable[Used]) -> defaultdict[str, list[Measure]]:
    """The measures that count in each objective: its own, then the standing KPIs it uses."""
    own, shared = by_objective(_natural(measures)), counted_by_objective(used)
    found: defaultdict[str, list[Measure]] = defaultdict(list)
    for objective_id in own.keys() | shared.keys():
        found[objective_id] = [*own.get(objective_id, []), *_natural(shared.get(objective_id, []))]
    return found


def _natural(items: Iterable[Coded]) -> list[Coded]:
    """Sort by code as people count: O2 before O10."""
    return sorted(items, key=lambda item: _counted(item.code))


def _counted(code: str) -> list[tuple[bool, int, str]]:
    parts = re.split(r"([0-9]+)", code)
    return [
        (not part.isascii() or not part.isdigit(), int(part) if part.isascii() and part.isdigit() else 0, part)
        for part in parts
    ]
