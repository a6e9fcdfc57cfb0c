"""Reading: every question is a fixed number of reads, whatever the size of the tree."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol, TypeVar

from hanoiwork_objectives.domain.approval import Approval
from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.refusals import measure_not_found, objective_not_found
from hanoiwork_objectives.domain.sharing import shares_in
from hanoiwork_objectives.domain.tree import by_objective, by_parent, counted_by_objective
from hanoiwork_objectives.domain.use import Used
from hanoiwork_objectives.service.approval_view import ApprovalView, approval_views
from hanoiwork_objectives.service.forest import Forest, with_those_above
from hanoiwork_objectives.service.sifting import Filter, Order, Sifted, Wanted, resolved
from hanoiwork_objectives.service.views import (
    CheckInView,
    MeasureView,
    ObjectiveView,
    Reader,
    TreeView,
    check_in_view,
    measure_view,
    objective_view,
)
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.pages import Page

Coded = TypeVar("Coded", Objective, Measure)

DEPTH = 12
"""How deep a tree is shown when nobody says: the depth bound of the GraphQL API."""


class Readable(Sifted, Protocol):
    """What reading needs of the store."""

    def objective(self, key: str, *, cycle: str | None = None) -> Objective | None:
        """The objective with this id, or this code in `cycle` (without one, in the newest that has it)."""
        ...

    def measure(self, key: str, *, cycle: str | None = None) -> Measure | None:
        """The measure with this id, or this code in `cycle` (without one, in the newest that has it)."""
        ...

    def living(self, cycle: str) -> tuple[Sequence[Objective], Sequence[Measure]]:
        """Everything of a cycle that is not archived."""
        ...

    def objectives_by_ids(self, ids: Sequence[str]) -> Sequence[Objective]:
        """Those objectives of `ids` that exist, in any order."""
        ...

    def objectives_of(self, unit_ids: Sequence[str], *, cycle: str) -> Sequence[Objective]:
        """The objectives of exactly these units in a cycle, without the archived ones, in any order."""
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

    def used_in_cycle(self, cycle: str) -> Sequence[Used]:
        """The standing KPIs in a cycle's objectives."""
        ...

    def tasks_on(self, measure_ids: Sequence[str]) -> Mapping[str, int]:
        """How many tasks that are not cancelled serve each measure."""
        ...

    def check_ins_on(self, measure_ids: Sequence[str], *, first: int) -> Sequence[CheckIn]:
        """The newest `first` check-ins of each measure, newest first."""
        ...

    def approvals_on(self, objective_ids: Sequence[str]) -> Sequence[Approval]:
        """The places in the routes of several objectives, of all rounds, in any order."""
        ...

    def matching(self, wanted: Wanted) -> Collection[str]:
        """The identifiers of the objectives that fit."""
        ...

    def page(self, wanted: Wanted, *, order: Order, first: int, after: str | None) -> Page[Objective]:
        """A page of the objectives that fit."""
        ...


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
        locale: str = "vi",
    ) -> tuple[TreeView, ...]:
        """The roots of a cycle, or one objective, with what hangs under them.

        With a filter only what fits is shown, and what is above it, marked as not matched. `as_of` moves the day of
        expectation and staleness; percentages are those of now.
        """
        with self._read() as session:
            objectives, measures = session.living(cycle)
            counted = _of_each(measures, session.used_in_cycle(cycle))
            tasks = session.tasks_on([measure.id for own in counted.values() for measure in own])
            matched = None if sieve is None else session.matching(resolved(session, sieve))
        parents = {objective.id: objective.parent_objective_id for objective in objectives}
        matched = parents.keys() if matched is None else matched
        forest = Forest(
            children=by_parent(_natural(objectives)),
            measures=counted,
            tasks=tasks,
            reader=self._reader(locale, as_of),
            matched=matched,
            shown=with_those_above(matched, parents),
        )
        if root is None:
            roots = [one for one in _natural(objectives) if one.parent_objective_id not in parents]
        else:
            roots = [one for one in objectives if root in (one.id, one.code)]
            if not roots:
                raise objective_not_found(root, field="root")
        return tuple(forest.show(objective, depth=depth) for objective in roots if objective.id in forest.shown)

    def objective(self, *, key: str, cycle: str | None = None, locale: str = "vi") -> ObjectiveView:
        """One objective; a code without a cycle means the newest cycle that has it."""
        with self._read() as session:
            found = session.objective(key, cycle=cycle)
            if found is None:
                raise objective_not_found(key, field="key")
            return self._views(session, [found], locale=locale)[0]

    def measure(self, *, key: str, cycle: str | None = None, locale: str = "vi") -> MeasureView:
        """One measure; a code without a cycle means the newest cycle that has it."""
        with self._read() as session:
            found = session.measure(key, cycle=cycle)
            if found is None:
                raise measure_not_found(key, field="key")
            return self._measure_views(session, [found], locale=locale)[0]

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
            views = self._views(session, page.items, locale=locale)
        return Page(items=views, cursors=page.cursors, has_next=page.has_next)

    def objectives_by_ids(self, *, keys: Sequence[str], locale: str = "vi") -> list[ObjectiveView | None]:
        """Objectives aligned with `keys`, None where there is none."""
        with self._read() as session:
            found = self._views(session, session.objectives_by_ids(keys), locale=locale)
        views = {view.id: view for view in found}
        return [views.get(key) for key in keys]

    def objectives_by_units(self, *, keys: Sequence[str], cycle: str, locale: str = "vi") -> list[list[ObjectiveView]]:
        """The objectives of exactly these units in a cycle, aligned with `keys`."""
        with self._read() as session:
            found = _natural(session.objectives_of(keys, cycle=cycle))
            views = self._views(session, found, locale=locale)
        grouped: defaultdict[str, list[ObjectiveView]] = defaultdict(list)
        for view in views:
            grouped[view.unit_id].append(view)
        return [grouped[key] for key in keys]

    def measures_by_ids(self, *, keys: Sequence[str], locale: str = "vi") -> list[MeasureView | None]:
        """Measures aligned with `keys`, None where there is none."""
        with self._read() as session:
            found = self._measure_views(session, session.measures_by_ids(keys), locale=locale)
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

    def _views(self, session: Readable, found: Sequence[Objective], *, locale: str) -> tuple[ObjectiveView, ...]:
        ids = [objective.id for objective in found]
        measures = _of_each(session.measures_under(ids), session.used_in(ids))
        children = by_parent(_natural(session.children_under(ids)))
        tasks = session.tasks_on([measure.id for own in measures.values() for measure in own])
        reader = self._reader(locale)
        return tuple(
            objective_view(one, measures=measures[one.id], children=children[one.id], tasks=tasks, reader=reader)
            for one in found
        )

    def _measure_views(self, session: Readable, found: Sequence[Measure], *, locale: str) -> list[MeasureView]:
        ids = sorted({one.objective_id for one in found if one.objective_id is not None})
        holders = {one.id: one for one in session.objectives_by_ids(ids)}
        siblings, children = _of_each(session.measures_under(ids), session.used_in(ids)), session.children_under(ids)
        under, reader = by_parent(children), self._reader(locale)
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
        return Reader(as_of=as_of or self._clock.today(), locale=locale)


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
