"""The measures of a file that live from or hang under other measures: whom they mean, and what cannot be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hanoiwork_objectives.domain.composite import Formula, leads_back, no_value
from hanoiwork_objectives.domain.document import MeasureEntry
from hanoiwork_objectives.domain.measure import VALUED, Kind, Measure, Source
from hanoiwork_objectives.domain.measure_refusals import CompositeCircle, KpiCircle, KpiParentUnknown, PartUnknown
from hanoiwork_shared.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureKeys:
    """What the keys of a file stand for: `own` are the cycle's codes with identifiers, `kpis` the standing KPIs."""

    own: Mapping[str, str]
    kpis: Mapping[str, Measure]

    def find(self, key: str) -> str | None:
        """The identifier of a measure of the cycle, or of a standing KPI."""
        kpi = self.kpis.get(key)
        return self.own.get(key) or (kpi.id if kpi is not None else None)


def named_in(entries: Sequence[MeasureEntry]) -> set[str]:
    """Every key of another measure in a file."""
    parts = {part.measure_id for entry in entries if entry.formula for part in entry.formula.parts}
    return parts | {entry.parent for entry in entries if entry.parent is not None}


def resolved(formula: Formula | None, keys: MeasureKeys) -> Formula | None:
    """A formula of a file with identifiers for its keys; a key that is unknown stays."""
    if formula is None:
        return None
    parts = (replace(part, measure_id=keys.find(part.measure_id) or part.measure_id) for part in formula.parts)
    return replace(formula, parts=tuple(parts))


def link_problems(
    entry: MeasureEntry, keys: MeasureKeys, *, kinds: Mapping[str, Kind], sources: Mapping[str, Source]
) -> Iterator[Refused]:
    """Find keys that nobody knows or that cannot serve; `kinds` and `sources` are those of all measures by id."""
    for index, part in enumerate(entry.formula.parts if entry.formula else ()):
        found, field = keys.find(part.measure_id), f"{entry.path}.formula.parts[{index}].measure"
        if found is None:
            yield PartUnknown(field=field, key=part.measure_id)
        elif sources.get(found) not in VALUED:
            yield no_value(part.measure_id, field=field)
    if entry.parent is not None:
        above = keys.find(entry.parent)
        if entry.kind is not Kind.KPI or above is None or kinds.get(above) is not Kind.KPI:
            yield KpiParentUnknown(field=f"{entry.path}.parent", key=entry.parent)


def link_circles(entries: Sequence[MeasureEntry], keys: MeasureKeys, *, known: Sequence[Measure]) -> Iterator[Refused]:
    """Find composites over themselves and KPIs under themselves, with what the cycle already has."""
    parts = {one.id: one.formula.part_ids for one in known if one.formula is not None}
    above: dict[str, tuple[str, ...]] = {one.id: (one.parent_id,) for one in known if one.parent_id is not None}
    for entry in entries:
        own, formula = keys.own[entry.code], resolved(entry.formula, keys)
        parts[own] = formula.part_ids if formula is not None else ()
        parent = None if entry.parent is None else keys.find(entry.parent)
        above[own] = () if parent is None else (parent,)
    for entry in entries:
        if leads_back(keys.own[entry.code], parts):
            yield CompositeCircle(field=f"{entry.path}.formula", measure=entry.code)
        if leads_back(keys.own[entry.code], above):
            yield KpiCircle(field=f"{entry.path}.parent", measure=entry.code)
