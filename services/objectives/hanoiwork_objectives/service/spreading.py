"""Carrying a measure's new value on: to the composites over it, and up every branch that any of them counts in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hanoiwork_objectives.domain.composing import composed, composed_all
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.service.climbing import climb_lines
from hanoiwork_objectives.service.holding import Lines, hold_composites, hold_lines
from hanoiwork_objectives.service.ports import Branch, Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What rests on some measures, locked: the composites over them, and the lines of all objectives that count any."""

    composites: Sequence[Measure]
    counting: frozenset[str]
    lines: Lines


def hold_reach(session: Branch, measures: Collection[Measure], *, objectives: Iterable[str] = ()) -> Reach:
    """Lock what rests on measures that are locked, and the lines of more objectives with it."""
    composites = hold_composites(session, [one.id for one in measures])
    counting = _counting(session, [*measures, *composites])
    lines = hold_lines(session, {*counting, *objectives})
    return Reach(composites=composites, counting=frozenset(counting), lines=lines)


def spread(session: Branch, moved: Collection[Measure], reach: Reach, *, as_of: date) -> dict[str, Measure]:
    """Save measures that moved, compute again what rests on them, and add up the objectives that count any of it.

    Gives all that was saved, by identifier; a composite among what moved has its value.
    """
    saved = {one.id: one for one in moved}
    now = {one.id: one for one in reach.composites} | saved
    composites = [one for one in now.values() if one.formula is not None]
    if composites:
        saved |= {one.id: one for one in composed_all(composites, _with_parts(session, composites, now))}
    session.put_measures(saved.values())
    climb_lines(session, reach.lines, reach.counting, as_of=as_of)
    return saved


def keep_new(session: Planned, measure: Measure) -> Measure:
    """Save a new measure; a composite gets its first value."""
    if measure.formula is None:
        session.put_measures([measure])
        return measure
    first = composed(measure, _with_parts(session, [measure], {}))
    session.put_measures([first])
    session.put_parts([first])
    return first


def _with_parts(session: Branch, composites: Iterable[Measure], now: dict[str, Measure]) -> dict[str, Measure]:
    """What is known by now, and the other parts of composites."""
    parts = {part for one in composites if one.formula is not None for part in one.formula.part_ids}
    others = sorted(parts - now.keys())
    return now | ({one.id: one for one in session.measures_by_ids(others)} if others else {})


def _counting(session: Branch, measures: Iterable[Measure]) -> set[str]:
    """The objectives that measures belong to, and those that follow a standing KPI among them."""
    found = tuple(measures)
    own = {measure.objective_id for measure in found} - {None}
    standing = [measure.id for measure in found if measure.standing]
    following = {use.objective_id for use in session.uses_of(standing) if use.seen is None} if standing else set()
    return {one for one in own if one is not None} | following
