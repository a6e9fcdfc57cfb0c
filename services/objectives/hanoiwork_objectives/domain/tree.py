"""The tree of a cycle: what counts under what, circles, and adding it all up from the leaves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hanoiwork_objectives.domain.measure import Measure, Source, reckon, reported
from hanoiwork_objectives.domain.objective import COUNTING, FINAL, Objective, settle
from hanoiwork_objectives.domain.progress import Share, Tally, mean
from hanoiwork_objectives.domain.task_share import TaskShare, delivered
from hanoiwork_objectives.domain.use import Used
from hanoiwork_objectives.events import ObjectiveProgressChanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """What adding everything up again found different from what was kept."""

    objectives: tuple[Objective, ...]
    measures: tuple[Measure, ...]
    facts: tuple[ObjectiveProgressChanged, ...]


def tally_of(measures: Iterable[Measure], children: Iterable[Objective]) -> Tally:
    """How far an objective has come: the weighted mean of its measures and of the child objectives that count.

    A child on a key result that lives from its children counts through that key result, not twice.
    """
    own = tuple(measures)
    fed = {measure.id for measure in own if measure.source is Source.CHILDREN}
    parts = [Share(tally=measure.tally, weight=measure.weight) for measure in own]
    return mean([*parts, *_shares(child for child in children if child.parent_measure_id not in fed)])


def measured(measure: Measure, *, children: Iterable[Objective], shares: Iterable[TaskShare]) -> Measure:
    """Reckon a measure again from its one source; `children` are those that hang on it."""
    if measure.source is Source.CHILDREN:
        return reckon(measure, mean(_shares(children)))
    if measure.source is Source.TASKS:
        return reckon(measure, delivered(shares, frequency=measure.frequency))
    return reckon(measure, reported(measure))


def _shares(children: Iterable[Objective]) -> Iterator[Share]:
    return (Share(tally=child.tally, weight=child.weight) for child in children if child.status in COUNTING)


def circles(parents: Mapping[str, str | None]) -> frozenset[str]:
    """Find the objectives that hang under themselves, given each one's parent."""
    cleared: set[str] = set()
    found: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here in parents and here not in cleared and here not in path:
            path[here] = None
            here = parents[here]
        if here in path:
            trail = list(path)
            found.update(trail[trail.index(here) :])
        cleared.update(path)
    return frozenset(found)


def leaves_first(objectives: Sequence[Objective]) -> list[Objective]:
    """Order objectives so that each comes after everything under it."""
    under = by_parent(objectives)
    known = {objective.id for objective in objectives}
    ordered: list[Objective] = []
    waiting = [objective for objective in objectives if objective.parent_objective_id not in known]
    while waiting:
        objective = waiting.pop()
        ordered.append(objective)
        waiting.extend(under[objective.id])
    return ordered[::-1]


def by_parent(objectives: Iterable[Objective]) -> defaultdict[str | None, list[Objective]]:
    """Group objectives by the objective they hang under."""
    groups: defaultdict[str | None, list[Objective]] = defaultdict(list)
    for objective in objectives:
        groups[objective.parent_objective_id].append(objective)
    return groups


def by_objective(measures: Iterable[Measure]) -> defaultdict[str, list[Measure]]:
    """Group measures by their objective; standing KPIs and those taken off their draft have none."""
    groups: defaultdict[str, list[Measure]] = defaultdict(list)
    for measure in measures:
        if measure.objective_id is not None and not measure.removed:
            groups[measure.objective_id].append(measure)
    return groups


def counted_by_objective(used: Iterable[Used]) -> defaultdict[str, list[Measure]]:
    """Group standing KPIs, as they are counted, by the objectives that use them."""
    groups: defaultdict[str, list[Measure]] = defaultdict(list)
    for one in used:
        groups[one.use.objective_id].append(one.counted)
    return groups


def recount(
    objectives: Sequence[Objective],
    measures: Iterable[Measure],
    shares: Iterable[TaskShare],
    *,
    as_of: date,
    used: Iterable[Used] = (),
) -> Recount:
    """Add a whole cycle up again, leaves first; what is closed or archived stays as it was.

    `used` are the standing KPIs in these objectives.
    """
    under, owned, tasks = by_parent(objectives), by_objective(measures), _by_measure(shares)
    shared = counted_by_objective(used)
    now: dict[str, Objective] = {}
    moved: list[Measure] = []
    facts: list[ObjectiveProgressChanged] = []
    for objective in leaves_first(objectives):
        now[objective.id] = objective
        if objective.status in FINAL:
            continue
        children = [now[child.id] for child in under[objective.id]]
        fresh = [_again(measure, children, tasks) for measure in owned[objective.id]]
        moved += [new for new, old in zip(fresh, owned[objective.id], strict=True) if new != old]
        now[objective.id], fact = settle(objective, tally_of([*fresh, *shared[objective.id]], children), as_of=as_of)
        facts += [fact] if fact else []
    changed = tuple(now[objective.id] for objective in objectives if now[objective.id] != objective)
    return Recount(objectives=changed, measures=tuple(moved), facts=tuple(facts))


def _again(measure: Measure, children: Iterable[Objective], tasks: Mapping[str | None, list[TaskShare]]) -> Measure:
    on_it = [child for child in children if child.parent_measure_id == measure.id]
    return measured(measure, children=on_it, shares=tasks.get(measure.id, []))


def _by_measure(shares: Iterable[TaskShare]) -> Mapping[str | None, list[TaskShare]]:
    groups: defaultdict[str | None, list[TaskShare]] = defaultdict(list)
    for share in shares:
        groups[share.measure_id].append(share)
    return groups
