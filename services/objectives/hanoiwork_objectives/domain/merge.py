"""A file of objectives against what a cycle already has: what is new, what differs, and what cannot be."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hanoiwork_objectives.domain.course import Period
from hanoiwork_objectives.domain.document import Document, MeasureEntry, ObjectiveEntry
from hanoiwork_objectives.domain.life_refusals import ReviewerIsOwner
from hanoiwork_objectives.domain.measure import Measure, MeasurePlan, problems_of_parts
from hanoiwork_objectives.domain.measure import add as add_measure
from hanoiwork_objectives.domain.measure import follow as follow_measure
from hanoiwork_objectives.domain.measure import redefine as redefine_measure
from hanoiwork_objectives.domain.merge_links import MeasureKeys, link_circles, link_problems, resolved
from hanoiwork_objectives.domain.objective import FINAL, FIXED, Objective, ObjectivePlan, Status, create, redefine
from hanoiwork_objectives.domain.refusals import (
    Circle,
    CodeTaken,
    DuplicateCode,
    NotChangeable,
    ParentAmbiguous,
    ParentUnknown,
    PersonUnknown,
    UnitClosed,
    UnitUnknown,
)
from hanoiwork_objectives.domain.section import moved
from hanoiwork_objectives.domain.tree import circles
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.facts import Fact

UNSAID = ("reviewer_id", "contributors", "tags", "description")
"""What an objective has and a file does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a file is held against: all objectives and measures of its cycle, and what its keys stand for.

    `units` and `people` map the codes or ids used in the file to identifiers, `kpis` to standing KPIs; an unknown key
    is not in them. `activating` are the units whose drafts become active by this import, `closed` those that get
    nothing new.
    """

    objectives: Sequence[Objective]
    measures: Sequence[Measure]
    units: Mapping[str, str]
    people: Mapping[str, str]
    kpis: Mapping[str, Measure] = field(default_factory=dict)
    activating: Collection[str] = ()
    closed: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The whole cycle as it would be, what the file made of it, and everything that is wrong."""

    objectives: tuple[Objective, ...]
    measures: tuple[Measure, ...]
    facts: tuple[Fact, ...]
    created: int
    problems: tuple[Refused, ...]


def merge(document: Document, known: Known, *, new_id: Callable[[], str]) -> Merged:
    """Hold a file against its cycle. Nothing may be taken of it while there are problems."""
    merging = _Merging(document, known, new_id=new_id)
    problems = (*document.problems, *merging.problems())
    if problems:
        return Merged(objectives=(), measures=(), facts=(), created=0, problems=problems)
    return merging.merged()


class _Merging:
    """The lookups that one merge goes by."""

    def __init__(self, document: Document, known: Known, *, new_id: Callable[[], str]) -> None:
        self._document = document
        self._known = known
        self._objectives = {objective.code: objective for objective in known.objectives}
        self._measures = {measure.code: measure for measure in known.measures}
        self._known_by_id = {objective.id: objective for objective in known.objectives}
        self._ids = {objective.code: objective.id for objective in known.objectives}
        self._owners = {measure.code: measure.objective_id for measure in known.measures}
        self._measure_ids = {measure.code: measure.id for measure in known.measures}
        for entry in document.objectives:
            self._ids.setdefault(entry.code, new_id())
            for measure in entry.measures:
                self._measure_ids.setdefault(measure.code, new_id())
                self._owners.setdefault(measure.code, self._ids[entry.code])
        self._keys = MeasureKeys(own=self._measure_ids, kpis=known.kpis)
        known_measures = (*known.measures, *known.kpis.values())
        self._kinds = {measure.id: measure.kind for measure in known_measures}
        self._sources = {measure.id: measure.source for measure in known_measures}
        for part in self._entries():
            self._kinds[self._measure_ids[part.code]] = part.kind
            self._sources[self._measure_ids[part.code]] = part.source

    def _entries(self) -> list[MeasureEntry]:
        return [measure for entry in self._document.objectives for measure in entry.measures]

    def problems(self) -> Iterator[Refused]:
        """Find everything that cannot be."""
        yield from self._duplicates()
        for entry in self._document.objectives:
            yield from self._objective_problems(entry)
            for measure in entry.measures:
                yield from self._measure_problems(measure, entry=entry)
        yield from self._circles()
        yield from link_circles(self._entries(), self._keys, known=self._known.measures)

    def _duplicates(self) -> Iterator[Refused]:
        entries = self._document.objectives
        for entries_of_kind in (entries, [measure for entry in entries for measure in entry.measures]):
            first: dict[str, str] = {}
            for entry in entries_of_kind:
                if first.setdefault(entry.code, entry.path) != entry.path:
                    yield DuplicateCode(field=f"{entry.path}.code", key=entry.code, first=first[entry.code])

    def _objective_problems(self, entry: ObjectiveEntry) -> Iterator[Refused]:
        if entry.unit not in self._known.units:
            yield UnitUnknown(field=f"{entry.path}.unit", key=entry.unit)
        if entry.owner is not None and entry.owner not in self._known.people:
            yield PersonUnknown(field=f"{entry.path}.owner", key=entry.owner)
        yield from self._parent_problems(entry)
        existing = self._objectives.get(entry.code)
        if existing is None and self._known.units.get(entry.unit) in self._known.closed:
            yield UnitClosed(field=f"{entry.path}.unit", key=entry.unit)
        owner_id = self._known.people.get(entry.owner or "")
        if existing is not None and owner_id is not None and owner_id == existing.reviewer_id:
            yield ReviewerIsOwner(field=f"{entry.path}.owner")
        if existing is not None and existing.status in FIXED:
            yield from self._frozen(entry, existing)

    def _parent_problems(self, entry: ObjectiveEntry) -> Iterator[Refused]:
        cycle = self._document.cycle
        if entry.parent is not None and entry.parent_key_result is not None:
            yield ParentAmbiguous(field=f"{entry.path}.parent_key_result")
        if entry.parent is not None and entry.parent not in self._ids:
            yield ParentUnknown(field=f"{entry.path}.parent", key=entry.parent, cycle=cycle)
        if entry.parent_key_result is not None and entry.parent_key_result not in self._owners:
            yield ParentUnknown(field=f"{entry.path}.parent_key_result", key=entry.parent_key_result, cycle=cycle)

        above = self._known_by_id.get(self._parent_of(entry) or "")
        if above is not None and above.status in FINAL and not self._hangs_there(entry, above):
            field = "parent" if entry.parent is not None else "parent_key_result"
            yield NotChangeable(field=f"{entry.path}.{field}", objective=above.code, status=above.status.value)

    def _hangs_there(self, entry: ObjectiveEntry, above: Objective) -> bool:
        existing = self._objectives.get(entry.code)
        return existing is not None and existing.parent_objective_id == above.id

    def _frozen(self, entry: ObjectiveEntry, existing: Objective) -> Iterator[Refused]:
        """An objective that is being decided about, or has ended, may stand in the file only as it is."""
        if entry.unit in self._known.units and _differs(existing, self._plan(entry)):
            yield NotChangeable(field=entry.path, objective=entry.code, status=existing.status.value)
        for measure in entry.measures:
            old = self._measures.get(measure.code)
            if old is None or _differs(old, self._measure_plan(measure, entry=entry)):
                yield NotChangeable(field=measure.path, objective=entry.code, status=existing.status.value)

    def _measure_problems(self, measure: MeasureEntry, *, entry: ObjectiveEntry) -> Iterator[Refused]:
        if measure.owner is not None and measure.owner not in self._known.people:
            yield PersonUnknown(field=f"{measure.path}.owner", key=measure.owner)
        old = self._measures.get(measure.code)
        if old is not None and old.objective_id != self._ids[entry.code]:
            yield CodeTaken(field=f"{measure.path}.code", key=measure.code, cycle=self._document.cycle)
        yield from link_problems(measure, self._keys, kinds=self._kinds, sources=self._sources)
        plan = self._measure_plan(measure, entry=entry)
        wrong = problems_of_parts(plan, period=Period(starts=entry.starts, ends=entry.ends))
        yield from (moved(problem, to=measure.path) for problem in wrong)

    def _circles(self) -> Iterator[Refused]:
        parents = {objective.id: objective.parent_objective_id for objective in self._known.objectives}
        parents |= {self._ids[entry.code]: self._parent_of(entry) for entry in self._document.objectives}
        found = circles(parents)
        for entry in self._document.objectives:
            if self._ids[entry.code] in found:
                field = "parent" if entry.parent is not None else "parent_key_result"
                yield Circle(field=f"{entry.path}.{field}", objective=entry.code)

    def merged(self) -> Merged:
        """The cycle as it will be, once there are no problems."""
        objectives = {objective.id: objective for objective in self._known.objectives}
        measures = {measure.id: measure for measure in self._known.measures}
        facts: list[Fact] = []
        for entry in self._document.objectives:
            for objective, fact in self._decided(entry):
                objectives[objective.id] = objective
                facts.append(fact)
        for measure, measure_fact in self._decided_measures(objectives):
            measures[measure.id] = measure
            facts.append(measure_fact)
        return Merged(
            objectives=tuple(objectives.values()),
            measures=tuple(measures.values()),
            facts=tuple(facts),
            created=len(objectives) + len(measures) - len(self._known.objectives) - len(self._known.measures),
            problems=(),
        )

    def _decided(self, entry: ObjectiveEntry) -> Iterator[tuple[Objective, Fact]]:
        existing, plan = self._objectives.get(entry.code), self._plan(entry)
        if existing is None:
            yield create(plan, objective_id=self._ids[entry.code], status=self._draft_becomes(plan))
            return
        status = self._draft_becomes(plan) if existing.status is Status.DRAFT else existing.status
        redefined = redefine(existing, plan, status=status)
        if redefined is not None:
            yield redefined

    def _draft_becomes(self, plan: ObjectivePlan) -> Status:
        return Status.ACTIVE if plan.unit_id in self._known.activating else Status.DRAFT

    def _decided_measures(self, objectives: Mapping[str, Objective]) -> Iterator[tuple[Measure, Fact]]:
        named: set[str] = set()
        for entry in self._document.objectives:
            holder = objectives[self._ids[entry.code]]
            for measure in entry.measures:
                named.add(measure.code)
                yield from self._decided_measure(self._measure_plan(measure, entry=entry), holder=holder)
        for old in self._known.measures:
            if old.objective_id is None or old.removed or old.code in named:
                continue
            if old.status is not objectives[old.objective_id].status:
                yield follow_measure(old, status=objectives[old.objective_id].status)

    def _decided_measure(self, plan: MeasurePlan, *, holder: Objective) -> Iterator[tuple[Measure, Fact]]:
        existing, period = self._measures.get(plan.code), Period(starts=holder.starts, ends=holder.ends)
        if existing is None:
            measure_id = self._measure_ids[plan.code]
            yield add_measure(plan, measure_id=measure_id, status=holder.status, period=period)
            return
        redefined = redefine_measure(existing, plan, status=holder.status, period=period)
        if redefined is not None:
            yield redefined

    def _plan(self, entry: ObjectiveEntry) -> ObjectivePlan:
        """The plan of an entry; what a file does not say of an objective stays as it is."""
        result = entry.parent_key_result
        existing = self._objectives.get(entry.code)
        unsaid = {name: getattr(existing, name) for name in UNSAID} if existing else {}
        return ObjectivePlan(
            code=entry.code,
            title=entry.title,
            cycle=self._document.cycle,
            unit_id=self._known.units[entry.unit],
            owner_id=self._known.people.get(entry.owner) if entry.owner else None,
            starts=entry.starts,
            ends=entry.ends,
            weight=entry.weight,
            parent_objective_id=self._parent_of(entry),
            parent_measure_id=self._measure_ids.get(result) if result else None,
            **unsaid,
        )

    def _parent_of(self, entry: ObjectiveEntry) -> str | None:
        if entry.parent_key_result is not None:
            return self._owners.get(entry.parent_key_result)
        return self._ids.get(entry.parent) if entry.parent is not None else None

    def _measure_plan(self, measure: MeasureEntry, *, entry: ObjectiveEntry) -> MeasurePlan:
        return MeasurePlan(
            code=measure.code,
            cycle=self._document.cycle,
            objective_id=self._ids[entry.code],
            kind=measure.kind,
            title=measure.title,
            target=measure.target,
            unit=measure.unit,
            weight=measure.weight,
            owner_id=self._known.people.get(measure.owner) if measure.owner else None,
            frequency=measure.frequency,
            source=measure.source,
            precision=measure.precision,
            waypoints=measure.waypoints,
            formula=resolved(measure.formula, self._keys),
            parent_id=self._keys.find(measure.parent) if measure.parent else None,
        )


def _differs(existing: Objective | Measure, plan: ObjectivePlan | MeasurePlan) -> bool:
    names = type(plan).__dataclass_fields__
    return any(getattr(existing, name) != getattr(plan, name) for name in names)
