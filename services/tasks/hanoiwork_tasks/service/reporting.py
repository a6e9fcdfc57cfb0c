"""Reports over tasks: what a scope has done, split, day by day, and how old its overdue work is."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Resource, demand
from hanoiwork_tasks.domain.authority import LOOK_INTO
from hanoiwork_tasks.domain.calendar.span import day_by_day, in_order
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.statistics import AGES, Age, By, Counts, DayCounts, Slice, Statistics, statistics
from hanoiwork_tasks.service.naming import wanted_tasks
from hanoiwork_tasks.service.ports import LinkBook, PlaceBook
from hanoiwork_tasks.service.said_port import FieldsOfLists

MOST_SLICES = 1000
"""How many parts a split report has at most, the largest (our choice): a city's units, or a department's people."""


class ReportReads(Protocol):
    """One reading of the store."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def links(self) -> LinkBook:
        """Objectives and measures."""
        ...

    @property
    def fields(self) -> FieldsOfLists:
        """The fields that lists have."""
        ...

    def count(self, wanted: TaskFilter, *, today: date) -> Counts:
        """Count the tasks that match, in one query."""
        ...

    def count_by(self, wanted: TaskFilter, *, by: By, today: date, most: int) -> list[tuple[str | None, Counts]]:
        """Count the tasks that match by what they are split by, the `most` largest first, in one query."""
        ...

    def count_by_days(self, wanted: TaskFilter, *, first: date, last: date) -> dict[date, tuple[int, int]]:
        """Tasks due and tasks completed on each day that has any, in one query."""
        ...

    def count_by_ages(self, wanted: TaskFilter, *, today: date) -> list[tuple[int, Decimal]]:
        """Overdue tasks and their points for each of AGES, in one query."""
        ...


class Reporting:
    """Reports over the tasks of a scope; `scope` names units, people and objectives by code or id."""

    def __init__(self, *, read: Callable[[], AbstractContextManager[ReportReads]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def whole(self, *, scope: Mapping[str, Any], from_: date | None = None, to: date | None = None) -> Statistics:
        """The report over the tasks that fall due from one day to another, both included."""
        in_order(from_, to)
        with self._read() as store:
            wanted = replace(wanted_tasks(store, scope, today=self._clock.today()), due_from=from_, due_to=to)
            return statistics(store.count(wanted, today=self._clock.today()))

    def split(
        self,
        identity: Identity,
        *,
        scope: Mapping[str, Any],
        by: By,
        from_: date | None = None,
        to: date | None = None,
    ) -> list[Slice]:
        """The same report for each lead, unit, group, plan or list that has tasks, largest first.

        By person it is personal: only for those who may look into the tasks of the scope's unit, or of oneself.
        """
        in_order(from_, to)
        today = self._clock.today()
        with self._read() as store:
            wanted = replace(wanted_tasks(store, scope, today=self._clock.today()), due_from=from_, due_to=to)
            if by is By.PERSON:
                line = store.places.line(wanted.unit_id) if wanted.unit_id is not None else ()
                whose = Resource(line=line, people=frozenset({wanted.person_id}))
                demand(store.places.actor(identity.person_id, today), LOOK_INTO, whose)
            found = store.count_by(wanted, by=by, today=today, most=MOST_SLICES)
        return [Slice(by=by, key=key, statistics=statistics(counts)) for key, counts in found]

    def by_day(self, *, scope: Mapping[str, Any], from_: date, to: date) -> list[DayCounts]:
        """Each day from one to another, both included, with what fell due on it and what was completed on it."""
        days = day_by_day(from_, to)
        with self._read() as store:
            found = store.count_by_days(wanted_tasks(store, scope, today=self._clock.today()), first=from_, last=to)
        dated = ((day, found.get(day, (0, 0))) for day in (from_ + timedelta(days=step) for step in range(days)))
        return [DayCounts(day=day, due=due, completed=completed) for day, (due, completed) in dated]

    def ageing(self, *, scope: Mapping[str, Any]) -> list[Age]:
        """Overdue work by how long it has been so, the youngest first."""
        with self._read() as store:
            found = store.count_by_ages(
                wanted_tasks(store, scope, today=self._clock.today()), today=self._clock.today()
            )
        return [
            Age(from_days=first, to_days=last, tasks=tasks, points=points)
            for (first, last), (tasks, points) in zip(AGES, found, strict=True)
        ]
