"""Changing rows: what is read to be changed is locked, from below to above, until the transaction ends."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from hanoiwork_objectives.domain.approval import Approval
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.task_share import TaskShare
from hanoiwork_objectives.domain.use import Use
from hanoiwork_objectives.store.bulk import upsert_many
from hanoiwork_objectives.store.history import keep_measures, keep_objectives, keep_use
from hanoiwork_objectives.store.kpis import KpiRows
from hanoiwork_objectives.store.lines import Lines
from hanoiwork_objectives.store.looks import Looks
from hanoiwork_objectives.store.mapping import (
    from_approval,
    from_measure,
    from_objective,
    from_share,
    to_measure,
    to_objective,
    to_share,
)
from hanoiwork_objectives.store.reports import Reports
from hanoiwork_objectives.store.tables import approvals, measures, objectives, task_shares
from hanoiwork_objectives.store.watching import Watching
from hanoiwork_shared.database import upsert, upsert_newer
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.outbox import Outbox
from hanoiwork_shared.policy import Actor

ARRANGING = 1_214_803_213
"""The first half of the key of the lock under which a cycle's tree is arranged on PostgreSQL."""


class Rows(Looks, KpiRows, Reports, Watching):
    """One transaction over objectives, measures, check-ins, what is known of tasks, and the outbox.

    What is saved in it is also kept as the state of `today`.
    """

    def __init__(self, connection: Connection, outbox: Outbox, *, today: date) -> None:
        super().__init__(connection)
        self._outbox = outbox
        self._today = today
        self._touched: tuple[set[str], set[str]] = (set(), set())

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root, itself first."""
        return self._places.line(unit_id)

    def actor(self, person_id: str, on: date) -> Actor:
        """A person with the grants in force on a day."""
        return self._places.actor(person_id, on)

    def objective_to_change(self, objective_id: str) -> Objective:
        """An objective, locked."""
        query = select(objectives).where(objectives.c.id == objective_id).with_for_update()
        return to_objective(self._connection.execute(query).mappings().one())

    def measure_to_change(self, measure_id: str) -> Measure | None:
        """A measure, locked; None for an unknown one."""
        row = self._one(select(measures).where(measures.c.id == measure_id).with_for_update())
        return to_measure(row) if row else None

    def objectives_to_change(self, ids: Sequence[str]) -> Sequence[Objective]:
        """Those objectives of `ids` that exist, locked in the order of their identifiers."""
        query = select(objectives).where(objectives.c.id.in_(set(ids))).order_by("id").with_for_update()
        return self._objectives(query)

    def measures_to_change(self, ids: Sequence[str]) -> Sequence[Measure]:
        """Those measures of `ids` that exist, locked in the order of their identifiers."""
        return self._measures(select(measures).where(measures.c.id.in_(set(ids))).order_by("id").with_for_update())

    def measures_of(self, objective_id: str) -> Sequence[Measure]:
        """The measures of an objective."""
        return self.measures_under([objective_id])

    def children_of(self, objective_id: str) -> Sequence[Objective]:
        """The objectives directly under an objective, also those on its key results, without the archived ones."""
        return self.children_under([objective_id])

    def cycle_to_change(self, cycle: str) -> tuple[Sequence[Objective], Sequence[Measure]]:
        """Everything of a cycle, archived or not, locked: measures before objectives, as everywhere."""
        self.arrange(cycle)
        own = self._measures(select(measures).where(measures.c.cycle == cycle).order_by("id").with_for_update())
        query = select(objectives).where(objectives.c.cycle == cycle).order_by("id").with_for_update()
        return self._objectives(query), own

    def arrange(self, cycle: str) -> None:
        """Wait until nobody else arranges this cycle, and keep it so until the transaction ends.

        SQLite has one writer anyway.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(ARRANGING, func.hashtext(cycle))))

    def lines_to_change(self, objective_ids: Sequence[str], measure_id: str | None) -> Mapping[str, Sequence[str]]:
        """The objectives from each of these up to its root; all locked from below to above, with their key results."""
        lines = Lines(self._connection, objective_ids, measure_id)
        for measures_there, objectives_there in lines.levels():
            for table, ids in ((measures, measures_there), (objectives, objectives_there)):
                query = select(table.c.id).where(table.c.id.in_(ids)).order_by(table.c.id).with_for_update()
                self._connection.execute(query)
        return {objective_id: lines.up(objective_id) for objective_id in objective_ids}

    def approvals_of(self, objective_id: str) -> Sequence[Approval]:
        """The places in the routes of an objective, of all rounds."""
        return self.approvals_on([objective_id])

    def put_approvals(self, changed: Iterable[Approval]) -> None:
        """Save places in a route, new or decided."""
        upsert(self._connection, approvals, [from_approval(approval) for approval in changed])

    def share(self, task_id: str) -> TaskShare | None:
        """A task as last told."""
        row = self._one(select(task_shares).where(task_shares.c.task_id == task_id))
        return to_share(row) if row else None

    def shares_of(self, measure_id: str) -> Sequence[TaskShare]:
        """What is known of the tasks that serve a measure."""
        rows = self._connection.execute(select(task_shares).where(task_shares.c.measure_id == measure_id))
        return [to_share(row) for row in rows.mappings()]

    def shares_in(self, cycle: str) -> Sequence[TaskShare]:
        """What is known of the tasks that serve a cycle's measures."""
        serving = task_shares.join(measures, measures.c.id == task_shares.c.measure_id)
        rows = self._connection.execute(select(task_shares).select_from(serving).where(measures.c.cycle == cycle))
        return [to_share(row) for row in rows.mappings()]

    def put_objectives(self, changed: Iterable[Objective]) -> None:
        """Save objectives, new or changed."""
        saved = list(changed)
        upsert_many(self._connection, objectives, [from_objective(objective) for objective in saved])
        keep_objectives(self._connection, saved, day=self._today)
        self._touched[0].update(objective.id for objective in saved)

    def put_measures(self, changed: Iterable[Measure]) -> None:
        """Save measures, new or changed."""
        saved = list(changed)
        upsert_many(self._connection, measures, [from_measure(measure) for measure in saved])
        keep_measures(self._connection, saved, day=self._today)
        self._touched[1].update(measure.id for measure in saved)

    def put_use(self, use: Use) -> None:
        """Let an objective use a standing KPI, or use it otherwise."""
        super().put_use(use)
        keep_use(self._connection, use, day=self._today)

    def drop_use(self, use: Use) -> None:
        """Let an objective use a standing KPI no more."""
        super().drop_use(use)
        keep_use(self._connection, use, day=self._today, dropped=True)

    def touched(self) -> tuple[set[str], set[str]]:
        """The objectives and the measures saved in this transaction, by identifier."""
        return self._touched

    def put_share(self, share: TaskShare) -> bool:
        """Keep a task as it now is; False when something newer is kept already."""
        return upsert_newer(self._connection, task_shares, from_share(share), key="task_id", order="sequence")

    def tell(self, fact: Fact) -> None:
        """Save a fact with the rows it tells of."""
        self._outbox.tell(self._connection, fact)

    def tell_all(self, facts: Sequence[Fact]) -> None:
        """Save facts with the rows they tell of, in their order."""
        self._outbox.tell_all(self._connection, facts)
