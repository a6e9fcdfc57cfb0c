"""Whose tasks somebody asks for: units, people and objectives by code or id become a filter."""

from collections.abc import Mapping
from typing import Any, Protocol

from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.service.ports import LinkBook, PlaceBook
from hanoiwork_tasks.service.resolving import links_for, person_for, unit_for


class Books(Protocol):
    """What names are looked up in."""

    @property
    def places(self) -> PlaceBook:
        """Units, people and grants."""
        ...

    @property
    def links(self) -> LinkBook:
        """Objectives and measures."""
        ...


def wanted_tasks(store: Books, named: Mapping[str, Any]) -> TaskFilter:
    """A filter whose codes have been looked up; an unknown one is refused rather than matching nothing."""
    serves = links_for(store.links, objective=named.get("objective"), measure=None, past=True)
    measured = links_for(store.links, objective=None, measure=named.get("measure"), past=True)
    unit, person = named.get("unit"), named.get("person")
    return TaskFilter(
        statuses=tuple(named.get("status") or ()),
        group=named.get("group"),
        unit_id=unit_for(store.places, unit, past=True).id if unit is not None else None,
        person_id=person_for(store.places, person, past=True).id if person is not None else None,
        objective_id=serves.objective_id,
        measure_id=measured.measure_id,
        list_id=named.get("list"),
    )
