"""Rows of composites, of standing KPIs and where they are used; every reading method is one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, exists, func, literal, select

from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.measure import STANDING, Measure
from hanoiwork_objectives.domain.objective import Status
from hanoiwork_objectives.domain.use import Use, Used
from hanoiwork_objectives.store.bulk import sliced
from hanoiwork_objectives.store.mapping import to_check_in, to_measure, to_use
from hanoiwork_objectives.store.tables import check_ins, measure_parts, measure_uses, measures, objectives
from hanoiwork_shared.pages import Page, after_values, page_of

FORMULAS_LOCK = 1_214_803_307
"""The advisory lock under which composites are changed and computed; SQLite has one writer anyway."""

_HIGHEST = 100


class KpiLooks:
    """Measures through one connection: by identifier, by what they are part of, by who uses them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def measures_by_ids(self, ids: Sequence[str]) -> Sequence[Measure]:
        """Those measures of `ids` that exist, in any order."""
        return self._measures(select(measures).where(measures.c.id.in_(set(ids))))

    def measures_below(self, measure_id: str) -> Sequence[Measure]:
        """The living KPIs directly under a KPI."""
        return self.kpis_under([measure_id])

    def kpis_under(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The living KPIs directly under several KPIs."""
        return self._measures(
            select(measures)
            .where(measures.c.parent_id.in_(measure_ids), measures.c.status != Status.ARCHIVED.value)
            .order_by(measures.c.cycle, measures.c.code)
        )

    def composites_over(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The composites that have any of these measures as a part."""
        over = select(measure_parts.c.measure_id).where(measure_parts.c.part_id.in_(measure_ids))
        return self._measures(
            select(measures).where(measures.c.id.in_(over), measures.c.removed.is_(False)).order_by("id")
        )

    def composites_above(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The composites that have any of these measures as a part, and those over them in turn."""
        over = select(measure_parts.c.measure_id).where(measure_parts.c.part_id.in_(measure_ids))
        above = over.cte("above", recursive=True)
        step = select(measure_parts.c.measure_id).join(above, measure_parts.c.part_id == above.c.measure_id)
        above = above.union(step)
        query = select(measures).where(measures.c.id.in_(select(above.c.measure_id)), measures.c.removed.is_(False))
        return self._measures(query.order_by("id"))

    def used_in(self, objective_ids: Sequence[str]) -> Sequence[Used]:
        """The standing KPIs in objectives, with each use."""
        return self._used(_USED.where(measure_uses.c.objective_id.in_(objective_ids)))

    def used_in_cycle(self, cycle: str) -> Sequence[Used]:
        """The standing KPIs in a cycle's objectives."""
        return self._used(
            _USED.join(objectives, objectives.c.id == measure_uses.c.objective_id).where(objectives.c.cycle == cycle)
        )

    def uses_of(self, measure_ids: Sequence[str]) -> Sequence[Use]:
        """Where standing KPIs are used."""
        query = select(measure_uses).where(measure_uses.c.measure_id.in_(measure_ids))
        rows = self._connection.execute(query.order_by(measure_uses.c.objective_id)).mappings()
        return [to_use(row) for row in rows]

    def trends(self, measure_ids: Sequence[str], *, most: int) -> Sequence[CheckIn]:
        """For each measure the last check-in of each of its `most` newest days, of those that nothing corrects."""
        return self._trends(check_ins.c.measure_id.in_(measure_ids), most=most)

    def trends_before(self, measure_ids: Sequence[str], moment: datetime, *, most: int) -> Sequence[CheckIn]:
        """The trends that check-ins recorded before a moment make; a later correction corrects nothing yet."""
        return self._trends(check_ins.c.measure_id.in_(measure_ids), check_ins.c.at < moment, most=most)

    def _trends(self, *wanted: ColumnElement[bool], most: int) -> Sequence[CheckIn]:
        known = select(check_ins).where(*wanted).cte("known")
        newer = known.alias()
        later = func.row_number().over(partition_by=(known.c.measure_id, known.c.on), order_by=known.c.sequence.desc())
        standing = select(known, later.label("later")).where(~exists().where(newer.c.corrects == known.c.id)).subquery()
        place = func.row_number().over(partition_by=standing.c.measure_id, order_by=standing.c.on.desc())
        daily = select(standing, place.label("place")).where(standing.c.later == 1).subquery()
        columns = [daily.c[column.name] for column in check_ins.c]
        rows = self._connection.execute(select(*columns).where(daily.c.place <= most))
        return [to_check_in(row) for row in rows.mappings()]

    def kpi_page(self, *, unit_id: str | None, first: int, after: str | None) -> Page[Measure]:
        """A page of the standing KPIs in use, by code."""
        query = select(measures).where(
            measures.c.cycle == STANDING,
            measures.c.objective_id.is_(None),
            measures.c.status != Status.ARCHIVED.value,
        )
        if unit_id is not None:
            query = query.where(measures.c.unit_id == unit_id)
        if after is not None:
            query = query.where(measures.c.code > after_values(after, (str,))[0])
        found = self._measures(query.order_by(measures.c.code).limit(first + 1))
        return page_of(found, first=first, item=lambda one: one, place=lambda one: [one.code])

    def _measures(self, query: Select[Any]) -> list[Measure]:
        return [to_measure(row) for row in self._connection.execute(query).mappings()]

    def _used(self, query: Select[Any]) -> list[Used]:
        query = query.order_by(measures.c.code, measures.c.id)
        return [_to_used(row) for row in self._connection.execute(query).mappings()]


class KpiRows(KpiLooks):
    """The same, to be changed."""

    def depths(self, objective_ids: Iterable[str]) -> Mapping[str, int]:
        """How deep objectives and all above them lie under their root, which is at 0."""
        start = select(objectives.c.id, objectives.c.parent_objective_id.label("above"), literal(0).label("step"))
        line = start.where(objectives.c.id.in_(list(objective_ids))).cte("line", recursive=True)
        above = select(objectives.c.id, objectives.c.parent_objective_id, line.c.step + 1)
        line = line.union(above.join(line, objectives.c.id == line.c.above).where(line.c.step < _HIGHEST))
        rows = self._connection.execute(select(line.c.id, line.c.above).distinct())
        return _depths({row[0]: row[1] for row in rows})

    def lock_formulas(self) -> None:
        """Wait until nobody else changes or computes composites, or KPIs above KPIs."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(FORMULAS_LOCK)))

    def formula_parts(self) -> Mapping[str, Sequence[str]]:
        """The parts of every composite."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self._connection.execute(select(measure_parts.c.measure_id, measure_parts.c.part_id)):
            found[row[0]].append(row[1])
        return found

    def kpi_parents(self) -> Mapping[str, str]:
        """The KPI above each KPI that has one."""
        query = select(measures.c.id, measures.c.parent_id).where(measures.c.parent_id.is_not(None))
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def put_parts(self, changed: Iterable[Measure]) -> None:
        """Note what composites are computed from, so that `composites_above` finds them."""
        formulas = {one.id: one.formula for one in changed}
        for some in sliced(list(formulas)):
            self._connection.execute(delete(measure_parts).where(measure_parts.c.measure_id.in_(some)))
        composites = [(one, formula) for one, formula in formulas.items() if formula is not None]
        rows = [{"measure_id": one, "part_id": part} for one, formula in composites for part in formula.part_ids]
        if rows:
            self._connection.execute(measure_parts.insert(), rows)

    def drop_use(self, use: Use) -> None:
        """Let an objective use a standing KPI no more."""
        self._connection.execute(
            delete(measure_uses).where(
                measure_uses.c.objective_id == use.objective_id, measure_uses.c.measure_id == use.measure_id
            )
        )


_USE_PREFIX = "use_"
_USED = (
    select(measures, *(column.label(f"{_USE_PREFIX}{column.name}") for column in measure_uses.c))
    .select_from(measure_uses)
    .join(measures, measures.c.id == measure_uses.c.measure_id)
)


def _to_used(row: RowMapping) -> Used:
    use = {name.removeprefix(_USE_PREFIX): value for name, value in row.items() if name.startswith(_USE_PREFIX)}
    kpi = {name: value for name, value in row.items() if not name.startswith(_USE_PREFIX)}
    return Used(use=to_use(use), kpi=to_measure(kpi))


def _depths(above: Mapping[str, str | None]) -> dict[str, int]:
    """Count the steps from each objective up to its root."""
    depths: dict[str, int] = {}
    for start in above:
        trail: list[str] = []
        here: str | None = start
        while here is not None and here not in depths and here not in trail:
            trail.append(here)
            here = above.get(here)
        base = depths.get(here, -1) if here is not None else -1
        for step, one in enumerate(reversed(trail), start=1):
            depths[one] = base + step
    return depths
