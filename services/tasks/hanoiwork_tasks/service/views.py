"""Views that people keep, for themselves or for a unit: saved, changed, deleted, looked through."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Protocol

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import FIRST, Page
from hanoiwork_shared.policy import Resource, demand
from hanoiwork_tasks.domain.authority import PLAN
from hanoiwork_tasks.domain.finding.order import BY_DUE, Grouping, Order
from hanoiwork_tasks.domain.finding.refusals import TooManyViews, ViewTitleTaken, ViewUnknown
from hanoiwork_tasks.domain.finding.view import MOST_VIEWS, View, asked, demand_owner, kept, texts
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.finding import FindingLook
from hanoiwork_tasks.service.naming import wanted_tasks
from hanoiwork_tasks.service.ports import LinkBook, PlaceBook
from hanoiwork_tasks.service.resolving import current, unit_for
from hanoiwork_tasks.service.said_port import FieldsOfLists


class ViewBook(Protocol):
    """Views, to be read and kept."""

    def view(self, view_id: str) -> View | None:
        """The view with this id."""
        ...

    def of(self, owner_id: str, unit_ids: Sequence[str]) -> list[View]:
        """Somebody's own views and those shared with one of some units, by title."""
        ...

    def own(self, owner_id: str) -> list[View]:
        """Somebody's own views, kept from every other writer of theirs until the transaction ends."""
        ...

    def add(self, view: View) -> None:
        """Save a new view."""
        ...

    def put(self, view: View) -> None:
        """Save a changed one; refuses when another change came first."""
        ...

    def drop(self, view: View) -> None:
        """Delete one; refuses when a change came first."""
        ...


class ViewSession(Protocol):
    """One transaction over views."""

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
    def views(self) -> ViewBook:
        """Views."""
        ...


class ViewLook(FindingLook, Protocol):
    """One reading of tasks and views."""

    @property
    def views(self) -> ViewBook:
        """Views."""
        ...


class Views:
    """What people keep of their questions about tasks."""

    def __init__(
        self,
        *,
        begin: Callable[[], AbstractContextManager[ViewSession]],
        read: Callable[[], AbstractContextManager[ViewLook]],
        clock: Clock,
    ) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def save(
        self,
        identity: Identity,
        *,
        title: str,
        named: Mapping[str, Any],
        search: str | None = None,
        order: Order = BY_DUE,
        group_by: Grouping | None = None,
        unit: str | None = None,
    ) -> View:
        """Keep a view; shared with a unit only by those who plan for it, and only with codes that are known."""
        with self._begin() as session:
            view = kept(
                View(
                    id=new_id(),
                    owner_id=identity.person_id,
                    unit_id=self._shared_with(session, identity, unit),
                    title=title,
                    filter=texts(named),
                    search=search,
                    order=order,
                    group_by=group_by,
                )
            )
            self._check(session, view)
            session.views.add(view)
            return view

    def change(
        self, identity: Identity, *, view: str, version: int | None = None, unit: str | None = None, **changes: Any
    ) -> View:
        """Change what is given of one's own view: title, filter, search, order, group_by; shared with a unit or not."""
        with self._begin() as session:
            found = self._owned(session, identity, view, version)
            if "named" in changes:
                changes["filter"] = texts(changes.pop("named"))
            shared = self._shared_with(session, identity, unit) if unit is not None else found.unit_id
            changed = kept(replace(found, **changes, unit_id=shared, version=found.version + 1))
            self._check(session, changed)
            session.views.put(changed)
            return changed

    def delete(self, identity: Identity, *, view: str, version: int | None = None) -> View:
        """Delete one's own view."""
        with self._begin() as session:
            found = self._owned(session, identity, view, version)
            session.views.drop(found)
            return found

    def all(self, identity: Identity) -> list[View]:
        """One's own views, and those shared with one's unit or one above it, by title."""
        with self._read() as store:
            return store.views.of(identity.person_id, self._line(store.places, identity))

    def tasks(self, identity: Identity, *, view: str, first: int = FIRST, after: str | None = None) -> Page[Task]:
        """The tasks of a view, as they stand now."""
        with self._read() as store:
            found = self._seen(store, identity, view)
            wanted = wanted_tasks(store, {**asked(found.filter), "search": found.search}, today=self._clock.today())
            return store.found.tasks(wanted, order=found.order, first=first, after=after)

    def _seen(self, store: ViewLook, identity: Identity, key: str) -> View:
        found = store.views.view(key)
        if found is None or (
            found.owner_id != identity.person_id and found.unit_id not in self._line(store.places, identity)
        ):
            raise ViewUnknown(what="view", key=key)
        return found

    def _owned(self, session: ViewSession, identity: Identity, key: str, version: int | None) -> View:
        found = session.views.view(key)
        if found is None:
            raise ViewUnknown(what="view", key=key)
        demand_owner(found, by=identity.person_id)
        current(found, version)
        return found

    def _check(self, session: ViewSession, view: View) -> None:
        wanted_tasks(session, asked(view.filter), today=self._clock.today())
        others = [one for one in session.views.own(view.owner_id) if one.id != view.id]
        if any(one.title == view.title for one in others):
            raise ViewTitleTaken(field="title", title=view.title)
        if len(others) >= MOST_VIEWS:
            raise TooManyViews(most=MOST_VIEWS)

    def _shared_with(self, session: ViewSession, identity: Identity, unit: str | None) -> str | None:
        if unit is None:
            return None
        place = unit_for(session.places, unit)
        actor = session.places.actor(identity.person_id, self._clock.today())
        demand(actor, PLAN, Resource(line=session.places.line(place.id)))
        return place.id

    def _line(self, places: PlaceBook, identity: Identity) -> tuple[str, ...]:
        person = places.person(identity.person_id)
        return places.line(person.unit_id) if person is not None and person.unit_id is not None else ()
