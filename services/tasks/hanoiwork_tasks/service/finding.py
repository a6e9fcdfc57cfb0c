"""Tasks that somebody looks for, and what they themselves have to handle."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import FIRST, Page
from hanoiwork_shared.policy import Actor
from hanoiwork_tasks.domain.agreeing.extension import Extension
from hanoiwork_tasks.domain.agreeing.hand_over import HandOver
from hanoiwork_tasks.domain.difficulties.difficulty import Difficulty
from hanoiwork_tasks.domain.fields.wanted import FieldOrder
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.finding.order import BY_DUE, Grouping, Order, TaskGroup
from hanoiwork_tasks.domain.finding.urgency import ToHandle, Urgency
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.naming import wanted_order, wanted_tasks
from hanoiwork_tasks.service.ports import LinkBook, PlaceBook
from hanoiwork_tasks.service.said_port import FieldsOfLists

MOST_GROUPS = 200
"""How many groups a list falls into at most, the largest (our choice)."""
MOST_TO_ANSWER = 200
"""How far questions that wait for an answer are counted, of each kind (our choice)."""


class FoundTasks(Protocol):
    """Tasks, to be looked for."""

    def tasks(self, wanted: TaskFilter, *, order: Order, first: int, after: str | None) -> Page[Task]:
        """A page of the tasks that match."""
        ...

    def tasks_by_field(self, wanted: TaskFilter, *, order: FieldOrder, first: int, after: str | None) -> Page[Task]:
        """The same in the order of what they say in one field."""
        ...

    def groups(self, wanted: TaskFilter, *, by: Grouping, first: int, most: int) -> list[TaskGroup]:
        """The tasks that match in groups, the `most` largest, each with the first of its tasks by deadline."""
        ...

    def to_handle(
        self, person_id: str, *, urgency: Urgency | None, today: date, first: int, after: str | None
    ) -> Page[Task]:
        """What a person leads and has not handed in, and what waits for their review; of one urgency, if given."""
        ...

    def count_to_handle(self, person_id: str, *, today: date) -> ToHandle:
        """How much there is to handle under each head, in one query."""
        ...


class AskedBook(Protocol):
    """What people are asked about tasks."""

    def extensions_awaiting(self, person_id: str, *, most: int) -> list[Extension]:
        """Open requests about the tasks that somebody has assigned."""
        ...

    def hand_overs_awaiting(self, person_id: str, *, most: int) -> list[HandOver]:
        """Open hand-overs that wait for somebody's word."""
        ...


class OwedBook(Protocol):
    """What units are asked."""

    def asked_of(self, actor: Actor, *, most: int) -> list[Difficulty]:
        """Open difficulties asked of the units in which somebody may answer."""
        ...


class FindingLook(Protocol):
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

    @property
    def found(self) -> FoundTasks:
        """Tasks."""
        ...

    @property
    def agreed(self) -> AskedBook:
        """Extensions and hand-overs."""
        ...

    @property
    def difficult(self) -> OwedBook:
        """Difficulties."""
        ...


class Finding:
    """Lists of tasks: filtered, searched, ordered, grouped; `named` has units, people and objectives by code or id."""

    def __init__(self, *, read: Callable[[], AbstractContextManager[FindingLook]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def tasks(
        self,
        *,
        named: Mapping[str, Any],
        search: str | None = None,
        order: Order = BY_DUE,
        order_by_field: Mapping[str, Any] | None = None,
        first: int = FIRST,
        after: str | None = None,
    ) -> Page[Task]:
        """The tasks that match everything; those with all words of `search`, accents left aside, the last one begun.

        With `order_by_field`, a field of the list that is named, in the order of what they say in it.
        """
        with self._read() as store:
            wanted = self._wanted(store, named, search)
            if order_by_field is None:
                return store.found.tasks(wanted, order=order, first=first, after=after)
            by_field = wanted_order(store, named, order_by_field)
            return store.found.tasks_by_field(wanted, order=by_field, first=first, after=after)

    def groups(
        self, *, named: Mapping[str, Any], by: Grouping, search: str | None = None, first: int = 0
    ) -> list[TaskGroup]:
        """The same tasks by what they have in common, the largest group first, with the `first` tasks of each."""
        with self._read() as store:
            return store.found.groups(self._wanted(store, named, search), by=by, first=first, most=MOST_GROUPS)

    def mine(
        self, identity: Identity, *, urgency: Urgency | None = None, first: int = FIRST, after: str | None = None
    ) -> Page[Task]:
        """What whoever asks has to handle, under one head or altogether."""
        today = self._clock.today()
        with self._read() as store:
            return store.found.to_handle(identity.person_id, urgency=urgency, today=today, first=first, after=after)

    def to_handle(self, identity: Identity) -> ToHandle:
        """How much whoever asks has to handle under each head, and how many questions wait for their answer."""
        me, today = identity.person_id, self._clock.today()
        with self._read() as store:
            asked = (
                store.agreed.extensions_awaiting(me, most=MOST_TO_ANSWER),
                store.agreed.hand_overs_awaiting(me, most=MOST_TO_ANSWER),
                store.difficult.asked_of(store.places.actor(me, today), most=MOST_TO_ANSWER),
            )
            return replace(store.found.count_to_handle(me, today=today), to_answer=sum(len(one) for one in asked))

    def _wanted(self, store: FindingLook, named: Mapping[str, Any], search: str | None) -> TaskFilter:
        return wanted_tasks(store, {**named, "search": search}, today=self._clock.today())
