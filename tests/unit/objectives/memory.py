"""The store in memory: the same answers as the database's; the tests of the store hold both to that."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, TypeVar

from hanoiwork_objectives.domain.approval import Approval
from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.feed import Fed
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.task_share import TaskShare
from hanoiwork_objectives.domain.use import Use
from hanoiwork_objectives.domain.watch import Watch
from hanoiwork_objectives.service.sifting import Order, Wanted, place, sort_values
from hanoiwork_objectives.service.watching import announce
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.folding import fold
from hanoiwork_shared.pages import Page, page_of
from hanoiwork_shared.policy import Actor, Held
from hanoiwork_shared.testing import FixedClock
from tests.unit.objectives.memory_kpis import MemoryKpis
from tests.unit.objectives.memory_past import MemoryPast
from tests.unit.objectives.memory_reports import MemoryReports

Coded = TypeVar("Coded", Objective, Measure)

LEVEL = "division"
"""Every unit of the test kit is of this kind."""


@dataclass(slots=True, kw_only=True)
class MemoryStore:
    """Rows in dictionaries. A block that raises leaves everything as it was.

    `units` maps a unit's code to its parent's (its code is its identifier), `people` are identifiers, and `grants`
    are (person, role, unit or None for everywhere), of a delegate also whom they act for.
    """

    units: Mapping[str, str | None] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    grants: Sequence[tuple[Any, ...]] = ()
    objectives: dict[str, Objective] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    check_ins: dict[str, CheckIn] = field(default_factory=dict)
    approvals: dict[str, Approval] = field(default_factory=dict)
    shares: dict[str, TaskShare] = field(default_factory=dict)
    uses: dict[tuple[str, str], Use] = field(default_factory=dict)
    fed: dict[tuple[str, str], Fed] = field(default_factory=dict)
    watches: dict[str, Watch] = field(default_factory=dict)
    objective_states: dict[tuple[str, date], Objective] = field(default_factory=dict)
    measure_states: dict[tuple[str, date], Measure] = field(default_factory=dict)
    use_states: dict[tuple[str, str, date], Use | None] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    clock: Clock = field(default_factory=FixedClock)

    @contextmanager
    def begin(self) -> Iterator["MemorySession"]:
        """One transaction; before it ends, what is called otherwise now is told."""
        names = [one.name for one in fields(self) if one.name not in ("units", "closed", "people", "grants", "clock")]
        before = {name: copy(getattr(self, name)) for name in names}
        session = MemorySession(self)
        try:
            yield session
            announce(session, as_of=self.clock.today())
        except BaseException:
            for name, rows in before.items():
                setattr(self, name, rows)
            raise

    read = begin


class MemorySession(MemoryPast, MemoryReports, MemoryKpis):
    """One transaction over a MemoryStore."""

    def tell(self, fact: Fact) -> None:
        """Keep a fact."""
        self._store.facts.append(fact)

    def tell_all(self, facts: Sequence[Fact]) -> None:
        """Keep facts."""
        self._store.facts.extend(facts)

    def unit_id(self, key: str) -> str | None:
        """A unit's code is its identifier."""
        return key if key in self._store.units else None

    def is_closed(self, unit_id: str) -> bool:
        """Whether a unit is one of the closed."""
        return unit_id in self._store.closed

    def person_id(self, key: str) -> str | None:
        """A person's code is their identifier."""
        return key if key in self._store.people else None

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root, itself first."""
        parent = self._store.units.get(unit_id)
        return (unit_id, *self.line(parent)) if parent else (unit_id,)

    def actor(self, person_id: str, on: date) -> Actor:
        """A person with all their grants, on any day."""
        held = tuple(Held(*grant) for person, *grant in self._store.grants if person == person_id)
        return Actor(person_id=person_id, grants=held)

    def objective(self, key: str, *, cycle: str | None = None) -> Objective | None:
        """The objective with this id, or this code in `cycle`; without one, an active one, else the newest."""
        return _called(self._store.objectives, key, cycle)

    def measure(self, key: str, *, cycle: str | None = None) -> Measure | None:
        """The measure with this id, or this code in `cycle`; without one, an active one, else the newest."""
        return _called(self._store.measures, key, cycle)

    def objective_to_change(self, objective_id: str) -> Objective:
        """An objective."""
        return self._store.objectives[objective_id]

    def measures_of(self, objective_id: str) -> Sequence[Measure]:
        """The measures of an objective."""
        return self.measures_under([objective_id])

    def children_of(self, objective_id: str) -> Sequence[Objective]:
        """The living objectives directly under an objective."""
        return self.children_under([objective_id])

    def cycle_to_change(self, cycle: str, *, also: Sequence[str] = ()) -> tuple[Sequence[Objective], Sequence[Measure]]:
        """Everything of a cycle."""
        return _of(self._store.objectives, cycle), _of(self._store.measures, cycle)

    def units_below(self, unit_id: str) -> Sequence[str]:
        """A unit and every unit under it."""
        return [one for one in self._store.units if unit_id in self.line(one)]

    def arrange(self, cycle: str) -> None:
        """There is nobody else."""

    def approvals_of(self, objective_id: str) -> Sequence[Approval]:
        """The places in the routes of an objective."""
        return self.approvals_on([objective_id])

    def approvals_on(self, objective_ids: Sequence[str]) -> Sequence[Approval]:
        """The places in the routes of several objectives."""
        return [one for one in self._store.approvals.values() if one.objective_id in objective_ids]

    def put_approvals(self, approvals: Iterable[Approval]) -> None:
        """Save places in a route."""
        self._store.approvals.update({approval.id: approval for approval in approvals})

    def measures_to_change(self, ids: Sequence[str]) -> Sequence[Measure]:
        """Those that exist."""
        return self.measures_by_ids(ids)

    def objectives_to_change(self, ids: Sequence[str]) -> Sequence[Objective]:
        """Those that exist."""
        return self.objectives_by_ids(ids)

    def depths(self, objective_ids: Iterable[str]) -> Mapping[str, int]:
        """How deep objectives and all above them lie."""
        lines = [self._line_of(one) for one in objective_ids]
        return {one: len(line) - place - 1 for line in lines for place, one in enumerate(line)}

    def _line_of(self, objective_id: str) -> list[str]:
        above = self._store.objectives[objective_id].parent_objective_id
        return [objective_id, *(self._line_of(above) if above else ())]

    def share(self, task_id: str) -> TaskShare | None:
        """A task as last told."""
        return self._store.shares.get(task_id)

    def shares_of(self, measure_ids: Sequence[str]) -> Sequence[TaskShare]:
        """What is known of the tasks that serve measures."""
        return [share for share in self._store.shares.values() if share.measure_id in measure_ids]

    def shares_in(self, cycle: str) -> Sequence[TaskShare]:
        """What is known of the tasks that serve a cycle's measures."""
        return self.shares_of([measure.id for measure in _of(self._store.measures, cycle)])

    def put_objectives(self, objectives: Iterable[Objective]) -> None:
        """Save objectives."""
        for one in objectives:
            self._store.objectives[one.id] = self._store.objective_states[one.id, self._store.clock.today()] = one
            self._touched[0].add(one.id)

    def put_measures(self, measures: Iterable[Measure]) -> None:
        """Save measures."""
        for one in measures:
            self._store.measures[one.id] = self._store.measure_states[one.id, self._store.clock.today()] = one
            self._touched[1].add(one.id)

    def put_share(self, share: TaskShare) -> bool:
        """Keep a task as it now is, unless something newer is kept already."""
        known = self._store.shares.get(share.task_id)
        if known is not None and known.sequence >= share.sequence:
            return False
        self._store.shares[share.task_id] = share
        return True

    def living(self, cycle: str) -> tuple[Sequence[Objective], Sequence[Measure]]:
        """Everything of a cycle that is not archived."""
        return self.living_objectives(cycle), self.living_measures(cycle)

    def living_objectives(self, cycle: str) -> Sequence[Objective]:
        """The objectives of a cycle that are not archived."""
        return [one for one in _of(self._store.objectives, cycle) if one.status is not Status.ARCHIVED]

    def living_measures(self, cycle: str) -> Sequence[Measure]:
        """The measures of a cycle that are not archived."""
        return [
            one for one in _of(self._store.measures, cycle) if one.status is not Status.ARCHIVED and not one.removed
        ]

    def tasks_in(self, cycle: str) -> Mapping[str, int]:
        """How many tasks that count serve each measure of a cycle."""
        return self.tasks_on([one.id for one in _of(self._store.measures, cycle)])

    def objectives_by_ids(self, ids: Sequence[str]) -> Sequence[Objective]:
        """Those that exist."""
        return [one for one in self._store.objectives.values() if one.id in ids]

    def objectives_of(self, unit_ids: Sequence[str], *, cycle: str) -> Sequence[Objective]:
        """The objectives of units in a cycle, without the archived ones."""
        living = [one for one in _of(self._store.objectives, cycle) if one.status is not Status.ARCHIVED]
        return [one for one in living if one.unit_id in unit_ids]

    def measures_by_ids(self, ids: Sequence[str]) -> Sequence[Measure]:
        """Those that exist."""
        return [one for one in self._store.measures.values() if one.id in ids]

    def measures_under(self, objective_ids: Sequence[str]) -> Sequence[Measure]:
        """The measures of several objectives."""
        own = [one for one in self._store.measures.values() if not one.removed]
        return [one for one in own if one.objective_id in objective_ids]

    def children_under(self, objective_ids: Sequence[str]) -> Sequence[Objective]:
        """The living objectives directly under several objectives."""
        alive = [one for one in self._store.objectives.values() if one.status is not Status.ARCHIVED]
        return [one for one in alive if one.parent_objective_id in objective_ids]

    def tasks_on(self, measure_ids: Sequence[str]) -> Mapping[str, int]:
        """How many tasks that count serve each measure."""
        counted = [share for share in self._store.shares.values() if share.counts]
        return Counter(share.measure_id for share in counted if share.measure_id and share.measure_id in measure_ids)

    def matching(self, wanted: Wanted) -> Collection[str]:
        """The identifiers of the objectives that fit."""
        return {one.id for one in self._store.objectives.values() if _fits(one, wanted)}

    def page(self, wanted: Wanted, *, order: Order, first: int, after: str | None) -> Page[Objective]:
        """A page of the objectives that fit."""

        def key(one: Objective) -> tuple[Any, ...]:
            return tuple(getattr(one, name) for name in order.fields)

        found = sorted((one for one in self._store.objectives.values() if _fits(one, wanted)), key=key)
        if after is not None:
            found = [one for one in found if key(one) > place(order, after)]
        return page_of(found, first=first, item=lambda one: one, place=lambda one: sort_values(order, one))


def _fits(one: Objective, wanted: Wanted) -> bool:
    exact = {"cycle": wanted.cycle, "unit_id": wanted.unit_id, "owner_id": wanted.owner_id}
    exact["reviewer_id"] = wanted.reviewer_id
    words = " ".join(fold(text) for text in (one.code, one.title, one.description))
    return (
        all(value is None or getattr(one, name) == value for name, value in exact.items())
        and (wanted.under_ids is None or one.unit_id in wanted.under_ids)
        and wanted.level in (None, LEVEL)
        and (not wanted.statuses or one.status in wanted.statuses)
        and (wanted.tag is None or wanted.tag in one.tags)
        and (wanted.text is None or fold(wanted.text) in words)
    )


def _called(rows: Mapping[str, Coded], key: str, cycle: str | None) -> Coded | None:
    if key in rows:
        return rows[key]
    found = [row for row in rows.values() if row.code == key and cycle in (None, row.cycle)]
    return max(found, key=lambda row: (row.status is Status.ACTIVE, row.cycle), default=None)


def _of(rows: Mapping[str, Coded], cycle: str) -> list[Coded]:
    return [row for row in rows.values() if row.cycle == cycle]
