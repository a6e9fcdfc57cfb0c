"""What the use cases need of one transaction, as narrow as each needs it; the store implements them all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from hanoiwork_objectives.domain.approval import Approval
from hanoiwork_objectives.domain.measure import Measure
from hanoiwork_objectives.domain.objective import Objective
from hanoiwork_objectives.domain.task_share import TaskShare
from hanoiwork_objectives.domain.use import Use, Used
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.policy import Actor


class Tells(Protocol):
    """The outbox."""

    def tell(self, fact: Fact) -> None:
        """Save a fact with the rows it tells of."""
        ...

    def tell_all(self, facts: Sequence[Fact]) -> None:
        """Save facts with the rows they tell of, in their order."""
        ...


class Named(Protocol):
    """Units and people as this service knows them, by code or identifier."""

    def unit_id(self, key: str) -> str | None:
        """The identifier of a unit."""
        ...

    def is_closed(self, unit_id: str) -> bool:
        """Whether a unit is closed or was merged."""
        ...

    def person_id(self, key: str) -> str | None:
        """The identifier of a person."""
        ...


class Placed(Named, Protocol):
    """Where units stand, and who holds which grants."""

    def line(self, unit_id: str) -> tuple[str, ...]:
        """The units from this one up to the root, itself first."""
        ...

    def actor(self, person_id: str, on: date) -> Actor:
        """A person with the grants in force on a day."""
        ...


class Branch(Tells, Protocol):
    """A branch of the tree, from something that moved up to the root.

    What is read to be changed is locked until the transaction ends, always from below to above, so two changes
    under one parent wait for each other instead of forgetting each other.
    """

    def objective_to_change(self, objective_id: str) -> Objective:
        """An objective, locked."""
        ...

    def measures_to_change(self, ids: Sequence[str]) -> Sequence[Measure]:
        """Those measures of `ids` that exist, locked in the order of their identifiers."""
        ...

    def objectives_to_change(self, ids: Sequence[str]) -> Sequence[Objective]:
        """Those objectives of `ids` that exist, locked in the order of their identifiers."""
        ...

    def objectives_by_ids(self, ids: Sequence[str]) -> Sequence[Objective]:
        """Those objectives of `ids` that exist, in any order."""
        ...

    def measures_under(self, objective_ids: Sequence[str]) -> Sequence[Measure]:
        """The measures of several objectives."""
        ...

    def children_under(self, objective_ids: Sequence[str]) -> Sequence[Objective]:
        """The objectives directly under several objectives, also those on their key results, without the archived."""
        ...

    def depths(self, objective_ids: Iterable[str]) -> Mapping[str, int]:
        """How deep objectives and all above them lie under their root, which is at 0."""
        ...

    def measures_of(self, objective_id: str) -> Sequence[Measure]:
        """The measures of an objective."""
        ...

    def children_of(self, objective_id: str) -> Sequence[Objective]:
        """The objectives directly under an objective, also those on its key results."""
        ...

    def shares_of(self, measure_ids: Sequence[str]) -> Sequence[TaskShare]:
        """What is known of the tasks that serve measures."""
        ...

    def used_in(self, objective_ids: Sequence[str]) -> Sequence[Used]:
        """The standing KPIs in objectives, with each use."""
        ...

    def uses_of(self, measure_ids: Sequence[str]) -> Sequence[Use]:
        """Where standing KPIs are used."""
        ...

    def measures_by_ids(self, ids: Sequence[str]) -> Sequence[Measure]:
        """Those measures of `ids` that exist, in any order."""
        ...

    def composites_above(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The composites that have any of these measures as a part, and those over them in turn."""
        ...

    def lock_formulas(self) -> None:
        """Wait until nobody else changes or computes composites, or KPIs above KPIs."""
        ...

    def put_objectives(self, objectives: Iterable[Objective]) -> None:
        """Save objectives, new or changed."""
        ...

    def put_measures(self, measures: Iterable[Measure]) -> None:
        """Save measures, new or changed."""
        ...


class Planned(Branch, Placed, Protocol):
    """Objectives and measures by what people call them."""

    def objective(self, key: str, *, cycle: str | None = None) -> Objective | None:
        """The objective with this id, or this code in `cycle` (without one, an active one, else the newest)."""
        ...

    def measure(self, key: str, *, cycle: str | None = None) -> Measure | None:
        """The measure with this id, or this code in `cycle` (without one, an active one, else the newest)."""
        ...

    def composites_over(self, measure_ids: Sequence[str]) -> Sequence[Measure]:
        """The composites that have any of these measures as a part."""
        ...

    def put_parts(self, measures: Iterable[Measure]) -> None:
        """Note what composites are computed from, so that `composites_above` finds them."""
        ...

    def formula_parts(self) -> Mapping[str, Sequence[str]]:
        """The parts of every composite."""
        ...

    def kpi_parents(self) -> Mapping[str, str]:
        """The KPI above each KPI that has one."""
        ...

    def measures_below(self, measure_id: str) -> Sequence[Measure]:
        """The living KPIs directly under a KPI."""
        ...

    def tasks_on(self, measure_ids: Sequence[str]) -> Mapping[str, int]:
        """How many tasks that count serve each measure."""
        ...

    def put_uses(self, uses: Iterable[Use]) -> None:
        """Let objectives use standing KPIs, or use them otherwise."""
        ...

    def drop_use(self, use: Use) -> None:
        """Let an objective use a standing KPI no more."""
        ...


class Hung(Planned, Protocol):
    """What arranging the tree needs: nobody else arranges it meanwhile."""

    def arrange(self, cycle: str) -> None:
        """Wait until nobody else arranges this cycle, and keep it so until the transaction ends."""
        ...


class Decided(Planned, Protocol):
    """Routes of approval, and what was decided in them."""

    def approvals_of(self, objective_id: str) -> Sequence[Approval]:
        """The places in the routes of an objective, of all rounds."""
        ...

    def put_approvals(self, approvals: Iterable[Approval]) -> None:
        """Save places in a route, new or decided."""
        ...


class Heard(Branch, Protocol):
    """What the tasks service told."""

    def share(self, task_id: str) -> TaskShare | None:
        """A task as last told."""
        ...

    def put_share(self, share: TaskShare) -> bool:
        """Keep a task as it now is; False when something newer is kept already."""
        ...


class Imported(Tells, Placed, Protocol):
    """A whole cycle at once."""

    def cycle_to_change(self, cycle: str, *, also: Sequence[str] = ()) -> tuple[Sequence[Objective], Sequence[Measure]]:
        """Everything of a cycle, archived or not, locked with other measures; nobody else changes composites."""
        ...

    def shares_in(self, cycle: str) -> Sequence[TaskShare]:
        """What is known of the tasks that serve a cycle's measures."""
        ...

    def used_in_cycle(self, cycle: str) -> Sequence[Used]:
        """The standing KPIs in a cycle's objectives."""
        ...

    def measures_by_ids(self, ids: Sequence[str]) -> Sequence[Measure]:
        """Those measures of `ids` that exist, in any order."""
        ...

    def measure(self, key: str, *, cycle: str | None = None) -> Measure | None:
        """The measure with this id, or this code in `cycle` (without one, an active one, else the newest)."""
        ...

    def put_parts(self, measures: Iterable[Measure]) -> None:
        """Note what composites are computed from."""
        ...

    def put_objectives(self, objectives: Iterable[Objective]) -> None:
        """Save objectives, new or changed."""
        ...

    def put_measures(self, measures: Iterable[Measure]) -> None:
        """Save measures, new or changed."""
        ...


class Copied(Imported, Planned, Protocol):
    """What is alive of another cycle as well."""

    def living(self, cycle: str) -> tuple[Sequence[Objective], Sequence[Measure]]:
        """Everything of a cycle that is not archived."""
        ...
