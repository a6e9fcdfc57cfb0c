"""The store in memory: what is watched, and what was."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.use import Use, Used
from hanoiwork_objectives.domain.watch import Watch, watch_of, watch_of_measure

State = TypeVar("State", Objective, Measure)


class MemoryPast:
    """The watches and the states by day of a MemoryStore."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self._touched: tuple[set[str], set[str]] = (set(), set())

    def touched(self) -> tuple[set[str], set[str]]:
        """What was saved."""
        return self._touched

    def watched(self, objective_ids: Iterable[str], measure_ids: Iterable[str]) -> Sequence[Watch]:
        """These objectives with their measures, and these measures."""
        objectives, measures = set(objective_ids), set(measure_ids)
        own = [one for one in self._store.measures.values() if one.id in measures or one.objective_id in objectives]
        return [
            *(self._watch(self._store.objectives[one]) for one in objectives),
            *(self._watch(one) for one in own),
        ]

    def due(self, day: date, *, most: int) -> Sequence[Watch]:
        """What is due."""
        due = [one for one in self._store.watches.values() if one.next_look is not None and one.next_look <= day]
        known: dict[str, Objective | Measure] = {**self._store.objectives, **self._store.measures}
        return [self._watch(known[one.id]) for one in due[:most]]

    def keep_watches(self, seen: Sequence[Watch]) -> None:
        """Keep what was told."""
        self._store.watches.update({watch.id: watch for watch in seen})

    def _watch(self, subject: Objective | Measure) -> Watch:
        kept = self._store.watches.get(subject.id)
        told = {"told": kept.told, "next_look": kept.next_look} if kept else {}
        if isinstance(subject, Objective):
            return watch_of(subject, **told)
        return watch_of_measure(subject, holder=self._store.objectives.get(subject.objective_id), **told)

    def drop_use(self, use: Use) -> None:
        """Let an objective use a standing KPI no more."""
        super().drop_use(use)  # type: ignore[misc] # the session's other half has it
        self._store.use_states[use.objective_id, use.measure_id, self._store.clock.today()] = None

    def used_then(self, objective_ids: Sequence[str], *, day: date) -> Sequence[Used]:
        """The standing KPIs that objectives used."""
        last: dict[tuple[str, str], Use | None] = {}
        for (objective_id, measure_id, on), use in sorted(self._store.use_states.items(), key=lambda item: item[0][2]):
            if on <= day and objective_id in objective_ids:
                last[objective_id, measure_id] = use
        uses = [use for use in last.values() if use is not None]
        kpis = {one.id: one for one in self.measures_then([use.measure_id for use in uses], day=day)}
        found = [Used(use=use, kpi=kpis[use.measure_id]) for use in uses]
        return sorted(found, key=lambda one: (one.kpi.code, one.kpi.id))

    def used_at(self, cycle: str, *, day: date) -> Sequence[Used]:
        """The standing KPIs that a cycle's objectives used."""
        return self.used_then([one.id for one in self._store.objectives.values() if one.cycle == cycle], day=day)

    def uses_then(self, measure_ids: Sequence[str], *, day: date) -> Sequence[Use]:
        """Where standing KPIs were used."""
        used = self.used_then(list(self._store.objectives), day=day)
        return sorted((one.use for one in used if one.kpi.id in measure_ids), key=lambda use: use.objective_id)

    def kpis_under_then(self, measure_ids: Sequence[str], *, day: date) -> Sequence[Measure]:
        """The KPIs that were directly under several KPIs."""
        found = [one for one in _last(self._store.measure_states, day) if one.parent_id in measure_ids]
        return sorted(found, key=lambda one: (one.cycle, one.code))

    def objectives_at(self, cycle: str, *, day: date) -> Sequence[Objective]:
        """Every objective of a cycle as it was."""
        return [one for one in _last(self._store.objective_states, day) if one.cycle == cycle]

    def measures_at(self, cycle: str, *, day: date) -> Sequence[Measure]:
        """Every measure of a cycle as it was."""
        return [one for one in _last(self._store.measure_states, day) if one.cycle == cycle]

    def objectives_then(self, ids: Sequence[str], *, day: date) -> Sequence[Objective]:
        """Those that were there."""
        return [one for one in _last(self._store.objective_states, day) if one.id in ids]

    def measures_then(self, ids: Sequence[str], *, day: date) -> Sequence[Measure]:
        """Those that were there."""
        return [one for one in _last(self._store.measure_states, day) if one.id in ids]

    def children_then(self, ids: Sequence[str], *, day: date) -> Sequence[Objective]:
        """The objectives that hung under these."""
        return [one for one in _last(self._store.objective_states, day) if one.parent_objective_id in ids]

    def measures_under_then(self, ids: Sequence[str], *, day: date) -> Sequence[Measure]:
        """The measures that these had."""
        return [one for one in _last(self._store.measure_states, day) if one.objective_id in ids]


def _last(states: Mapping[tuple[str, date], State], day: date) -> list[State]:
    """The last state of each thing by the end of a day."""
    last: dict[str, tuple[date, State]] = {}
    for (one, on), state in states.items():
        if on <= day and (one not in last or last[one][0] <= on):
            last[one] = (on, state)
    return [state for _, state in last.values()]
