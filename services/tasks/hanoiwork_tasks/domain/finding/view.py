"""A saved view: a question about tasks that somebody keeps, for themselves or for a unit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from hanoiwork_tasks.domain.finding.order import BY_DUE, Grouping, Order
from hanoiwork_tasks.domain.finding.refusals import NotTheViewsOwner, ViewTitleMissing

MOST_VIEWS = 100
"""Views that one person keeps (our choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A filter, search, order and grouping under a title; shared with everybody in `unit_id` and below, if given.

    `filter` has codes as they were given: they are looked up whenever the view is used.
    """

    id: str
    owner_id: str
    unit_id: str | None
    title: str
    filter: Mapping[str, Any]
    search: str | None = None
    order: Order = BY_DUE
    group_by: Grouping | None = None
    version: int = 1


def kept(view: View) -> View:
    """A view as it may be kept; raises ViewTitleMissing for one without a title."""
    title = " ".join(view.title.split())
    if not title:
        raise ViewTitleMissing(field="title")
    return replace(view, title=title)


def texts(asked: Mapping[str, Any]) -> dict[str, Any]:
    """A filter as it was asked, with texts for everything, as it is kept."""
    return {name: _text(value) for name, value in asked.items()}


def asked(filter_: Mapping[str, Any]) -> dict[str, Any]:
    """A kept filter as it was asked."""
    days = {name: date.fromisoformat(filter_[name]) for name in ("due_from", "due_to") if name in filter_}
    return {**filter_, **days}


def demand_owner(view: View, *, by: str) -> None:
    """Let only its owner change a view."""
    if view.owner_id != by:
        raise NotTheViewsOwner


def _text(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_text(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value
