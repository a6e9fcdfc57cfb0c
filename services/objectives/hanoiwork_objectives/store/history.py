"""States by day: what an objective or measure was at the end of each day on which it was saved.

They are written from the dataclasses as they are, so that a field added tomorrow is kept without another word here.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Select, Subquery, Table, and_, func, select

from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.use import Use, Used
from hanoiwork_objectives.store.bulk import upsert_many
from hanoiwork_objectives.store.tables import measure_states, objective_states, objectives, use_states
from hanoiwork_shared.facts import plain, read

_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
State = TypeVar("State", Objective, Measure)


def keep_objectives(connection: Connection, changed: Sequence[Objective], *, day: date) -> None:
    """Keep objectives as they are at the end of a day, unless they change again on it."""
    rows = [_row(one, above=one.parent_objective_id, day=day) for one in changed]
    upsert_many(connection, objective_states, rows, keys=("id", "day"))


def keep_measures(connection: Connection, changed: Sequence[Measure], *, day: date) -> None:
    """Keep measures as they are at the end of a day, unless they change again on it."""
    rows = [{**_row(one, above=one.objective_id, day=day), "parent_id": one.parent_id} for one in changed]
    upsert_many(connection, measure_states, rows, keys=("id", "day"))


def keep_uses(connection: Connection, uses: Sequence[Use], *, day: date, dropped: bool = False) -> None:
    """Keep how objectives use standing KPIs at the end of a day; no state when they do so no more."""
    rows = [
        {
            "objective_id": use.objective_id,
            "measure_id": use.measure_id,
            "day": day,
            "state": None if dropped else _WRITTEN(plain(use)),
        }
        for use in uses
    ]
    upsert_many(connection, use_states, rows, keys=("objective_id", "measure_id", "day"))


class Past:
    """What was, through one connection; every method is one statement."""

    _connection: Connection

    def objectives_at(self, cycle: str, *, day: date) -> Sequence[Objective]:
        """Every objective of a cycle as it was at the end of a day, archived or not."""
        return self._read(Objective, objective_states, objective_states.c.cycle == cycle, day=day)

    def measures_at(self, cycle: str, *, day: date) -> Sequence[Measure]:
        """Every measure of a cycle as it was at the end of a day, archived or not."""
        return self._read(Measure, measure_states, measure_states.c.cycle == cycle, day=day)

    def objectives_then(self, ids: Sequence[str], *, day: date) -> Sequence[Objective]:
        """Those objectives of `ids` that were there at the end of a day."""
        return self._read(Objective, objective_states, objective_states.c.id.in_(set(ids)), day=day)

    def measures_then(self, ids: Sequence[str], *, day: date) -> Sequence[Measure]:
        """Those measures of `ids` that were there at the end of a day."""
        return self._read(Measure, measure_states, measure_states.c.id.in_(set(ids)), day=day)

    def children_then(self, ids: Sequence[str], *, day: date) -> Sequence[Objective]:
        """The objectives that hung directly under objectives at the end of a day, archived or not."""
        ever = _ever_under(objective_states, ids)
        found = self._read(Objective, objective_states, ever, day=day)
        return [one for one in found if one.parent_objective_id in ids]

    def measures_under_then(self, ids: Sequence[str], *, day: date) -> Sequence[Measure]:
        """The measures that objectives had at the end of a day, archived or not."""
        found = self._read(Measure, measure_states, _ever_under(measure_states, ids), day=day)
        return [one for one in found if one.objective_id in ids]

    def used_then(self, objective_ids: Sequence[str], *, day: date) -> Sequence[Used]:
        """The standing KPIs that objectives used at the end of a day, as they were."""
        return self._used_at(use_states.c.objective_id.in_(set(objective_ids)), day=day)

    def used_at(self, cycle: str, *, day: date) -> Sequence[Used]:
        """The standing KPIs that a cycle's objectives used at the end of a day, as they were."""
        own = select(objectives.c.id).where(objectives.c.cycle == cycle)
        return self._used_at(use_states.c.objective_id.in_(own), day=day)

    def uses_then(self, measure_ids: Sequence[str], *, day: date) -> Sequence[Use]:
        """Where standing KPIs were used at the end of a day, in the order of the objectives' identifiers."""
        found = self._uses_at(use_states.c.measure_id.in_(set(measure_ids)), day=day)
        return sorted(found, key=lambda use: use.objective_id)

    def kpis_under_then(self, measure_ids: Sequence[str], *, day: date) -> Sequence[Measure]:
        """The KPIs that were directly under KPIs at the end of a day, archived or not, by cycle and code."""
        under = measure_states.alias()
        ever = measure_states.c.id.in_(select(under.c.id).where(under.c.parent_id.in_(set(measure_ids))))
        found = self._read(Measure, measure_states, ever, day=day)
        return sorted((one for one in found if one.parent_id in measure_ids), key=lambda one: (one.cycle, one.code))

    def _used_at(self, wanted: ColumnElement[bool], *, day: date) -> list[Used]:
        uses = self._uses_at(wanted, day=day)
        kpis = {one.id: one for one in self.measures_then([use.measure_id for use in uses], day=day)}
        found = [Used(use=use, kpi=kpis[use.measure_id]) for use in uses if use.measure_id in kpis]
        return sorted(found, key=lambda used: (used.kpi.code, used.kpi.id))

    def _uses_at(self, wanted: ColumnElement[bool], *, day: date) -> list[Use]:
        keys = (use_states.c.objective_id, use_states.c.measure_id)
        last = _last(use_states, keys, wanted, day=day)
        rows = self._connection.execute(_at(use_states, keys, last).where(use_states.c.state.is_not(None)))
        return [read(Use, json.loads(row[0])) for row in rows]

    def _read(self, kind: type[State], table: Table, wanted: ColumnElement[bool], *, day: date) -> list[State]:
        rows = self._connection.execute(_latest(table, wanted, day=day))
        return [read(kind, json.loads(row[0])) for row in rows]


def _latest(table: Table, wanted: ColumnElement[bool], *, day: date) -> Select[Any]:
    """The last state of each thing that was saved by the end of a day."""
    keys = (table.c.id,)
    return _at(table, keys, _last(table, keys, wanted, day=day))


def _last(table: Table, keys: Sequence[Column[Any]], wanted: ColumnElement[bool], *, day: date) -> Subquery:
    """The last day up to one on which each thing was saved."""
    last = func.max(table.c.day).label("day")
    return select(*keys, last).where(wanted, table.c.day <= day).group_by(*keys).subquery()


def _at(table: Table, keys: Sequence[Column[Any]], last: Subquery) -> Select[Any]:
    same = [key == last.c[key.name] for key in (*keys, table.c.day)]
    return select(table.c.state).join(last, and_(*same))


def _ever_under(table: Table, ids: Iterable[str]) -> ColumnElement[bool]:
    under = table.alias()
    return table.c.id.in_(select(under.c.id).where(under.c.above.in_(set(ids))))


def _row(one: Objective | Measure, *, above: str | None, day: date) -> dict[str, Any]:
    return {
        "id": one.id,
        "day": day,
        "cycle": one.cycle,
        "above": above,
        "version": one.version,
        "state": _WRITTEN(plain(one)),
    }
