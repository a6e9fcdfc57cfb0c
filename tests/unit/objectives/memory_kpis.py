"""Composites, standing KPIs and their uses in memory: the same answers as `store/kpis.py`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.measure import STANDING, Measure
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.use import Use, Used
from hanoiwork_shared.pages import Page, after_values, page_of


class MemoryKpis:
    """The part of one transaction that looks after measures beyond one objective."""

    _store: Any

    def measures_below(self, measure_id: str) -> Sequence[Measure]:
        """The living KPIs directly under a KPI."""
        return self.kpis_under([measure_id])

    def kpis_under(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The living KPIs directly under several KPIs."""
        found = [one for one in self._all() if one.parent_id in measure_ids and one.status is not Status.ARCHIVED]
        return sorted(found, key=lambda one: (one.cycle, one.code))

    def composites_over(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The composites that have any of these measures as a part."""
        composites = sorted((one for one in self._all() if one.formula and not one.removed), key=lambda one: one.id)
        return [one for one in composites if one.formula and set(measure_ids) & set(one.formula.part_ids)]

    def composites_above(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The composites that have any of these measures as a part, and those over them in turn."""
        found: dict[str, Measure] = {}
        layer = self.composites_over(measure_ids)
        while layer:
            found |= {one.id: one for one in layer}
            layer = [one for one in self.composites_over([one.id for one in layer]) if one.id not in found]
        return list(found.values())

    def used_in(self, objective_ids: Sequence[str]) -> Sequence[Used]:
        """The standing KPIs in objectives, with each use."""
        uses = [use for use in self._store.uses.values() if use.objective_id in objective_ids]
        found = [Used(use=use, kpi=self._store.measures[use.measure_id]) for use in uses]
        return sorted(found, key=lambda one: (one.kpi.code, one.kpi.id))

    def used_in_cycle(self, cycle: str) -> Sequence[Used]:
        """The standing KPIs in a cycle's objectives."""
        return self.used_in([one.id for one in self._store.objectives.values() if one.cycle == cycle])

    def uses_of(self, measure_ids: Sequence[str]) -> Sequence[Use]:
        """Where standing KPIs are used."""
        found = [use for use in self._store.uses.values() if use.measure_id in measure_ids]
        return sorted(found, key=lambda use: str(use.objective_id))

    def trends(self, measure_ids: Sequence[str], *, most: int) -> Sequence[CheckIn]:
        """For each measure the last check-in of each of its `most` newest days, of those that nothing corrects."""
        found: list[CheckIn] = []
        for measure_id in measure_ids:
            by_day = {one.on: one for one in reversed(self.standing([measure_id], most=10**6))}
            found += [by_day[day] for day in sorted(by_day)[-most:]]
        return found

    def standing(self, measure_ids: Sequence[str], *, most: int) -> Sequence[CheckIn]:
        """See MemorySession."""
        raise NotImplementedError

    def kpi_page(self, *, unit_id: str | None, first: int, after: str | None) -> Page[Measure]:
        """A page of the standing KPIs in use, by code."""
        found = [one for one in self._all() if one.cycle == STANDING and one.status is not Status.ARCHIVED]
        found = [one for one in found if unit_id in (None, one.unit_id)]
        if after is not None:
            found = [one for one in found if one.code > after_values(after, (str,))[0]]
        found = sorted(found, key=lambda one: one.code)
        return page_of(found, first=first, item=lambda one: one, place=lambda one: [one.code])

    def depths(self, objective_ids: Iterable[str]) -> Mapping[str, int]:
        """How deep objectives and all above them lie under their root, which is at 0."""
        lines = [self._line(one) for one in objective_ids]
        return {one: len(line) - index - 1 for line in lines for index, one in enumerate(line)}

    def lock_formulas(self) -> None:
        """There is only one at a time."""

    def formula_parts(self) -> Mapping[str, Sequence[str]]:
        """The parts of every composite."""
        return {one.id: one.formula.part_ids for one in self._all() if one.formula is not None}

    def kpi_parents(self) -> Mapping[str, str]:
        """The KPI above each KPI that has one."""
        return {one.id: one.parent_id for one in self._all() if one.parent_id is not None}

    def put_parts(self, measures: Iterable[Measure]) -> None:
        """A formula knows its parts."""

    def put_uses(self, uses: Iterable[Use]) -> None:
        """Save uses."""
        for use in uses:
            key = (use.objective_id, use.measure_id)
            self._store.uses[key] = self._store.use_states[*key, self._store.clock.today()] = use

    def drop_use(self, use: Use) -> None:
        """Forget a use."""
        del self._store.uses[use.objective_id, use.measure_id]

    def _all(self) -> list[Measure]:
        return list(self._store.measures.values())

    def _line(self, objective_id: str) -> list[str]:
        line: list[str] = []
        here: str | None = objective_id
        while here is not None and here not in line:
            line.append(here)
            here = self._store.objectives[here].parent_objective_id
        return line
