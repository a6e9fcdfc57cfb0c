"""Taking in a file of objectives: all of it or nothing, and the same file again changes nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date

from hanoiwork_objectives.domain.composing import composed_all
from hanoiwork_objectives.domain.document import Document, read
from hanoiwork_objectives.domain.life_refusals import ParentOfOthers
from hanoiwork_objectives.domain.measure import STANDING, Measure
from hanoiwork_objectives.domain.merge import Known, Merged, merge
from hanoiwork_objectives.domain.merge_links import named_in
from hanoiwork_objectives.domain.objective import COUNTING, Objective, Status
from hanoiwork_objectives.domain.tree import recount
from hanoiwork_objectives.service.access import ACTIVATE_DRAFT, IMPORT, MOVE, demand_at, may_at, unit_above
from hanoiwork_objectives.service.ports import Imported
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused, refuse_all
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import did, or would do in a dry run: entries in the file, and how many are new, differ or do not.

    A measure that is not in the file and follows its objective's new status is changed too. `drafts` are the codes of
    the objectives that wait for approval, and `warnings` say so to people.
    """

    objectives: int
    measures: int
    created: int
    changed: int
    unchanged: int
    dry_run: bool
    drafts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Importing:
    """The use case of those who bring a whole tree."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[Imported]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def import_objectives(
        self, identity: Identity, *, content: str, dry_run: bool = False, locale: str = "vi"
    ) -> Report:
        """Take in a file. A dry run refuses the same and saves nothing.

        Who imports must be allowed to at every unit in the file, and at those that its objectives now belong to.
        Objectives of units whose drafts they may activate are active at once; the others are drafts, to be approved.
        """
        document = read(content)
        today = self._clock.today()
        with self._begin() as session:
            known = _known(session, document)
            for unit_id in sorted(_touched(document, known)):
                demand_at(session, identity, IMPORT, unit_id=unit_id, on=today)
            known = replace(known, activating=_activating(session, identity, known, on=today))
            merged = merge(document, known, new_id=new_id)
            refuse_all((*merged.problems, *_hung_at_others(session, identity, document, known, merged, on=today)))
            if not dry_run:
                _save(session, merged, known, cycle=document.cycle, as_of=today)
        return _report(document, merged, dry_run=dry_run, locale=locale)


def _activating(session: Imported, identity: Identity, known: Known, *, on: date) -> frozenset[str]:
    """The units of a file whose drafts this person may activate: asked at the unit above, as everywhere."""
    units = set(known.units.values())
    above = {unit_id: unit_above(session, unit_id) for unit_id in units}
    may = {one: may_at(session, identity.person_id, ACTIVATE_DRAFT, unit_id=one, on=on) for one in set(above.values())}
    return frozenset(unit_id for unit_id in units if may[above[unit_id]])


def _hung_at_others(
    session: Imported, identity: Identity, document: Document, known: Known, merged: Merged, *, on: date
) -> Iterator[Refused]:
    """Find what counts and is hung where this person could not move it to either."""
    before, after = {one.id: one for one in known.objectives}, {one.id: one for one in merged.objectives}
    paths = {entry.code: entry.path for entry in document.objectives}
    for one in merged.objectives:
        old, above = before.get(one.id), after.get(one.parent_objective_id or "")
        if old is None or above is None or old.status not in COUNTING:
            continue
        hangs = (old.parent_objective_id, old.parent_measure_id) == (one.parent_objective_id, one.parent_measure_id)
        if not hangs and not may_at(session, identity.person_id, MOVE, unit_id=above.unit_id, on=on):
            yield ParentOfOthers(field=f"{paths[one.code]}.parent", objective=one.code, parent=above.code)


def _known(session: Imported, document: Document) -> Known:
    entries = document.objectives
    measure_entries = [part for entry in entries for part in entry.measures]
    named = _standing(session, named_in(measure_entries))
    objectives, measures = session.cycle_to_change(document.cycle, also=sorted(set(named.values())))
    standing = {one.id: one for one in session.measures_by_ids(sorted(set(named.values())))}
    units = _resolved({entry.unit for entry in entries}, session.unit_id)
    owners = {entry.owner for entry in entries} | {part.owner for part in measure_entries}
    return Known(
        objectives=objectives,
        measures=measures,
        units=units,
        closed=frozenset(unit_id for unit_id in units.values() if session.is_closed(unit_id)),
        people=_resolved({owner for owner in owners if owner is not None}, session.person_id),
        kpis={key: standing[kpi_id] for key, kpi_id in named.items()},
    )


def _standing(session: Imported, keys: Iterable[str]) -> dict[str, str]:
    """The standing KPIs that keys stand for, by identifier."""
    found = {key: session.measure(key, cycle=STANDING) for key in sorted(keys)}
    return {key: kpi.id for key, kpi in found.items() if kpi is not None and kpi.standing}


def _touched(document: Document, known: Known) -> set[str]:
    codes = {entry.code for entry in document.objectives}
    return {*known.units.values(), *(one.unit_id for one in known.objectives if one.code in codes)}


def _resolved(keys: Iterable[str], find: Callable[[str], str | None]) -> dict[str, str]:
    found = {key: find(key) for key in keys}
    return {key: identifier for key, identifier in found.items() if identifier is not None}


def _save(session: Imported, merged: Merged, known: Known, *, cycle: str, as_of: date) -> None:
    composed = compose_all(session, merged.measures)
    used = session.used_in_cycle(cycle)
    counted = recount(merged.objectives, composed, session.shares_in(cycle), as_of=as_of, used=used)
    objectives: dict[str, Objective] = {one.id: one for one in (*merged.objectives, *counted.objectives)}
    measures: dict[str, Measure] = {one.id: one for one in (*composed, *counted.measures)}
    before_objectives, before_measures = set(known.objectives), set(known.measures)
    session.put_objectives(one for one in objectives.values() if one not in before_objectives)
    session.put_measures(one for one in measures.values() if one not in before_measures)
    before = {one.id: one.formula for one in known.measures}
    session.put_parts(one for one in measures.values() if one.formula != before.get(one.id))
    session.tell_all([*merged.facts, *counted.facts])


def compose_all(session: Imported, measures: Sequence[Measure]) -> list[Measure]:
    """Give every composite of a cycle its value, parts before wholes; parts outside the cycle are standing KPIs.

    Those of what is closed or archived stay as they are.
    """
    now = {one.id: one for one in measures}
    composites = [one for one in measures if one.formula is not None]
    outside = {part for one in composites if one.formula for part in one.formula.part_ids} - now.keys()
    known = now | ({one.id: one for one in session.measures_by_ids(sorted(outside))} if outside else {})
    return list((now | {one.id: one for one in composed_all(composites, known)}).values())


def _report(document: Document, merged: Merged, *, dry_run: bool, locale: str) -> Report:
    told = {getattr(fact, fact.about) for fact in merged.facts}
    codes = {entry.code for entry in document.objectives}
    measure_codes = {entry.code for holder in document.objectives for entry in holder.measures}
    drafts = tuple(sorted(one.code for one in merged.objectives if one.code in codes and one.status is Status.DRAFT))
    named = [
        *(one.id for one in merged.objectives if one.code in codes),
        *(one.id for one in merged.measures if one.code in measure_codes),
    ]
    return Report(
        objectives=len(document.objectives),
        measures=sum(len(entry.measures) for entry in document.objectives),
        created=merged.created,
        changed=len(told) - merged.created,
        unchanged=len(set(named) - told),
        dry_run=dry_run,
        drafts=drafts,
        warnings=(_of_drafts(len(drafts), locale=locale),) if drafts else (),
    )


def _of_drafts(count: int, *, locale: str) -> str:
    if locale == "en":
        return f"{count} objectives are drafts: submit them for approval, or let the level above activate them."
    return f"Có {count} mục tiêu là bản nháp: hãy trình phê duyệt, hoặc để cấp trên kích hoạt."
