"""Loading a table of the items of a plan: all of it or nothing, and the same table again changes nothing."""

from dataclasses import replace
from typing import Any

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files.cells import Found
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Actor, Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.files.refusals import CodeRepeated, FieldMissing
from hanoiwork_tasks.domain.plan import Plan, PlanItem, WorkspaceKind
from hanoiwork_tasks.domain.plans import changing
from hanoiwork_tasks.domain.plans.changing import GroupPlace, ItemWords
from hanoiwork_tasks.domain.sheets.batch import Batch, Loaded, Touched
from hanoiwork_tasks.domain.sheets.item_line import ItemLine, ItemRow
from hanoiwork_tasks.domain.sheets.refusals import ColumnFixed, SheetTooLong
from hanoiwork_tasks.service.planning import place_for
from hanoiwork_tasks.service.resolving import current, unit_for
from hanoiwork_tasks.service.sheets.ground import in_row, refuse_by_line
from hanoiwork_tasks.service.sheets.loading import Done, LoadReport
from hanoiwork_tasks.service.sheets.port import BeginPlanSheets, PlanSheetSession

MOST_ITEMS = 5000
"""Items of one plan that are loaded at once (our choice)."""


class PlanSheetLoading:
    """Takes in tables of plan items, for those who plan in a unit."""

    def __init__(self, *, begin: BeginPlanSheets, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def load(
        self,
        identity: Identity,
        *,
        unit: str,
        plan: str,
        found: Found[ItemRow],
        digest: str,
        title: str = "",
        dry_run: bool = False,
    ) -> LoadReport:
        """Load items into a unit's plan with this code, which begins with them where it is not there yet."""
        if len(found.things) > MOST_ITEMS:
            raise SheetTooLong(field="content", rows=len(found.things), most=MOST_ITEMS)
        with self._begin() as session:
            owner = unit_for(session.places, unit).id
            actor = session.places.actor(identity.person_id, self._clock.today())
            demand(actor, authority.PLAN, Resource(line=session.places.line(owner)))
            known = session.plan_of(owner, plan)
            base = known or self._new(session, owner, code=plan, title=title, save=not dry_run)
            session.spaces.demand_open_workspace(base.workspace_id, base.id)
            after = self._rewritten(session, base, found)
            touched = list(_touched(base, after))
            batch = None
            if not dry_run and (touched or known is None):
                batch = self._keep(session, actor, before=known, after=after, touched=touched, digest=digest)
            return _done(touched).reported(rows=len(found.things), dry_run=dry_run, batch=batch)

    def _new(self, session: PlanSheetSession, unit_id: str, *, code: str, title: str, save: bool) -> Plan:
        place = place_for(session, unit_id, WorkspaceKind.STRATEGIC, save=save)
        if not title.strip():
            raise FieldMissing(field="title", name="title")
        return Plan(
            id=new_id(),
            code=changing.plan_code(code, field="plan"),
            title=title.strip(),
            unit_id=unit_id,
            workspace_id=place.id,
            groups=(),
        )

    def _rewritten(self, session: PlanSheetSession, plan: Plan, found: Found[ItemRow]) -> Plan:
        problems: list[Refused] = list(found.problems)
        seen: set[str] = set()
        for row in found.things:
            with in_row(row, problems):
                if row.says.code in seen:
                    raise CodeRepeated(field="code", key=row.says.code)
                seen.add(row.says.code)
                plan = self._take(session, plan, row.says)
        refuse_by_line(problems)
        return plan

    def _take(self, session: PlanSheetSession, plan: Plan, says: ItemLine) -> Plan:
        for group in plan.groups:
            for item in group.items:
                if item.code == says.code:
                    return self._change(session, plan, item, says, group=group.code)
        for name in ("title", "lead_unit", "deadline"):
            if getattr(says, name) is None:
                raise FieldMissing(field=name, name=name)
        made = changing.item_of(_words(session, says), today=self._clock.today())
        return changing.with_item(plan, made, place=GroupPlace(code=says.group, title=says.group_title or ""))

    def _change(self, session: PlanSheetSession, plan: Plan, item: PlanItem, says: ItemLine, *, group: str) -> Plan:
        if says.group != group:
            raise ColumnFixed(field="group", key=item.code)
        after = changing.changed_item(plan, item.id, _words(session, says, item), today=self._clock.today())
        if after != plan:
            current(item, None if says.version is None else int(says.version))
        return after

    def _keep(
        self,
        session: PlanSheetSession,
        actor: Actor,
        *,
        before: Plan | None,
        after: Plan,
        touched: list[Touched],
        digest: str,
    ) -> str:
        saved = replace(after, version=1 if before is None else before.version + 1)
        session.put_plan(saved, known=before)
        rows = touched if before is not None else [*touched, Touched(thing_id=saved.id, version=1)]
        done = _done(touched)
        batch = Batch(
            id=new_id(),
            unit_id=saved.unit_id,
            kind=Loaded.PLAN,
            loaded_by=actor.person_id,
            loaded_at=self._clock.now(),
            digest=digest,
            created=done.created,
            changed=done.changed,
            plan_id=saved.id,
        )
        session.sheets.add_batch(batch, rows)
        return batch.id


def _done(touched: list[Touched]) -> Done:
    created = sum(row.before is None for row in touched)
    return Done(created=created, changed=len(touched) - created)


def _words(session: PlanSheetSession, says: ItemLine, item: PlanItem | None = None) -> ItemWords:
    """What a row says of an item; what it names as it is there already need not be open any more."""
    units = session.places
    lead = None
    if says.lead_unit is not None:
        lead = unit_for(units, says.lead_unit, field="lead_unit", past=True).id
        if item is None or lead != item.lead_unit_id:
            lead = unit_for(units, says.lead_unit, field="lead_unit").id
    helping = tuple(
        unit_for(units, key, field="coordinating_units", past=item is not None).id for key in says.coordinating_units
    )
    given: dict[str, Any] = {"coordinating_unit_ids": helping} if helping else {}
    return ItemWords(code=says.code, title=says.title, lead_unit_id=lead, deadline=says.deadline, **given)


def _touched(before: Plan, after: Plan) -> list[Touched]:
    there = {item.id: item for item in before.items()}
    return [
        Touched(thing_id=item.id, version=item.version, before=_said(there[item.id]) if item.id in there else None)
        for item in after.items()
        if there.get(item.id) != item
    ]


def _said(item: PlanItem) -> dict[str, Any]:
    return {
        "title": item.title,
        "lead_unit_id": item.lead_unit_id,
        "coordinating_unit_ids": list(item.coordinating_unit_ids),
        "deadline": item.deadline,
    }
