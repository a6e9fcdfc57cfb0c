"""Whose tasks somebody asks for: units, people and objectives by code or id become a filter."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from hanoiwork_tasks.domain.fields.wanted import FieldAsked, FieldCondition, FieldOrder, condition, order_by
from hanoiwork_tasks.domain.filters import TaskFilter
from hanoiwork_tasks.domain.finding.words import wanted_words
from hanoiwork_tasks.service.composing import within
from hanoiwork_tasks.service.ports import LinkBook, PlaceBook
from hanoiwork_tasks.service.resolving import links_for, person_for, unit_for
from hanoiwork_tasks.service.said_port import FieldsOfLists


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

    @property
    def fields(self) -> FieldsOfLists:
        """The fields that lists have."""
        ...


def wanted_tasks(store: Books, named: Mapping[str, Any], *, today: date) -> TaskFilter:
    """A filter whose codes have been looked up; an unknown one is refused rather than matching nothing."""
    serves = links_for(store.links, objective=named.get("objective"), measure=None, past=True)
    measured = links_for(store.links, objective=None, measure=named.get("measure"), past=True)
    return TaskFilter(
        statuses=tuple(named.get("status") or ()),
        group=named.get("group"),
        unit_id=_unit(store, named.get("unit")),
        person_id=_person(store, named, "person"),
        assigner_id=_person(store, named, "assigner"),
        helper_id=_person(store, named, "helper"),
        objective_id=serves.objective_id,
        measure_id=measured.measure_id,
        list_id=named.get("list"),
        plan_id=named.get("plan"),
        plan_item_id=named.get("plan_item"),
        workspace_id=named.get("workspace"),
        parent_id=named.get("parent"),
        due_from=named.get("due_from"),
        due_to=named.get("due_to"),
        overdue_on=today if named.get("overdue") else None,
        difficult=bool(named.get("difficult")),
        says=_said(store, named),
        words=wanted_words(named.get("search") or ""),
    )


def _unit(store: Books, key: str | None) -> str | None:
    return None if key is None else unit_for(store.places, key, past=True).id


def _person(store: Books, named: Mapping[str, Any], field: str) -> str | None:
    key = named.get(field)
    return None if key is None else person_for(store.places, key, field=field, past=True).id


def _said(store: Books, named: Mapping[str, Any]) -> tuple[FieldCondition, ...]:
    """What tasks must say in the fields of the list that the filter names."""
    asked = named.get("field_filters") or ()
    fields = store.fields.of(named.get("list")) if asked else []
    found = []
    for place, one in enumerate(asked):
        with within(f"filter.field_filters[{place}]"):
            found.append(condition(fields, FieldAsked(**one), person_id=lambda key: _id_of(store, key)))
    return tuple(found)


def wanted_order(store: Books, named: Mapping[str, Any], asked: Mapping[str, Any]) -> FieldOrder:
    """An order by a field of the list that the filter names."""
    fields = store.fields.of(named.get("list"))
    with within("order_by_field"):
        return order_by(fields, asked["field"], descending=bool(asked.get("descending")))


def _id_of(store: Books, key: str) -> str:
    return person_for(store.places, key, field="field", past=True).id
