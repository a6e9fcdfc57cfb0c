"""Reading rows, for questions and for decisions: every method is one statement."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table, case, func, select, tuple_

from hanoiwork_objectives.domain.approval import Approval
from hanoiwork_objectives.domain.check_in import CheckIn
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective, Status
from hanoiwork_objectives.domain.task_share import UNCOUNTED
from hanoiwork_objectives.service.sifting import Order, Wanted, place, sort_values
from hanoiwork_objectives.store.conditions import conditions
from hanoiwork_objectives.store.decoding import measures_from, objectives_from, raw
from hanoiwork_objectives.store.history import Past
from hanoiwork_objectives.store.kpis import KpiLooks
from hanoiwork_objectives.store.mapping import to_approval, to_check_in, to_measure, to_objective
from hanoiwork_objectives.store.tables import approvals, check_ins, measures, objectives, task_shares
from hanoiwork_shared.pages import Page, page_of
from hanoiwork_shared.places import Places


class Looks(KpiLooks, Past):
    """The rows through one connection."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._places = Places(connection)

    def unit_id(self, key: str) -> str | None:
        """The identifier of a unit, by its code or identifier."""
        unit = self._places.unit(key)
        return unit.id if unit else None

    def is_closed(self, unit_id: str) -> bool:
        """Whether a unit is closed or was merged."""
        unit = self._places.unit(unit_id)
        return unit is not None and unit.closed

    def person_id(self, key: str) -> str | None:
        """The identifier of a person, by their code or identifier."""
        person = self._places.person(key)
        return person.id if person else None

    def units_below(self, unit_id: str) -> Sequence[str]:
        """The identifiers of a unit and of every unit under it."""
        return self._places.below(unit_id)

    def objective(self, key: str, *, cycle: str | None = None) -> Objective | None:
        """The objective with this id, or this code in `cycle` (without one, an active one, else the newest)."""
        row = self._one(_called(objectives, key, cycle))
        return to_objective(row) if row else None

    def measure(self, key: str, *, cycle: str | None = None) -> Measure | None:
        """The measure with this id, or this code in `cycle` (without one, an active one, else the newest)."""
        row = self._one(_called(measures, key, cycle))
        return to_measure(row) if row else None

    def living(self, cycle: str) -> tuple[Sequence[Objective], Sequence[Measure]]:
        """Everything of a cycle that is not archived."""
        return self.living_objectives(cycle), self.living_measures(cycle)

    def living_objectives(self, cycle: str) -> Sequence[Objective]:
        """The objectives of a cycle that are not archived."""
        alive = objectives.c.status != Status.ARCHIVED.value
        query = select(*raw(objectives)).where(objectives.c.cycle == cycle, alive)
        return objectives_from(self._connection.execute(query))

    def living_measures(self, cycle: str) -> Sequence[Measure]:
        """The measures of a cycle that are neither archived nor taken off their draft."""
        alive = (measures.c.status != Status.ARCHIVED.value, measures.c.removed.is_(False))
        query = select(*raw(measures)).where(measures.c.cycle == cycle, *alive)
        return measures_from(self._connection.execute(query))

    def objectives_by_ids(self, ids: Sequence[str]) -> Sequence[Objective]:
        """Those objectives of `ids` that exist, in any order."""
        return self._objectives(select(objectives).where(objectives.c.id.in_(set(ids))))

    def objectives_of(self, unit_ids: Sequence[str], *, cycle: str) -> Sequence[Objective]:
        """The objectives of exactly these units in a cycle, without the archived ones, in any order."""
        own = (objectives.c.cycle == cycle, objectives.c.status != Status.ARCHIVED.value)
        return self._objectives(select(objectives).where(objectives.c.unit_id.in_(set(unit_ids)), *own))

    def measures_under(self, objective_ids: Sequence[str]) -> Sequence[Measure]:
        """The measures of several objectives, without those taken off their draft."""
        return self._measures(
            select(measures).where(measures.c.objective_id.in_(objective_ids), measures.c.removed.is_(False))
        )

    def children_under(self, objective_ids: Sequence[str]) -> Sequence[Objective]:
        """The objectives directly under several objectives, without the archived ones."""
        return self._objectives(
            select(objectives).where(
                objectives.c.parent_objective_id.in_(objective_ids), objectives.c.status != Status.ARCHIVED.value
            )
        )

    def tasks_on(self, measure_ids: Sequence[str]) -> Mapping[str, int]:
        """How many tasks that count serve each measure."""
        return self._counted(select(task_shares).where(task_shares.c.measure_id.in_(measure_ids)))

    def tasks_in(self, cycle: str) -> Mapping[str, int]:
        """How many tasks that count serve each measure of a cycle."""
        serving = task_shares.join(measures, measures.c.id == task_shares.c.measure_id)
        return self._counted(select(task_shares).select_from(serving).where(measures.c.cycle == cycle))

    def check_ins_on(self, measure_ids: Sequence[str], *, first: int) -> Sequence[CheckIn]:
        """The newest `first` check-ins of each measure, newest first."""
        return self._newest(check_ins.c.measure_id.in_(measure_ids), first=first)

    def check_ins_before(self, measure_ids: Sequence[str], moment: datetime, *, first: int) -> Sequence[CheckIn]:
        """Of the check-ins recorded before a moment, the newest `first` of each measure, newest first."""
        return self._newest(check_ins.c.measure_id.in_(measure_ids), check_ins.c.at < moment, first=first)

    def _newest(self, *wanted: ColumnElement[bool], first: int) -> Sequence[CheckIn]:
        newest = (check_ins.c.on.desc(), check_ins.c.sequence.desc())
        place = func.row_number().over(partition_by=check_ins.c.measure_id, order_by=newest).label("place")
        ranked = select(check_ins, place).where(*wanted).subquery()
        columns = [ranked.c[column.name] for column in check_ins.c]
        rows = self._connection.execute(
            select(*columns).where(ranked.c.place <= first).order_by(ranked.c.measure_id, ranked.c.place)
        )
        return [to_check_in(row) for row in rows.mappings()]

    def approvals_on(self, objective_ids: Sequence[str]) -> Sequence[Approval]:
        """The places in the routes of several objectives, of all rounds, in any order."""
        rows = self._connection.execute(select(approvals).where(approvals.c.objective_id.in_(objective_ids)))
        return [to_approval(row) for row in rows.mappings()]

    def matching(self, wanted: Wanted) -> Collection[str]:
        """The identifiers of the objectives that fit."""
        query = select(objectives.c.id).where(*conditions(wanted))
        return frozenset(self._connection.execute(query).scalars())

    def page(self, wanted: Wanted, *, order: Order, first: int, after: str | None) -> Page[Objective]:
        """A page of the objectives that fit."""
        columns = [objectives.c[name] for name in order.fields]
        query = select(objectives).where(*conditions(wanted)).order_by(*columns).limit(first + 1)
        if after is not None:
            query = query.where(tuple_(*columns) > tuple_(*place(order, after)))
        found = self._objectives(query)
        return page_of(found, first=first, item=lambda one: one, place=lambda one: sort_values(order, one))

    def _counted(self, serving: Select[Any]) -> Mapping[str, int]:
        query = (
            serving.with_only_columns(task_shares.c.measure_id, func.count())
            .where(task_shares.c.status.not_in(UNCOUNTED), task_shares.c.broken_down.is_(False))
            .group_by(task_shares.c.measure_id)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def _one(self, query: Select[Any]) -> RowMapping | None:
        return self._connection.execute(query).mappings().first()

    def _objectives(self, query: Select[Any]) -> list[Objective]:
        return [to_objective(row) for row in self._connection.execute(query).mappings()]


def _called(table: Table, key: str, cycle: str | None) -> Select[Any]:
    """Find by id or code: an id before a code that looks the same, the active before the rest, then the newest cycle.

    So a code goes on meaning this year's goal while next year's is being drafted.
    """
    by_code = table.c.code == key if cycle is None else (table.c.code == key) & (table.c.cycle == cycle)
    rank = case((table.c.id == key, 0), (table.c.status == Status.ACTIVE.value, 1), else_=2)
    return select(table).where((table.c.id == key) | by_code).order_by(rank, table.c.cycle.desc()).limit(1)
