"""Plans written by hand: made, described anew, given items, and relieved of them."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.files.refusals import CodeRepeated
from hanoiwork_tasks.domain.plan import Plan, PlanGroup, PlanItem, Workspace, WorkspaceKind
from hanoiwork_tasks.domain.plans import changing
from hanoiwork_tasks.domain.plans.changing import Document, GroupPlace, ItemWords
from hanoiwork_tasks.domain.plans.refusals import PlanItemInUse
from hanoiwork_tasks.domain.refusals import CodeTaken, WorkspaceUnknown
from hanoiwork_tasks.service.composing import within
from hanoiwork_tasks.service.planning import place_for
from hanoiwork_tasks.service.ports import PlaceBook, PlanSession
from hanoiwork_tasks.service.resolving import current, unit_for


class ItemBook(Protocol):
    """What is done to items that a plan loses."""

    def has_tasks(self, item_id: str) -> bool:
        """Whether a task, be it cancelled, came out of an item."""
        ...

    def remove(self, item_id: str) -> None:
        """Delete an item."""
        ...


class PlanWritingSession(PlanSession, Protocol):
    """One transaction over plans and their items."""

    @property
    def broken(self) -> ItemBook:
        """What became of the items."""
        ...

    def plan_item(self, key: str) -> tuple[PlanItem, str]:
        """The plan item with this id or plan/item code, and its plan's id."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWanted:
    """An item as somebody writes it: units by code or id; a part left None stays as it is."""

    code: str | None = None
    title: str | None = None
    lead_unit: str | None = None
    coordinating_units: Sequence[str] | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWanted:
    """A group of a new plan."""

    code: str
    title: str
    items: Sequence[ItemWanted] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWanted:
    """What a plan says of itself, as somebody writes it; a part left None stays as it is."""

    title: str | None = None
    document_number: str | None = None
    issued_on: date | None = None
    issuing_unit: str | None = None


class PlanWriting:
    """Plans, for those who plan in their unit."""

    def __init__(self, *, begin: Callable[[], AbstractContextManager[PlanWritingSession]], clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def create(
        self,
        identity: Identity,
        *,
        code: str,
        unit: str,
        document: DocumentWanted,
        groups: Sequence[GroupWanted] = (),
        workspace: str | None = None,
        kind: WorkspaceKind = WorkspaceKind.STRATEGIC,
    ) -> Plan:
        """Write a new plan of a unit down, in one of its workspaces or its first one of a kind."""
        changing.plan_code(code)
        with self._begin() as session:
            owner = unit_for(session.places, unit).id
            self._may(session, owner, by=identity)
            if session.plan_of(owner, code) is not None:
                raise CodeTaken(field="code", key=code)
            place = _place(session, owner, workspace=workspace, kind=kind)
            bare = Plan(id=new_id(), code=code, title="", unit_id=owner, workspace_id=place.id, groups=())
            described = changing.described(bare, _document(session.places, document), today=self._clock.today())
            made = replace(described, groups=self._groups(session, groups), version=1)
            session.put_plan(made, known=None)
            return made

    def change(self, identity: Identity, *, plan: str, document: DocumentWanted, version: int | None = None) -> Plan:
        """Let a plan describe itself anew."""
        with self._begin() as session:
            found = session.plan(plan)
            self._may(session, found.unit_id, by=identity)
            current(found, version)
            after = changing.described(found, _document(session.places, document), today=self._clock.today())
            return _keep(session, found, after)

    def add_item(
        self, identity: Identity, *, plan: str, place: GroupPlace, item: ItemWanted, version: int | None = None
    ) -> Plan:
        """Give a plan a further item, at the end of a group."""
        with self._begin() as session:
            found = session.plan(plan)
            self._may(session, found.unit_id, by=identity)
            current(found, version)
            made = changing.item_of(_words(session.places, item), today=self._clock.today())
            return _keep(session, found, changing.with_item(found, made, place=place))

    def change_item(self, identity: Identity, *, item: str, words: ItemWanted, version: int | None = None) -> Plan:
        """Let an item say something else; what came out of it stays as it is. `version` is the item's."""
        with self._begin() as session:
            found, plan = self._item(session, item, by=identity, version=version)
            given = _words(session.places, words)
            return _keep(session, plan, changing.changed_item(plan, found.id, given, today=self._clock.today()))

    def remove_item(self, identity: Identity, *, item: str, version: int | None = None) -> Plan:
        """Take an item out of its plan, as long as no task came out of it. `version` is the item's."""
        with self._begin() as session:
            found, plan = self._item(session, item, by=identity, version=version)
            if session.broken.has_tasks(found.id):
                raise PlanItemInUse(field="item", key=found.code)
            session.broken.remove(found.id)
            return _keep(session, plan, changing.without_item(plan, found.id))

    def _item(
        self, session: PlanWritingSession, key: str, *, by: Identity, version: int | None
    ) -> tuple[PlanItem, Plan]:
        found, plan_id = session.plan_item(key)
        plan = session.plan(plan_id)
        self._may(session, plan.unit_id, by=by)
        current(found, version)
        return found, plan

    def _groups(self, session: PlanWritingSession, groups: Sequence[GroupWanted]) -> tuple[PlanGroup, ...]:
        made: dict[str, PlanGroup] = {}
        codes: set[str] = set()
        for place, group in enumerate(groups):
            with within(f"groups[{place}]"):
                _once(group.code, made)
                items = self._items(session.places, group.items, codes)
                code = changing.item_code(group.code)
                made[group.code] = PlanGroup(id=new_id(), code=code, title=group.title, items=items)
        return tuple(made.values())

    def _items(self, places: PlaceBook, items: Sequence[ItemWanted], codes: set[str]) -> tuple[PlanItem, ...]:
        made = []
        for place, item in enumerate(items):
            with within(f"items[{place}]"):
                _once(item.code or "", codes)
                made.append(changing.item_of(_words(places, item), today=self._clock.today()))
                codes.add(item.code or "")
        return tuple(made)

    def _may(self, session: PlanSession, unit_id: str, *, by: Identity) -> None:
        actor = session.places.actor(by.person_id, self._clock.today())
        demand(actor, authority.PLAN, Resource(line=session.places.line(unit_id)))


def _keep(session: PlanWritingSession, before: Plan, after: Plan) -> Plan:
    if after != before:
        session.put_plan(after, known=before)
    return after


def _place(session: PlanWritingSession, unit_id: str, *, workspace: str | None, kind: WorkspaceKind) -> Workspace:
    if workspace is None:
        return place_for(session, unit_id, kind)
    found = session.workspace(workspace)
    if found.unit_id != unit_id:
        raise WorkspaceUnknown(field="workspace", what="workspace", key=workspace)
    return found


def _document(places: PlaceBook, wanted: DocumentWanted) -> Document:
    issuer = wanted.issuing_unit
    return Document(
        title=wanted.title,
        document_number=wanted.document_number,
        issued_on=wanted.issued_on,
        issuing_unit_id=unit_for(places, issuer, field="issuing_unit", past=True).id if issuer is not None else None,
    )


def _words(places: PlaceBook, wanted: ItemWanted) -> ItemWords:
    lead, helping = wanted.lead_unit, wanted.coordinating_units
    return ItemWords(
        code=wanted.code,
        title=wanted.title,
        lead_unit_id=unit_for(places, lead, field="lead_unit").id if lead is not None else None,
        coordinating_unit_ids=None if helping is None else _each(places, helping),
        deadline=wanted.deadline,
    )


def _each(places: PlaceBook, keys: Sequence[str]) -> tuple[str, ...]:
    found = (unit_for(places, key, field=f"coordinating_units[{place}]").id for place, key in enumerate(keys))
    return tuple(dict.fromkeys(found))


def _once(code: str, seen: dict[str, PlanGroup] | set[str]) -> None:
    if code in seen:
        raise CodeRepeated(field="code", key=code)
