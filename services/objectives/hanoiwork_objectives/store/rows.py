"""Changing rows: what is read to be changed is locked, from below to above, until the transaction ends."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from hanoiwork_objectives.domain.approval import Approval
from hanoiwork_objectives.domain.measure import MOVED_FROM_OUTSIDE, Measure, Source
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.task_share import TaskShare
from hanoiwork_objectives.domain.use import Use
from hanoiwork_objectives.store.bulk import upsert_many
from hanoiwork_objectives.store.history import keep_measures, keep_objectives, keep_uses
from hanoiwork_objectives.store.kpis import KpiRows
from hanoiwork_objectives.store.lines import from_below
from hanoiwork_objectives.store.looks import Looks
from hanoiwork_objectives.store.mapping import (
    from_approval,
    from_measure,
    from_objective,
    from_share,
    from_use,
    to_objective,
    to_share,
)
from hanoiwork_objectives.store.reports import Reports
from hanoiwork_objectives.store.tables import approvals, measure_uses, measures, objectives, task_shares
from hanoiwork_objectives.store.watching import Watching
from hanoiwork_shared.database import upsert, upsert_newer
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.outbox import Outbox
from hanoiwork_shared.policy import Actor

_FROM_OUTSIDE = sorted(source.value for source in MOVED_FROM_OUTSIDE)

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

    def cycle_to_change(self, cycle: str, *, also: Sequence[str] = ()) -> tuple[Sequence[Objective], Sequence[Measure]]:
        """Everything of a cycle, archived or not, locked together with other measures, in the order of `holding`.

        Nobody else changes or computes composites until the transaction ends.
        """
        self.arrange(cycle)
        held = select(measures.c.id).where((measures.c.cycle == cycle) | measures.c.id.in_(also))
        held = held.order_by(measures.c.id).with_for_update()
        self._connection.execute(held.where(measures.c.source.in_(_FROM_OUTSIDE)))
        self.lock_formulas()
        self._connection.execute(held.where(measures.c.source == Source.FORMULA.value))
        found = self._objectives(from_below(cycle).with_for_update(of=objectives))
        return found, self._measures(select(measures).where(measures.c.cycle == cycle).order_by("id"))

    def arrange(self, cycle: str) -> None:
        """Wait until nobody else arranges this cycle, and keep it so until the transaction ends.

        SQLite has one writer anyway.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(ARRANGING, func.hashtext(cycle))))

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

    def shares_of(self, measure_ids: Sequence[str]) -> Sequence[TaskShare]:
        """What is known of the tasks that serve measures."""
        rows = self._connection.execute(select(task_shares).where(task_shares.c.measure_id.in_(measure_ids)))
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

    def put_uses(self, uses: Iterable[Use]) -> None:
        """Let objectives use standing KPIs, or use them otherwise."""
        saved = list(uses)
        upsert_many(
            self._connection, measure_uses, [from_use(use) for use in saved], keys=("objective_id", "measure_id")
        )
        keep_uses(self._connection, saved, day=self._today)

    def drop_use(self, use: Use) -> None:
        """Let an objective use a standing KPI no more."""
        super().drop_use(use)
        keep_uses(self._connection, [use], day=self._today, dropped=True)

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
