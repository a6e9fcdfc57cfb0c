"""Asking how far plans are broken down, and who has still to do something about them."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from hanoiwork_shared.clock import Clock
from hanoiwork_tasks.domain.plan import Plan
from hanoiwork_tasks.domain.plans.breakdown import Breakdown, BrokenTask, Gaps, breakdown, gaps


class BrokenBook(Protocol):
    """The tasks that came out of plans."""

    def tasks_of(self, plan_ids: Sequence[str]) -> list[BrokenTask]:
        """Those of the items of these plans that are not cancelled."""
        ...


class BrokenReads(Protocol):
    """One reading of plans and what came out of them."""

    @property
    def broken(self) -> BrokenBook:
        """What came out of them."""
        ...

    def plan(self, key: str) -> Plan:
        """The plan with this id or code; refuses an unknown or ambiguous one."""
        ...

    def plans_by_ids(self, ids: Sequence[str]) -> list[Plan | None]:
        """Plans aligned with the ids."""
        ...


class PlanGaps:
    """How far plans have come: a few queries for however many plans and tasks."""

    def __init__(self, *, read: Callable[[], AbstractContextManager[BrokenReads]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def breakdowns(self, keys: Sequence[str]) -> list[Breakdown | None]:
        """How far plans are broken down, aligned with their ids."""
        with self._read() as store:
            plans = store.plans_by_ids(keys)
            tasks: dict[str, list[BrokenTask]] = {}
            for task in store.broken.tasks_of(keys):
                tasks.setdefault(task.item_id, []).append(task)
            return [breakdown(plan, _of(plan, tasks)) if plan is not None else None for plan in plans]

    def gaps(self, *, plan: str) -> Gaps:
        """Who has still to break an item of a plan down, to assign a draft, or to take a task on."""
        with self._read() as store:
            found = store.plan(plan)
            return gaps(found, store.broken.tasks_of([found.id]), today=self._clock.today())


def _of(plan: Plan, tasks: dict[str, list[BrokenTask]]) -> list[BrokenTask]:
    return [task for item in plan.items() for task in tasks.get(item.id, ())]
