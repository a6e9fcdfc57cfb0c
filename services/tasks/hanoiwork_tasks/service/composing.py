"""Turning a task as somebody asks for it into a draft: every code looked up, every right checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from hanoiwork_shared.errors import Refused
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.places import UnitPlace
from hanoiwork_shared.policy import Actor, Resource, demand, may
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.assigning import checked
from hanoiwork_tasks.domain.links import Links
from hanoiwork_tasks.domain.plan import PlanItem
from hanoiwork_tasks.domain.plans.refusals import ListOfOtherPlan
from hanoiwork_tasks.domain.refusals import CodeTaken, UnitUnknown
from hanoiwork_tasks.domain.task import Group, Task, weigh
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.service.ports import LookUp
from hanoiwork_tasks.service.resolving import helpers, line_of, links_for, person_for, unit_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What new tasks come out of, as far as they take from it: nothing, a task or a plan item."""

    task: Task | None = None
    item: PlanItem | None = None

    @property
    def item_id(self) -> str | None:
        """The plan item that it all comes out of, perhaps by way of a task."""
        if self.item is not None:
            return self.item.id
        return self.task.plan_item_id if self.task else None


@contextmanager
def within(path: str) -> Iterator[None]:
    """Let a refusal name its field by the path from the request down, such as parts[1].person."""
    try:
        yield
    except Refused as refusal:
        if refusal.field is not None:
            refusal.field = f"{path}.{refusal.field}"
        raise


def compose(session: LookUp, wanted: Wanted, *, whole: Whole, actor: Actor, at: datetime) -> Task:
    """The draft that is wanted; whoever asks plans in its unit, and assigns in the unit of the lead they name."""
    places = session.places
    person = person_for(places, wanted.person) if wanted.person is not None else None
    unit = unit_of(session, wanted, whole=whole, by=actor.person_id)
    _may_write_down(session, wanted, actor, unit_id=unit.id)
    if person is not None:
        demand(actor, authority.ASSIGN, Resource(line=line_of(places, person)))
    draft = Task(
        id=new_id(),
        code=_code(session, wanted.code, unit_id=unit.id),
        owner_id=unit.id,
        title=wanted.title.strip(),
        group=wanted.group or (whole.task.group if whole.task else Group.ROUTINE),
        unit_id=unit.id,
        created_by=actor.person_id,
        created_at=at,
        person_id=person.id if person else None,
        entry_id=wanted.entry,
    )
    return checked(_agreed(_attached(session, draft, wanted, whole=whole), wanted, whole=whole))


def _attached(session: LookUp, draft: Task, wanted: Wanted, *, whole: Whole) -> Task:
    """With those who help, and with what the task serves, stands in and came out of."""
    serves = _links(session, wanted, whole=whole)
    return replace(
        draft,
        collaborators=helpers(session.places, people=wanted.collaborators, units=wanted.coordinating_units),
        objective_id=serves.objective_id,
        measure_id=serves.measure_id,
        list_id=_list(session, wanted, whole=whole, unit_id=draft.unit_id),
        parent_id=whole.task.id if whole.task else None,
        plan_item_id=whole.item_id,
    )


def _agreed(draft: Task, wanted: Wanted, *, whole: Whole) -> Task:
    """With the terms known so far."""
    return replace(
        draft,
        product=wanted.product.strip(),
        quantity=wanted.quantity,
        points=Decimal(0) if wanted.points is None else weigh(wanted.points),
        authority=wanted.authority.strip(),
        starts=wanted.starts,
        due=wanted.due or (whole.item.due if whole.item else None),
    )


def unit_of(session: LookUp, wanted: Wanted, *, whole: Whole, by: str) -> UnitPlace:
    """The lead unit: as named, or the lead's, the whole's, or that of whoever writes the task down."""
    lead = person_for(session.places, wanted.person) if wanted.person is not None else None
    key = wanted.unit or (lead.unit_id if lead else None)
    if key is None and whole.task is not None:
        key = whole.task.unit_id
    if key is None and whole.item is not None:
        key = whole.item.lead_unit_id
    if key is None:
        writer = session.places.person(by)
        key = writer.unit_id if writer else None
    if key is None:
        raise UnitUnknown(field="unit", key="")
    return unit_for(session.places, key)


def _may_write_down(session: LookUp, wanted: Wanted, actor: Actor, *, unit_id: str) -> None:
    """Let those plan who plan for the unit; others as members of its workspace, in whose lists the task stands."""
    line = session.places.line(unit_id)
    if wanted.list is None or may(actor, authority.WRITE_DOWN, Resource(line=line)):
        demand(actor, authority.WRITE_DOWN, Resource(line=line))
        return
    found = session.task_list(wanted.list)
    members = session.spaces.writers(found) if session.owner_of(found) == unit_id else frozenset()
    demand(actor, authority.WRITE_DOWN, Resource(line=line, people=frozenset(members)))


def _links(session: LookUp, wanted: Wanted, *, whole: Whole) -> Links:
    if wanted.objective is None and wanted.measure is None and whole.task is not None:
        return Links(objective_id=whole.task.objective_id, measure_id=whole.task.measure_id)
    return links_for(session.links, objective=wanted.objective, measure=wanted.measure)


def _list(session: LookUp, wanted: Wanted, *, whole: Whole, unit_id: str) -> str | None:
    """The list named, which is no other plan's; or the unit's only list under the plan; or that of the whole."""
    if wanted.list is not None:
        found = session.task_list(wanted.list)
        if whole.item_id is not None and found.plan_id not in (None, session.broken.plan_of_item(whole.item_id)):
            raise ListOfOtherPlan(field="list", key=found.title)
        return found.id
    own = session.broken.list_for(whole.item_id, unit_id) if whole.item_id is not None else None
    return own or (whole.task.list_id if whole.task else None)


def _code(session: LookUp, code: str | None, *, unit_id: str) -> str:
    if code is None:
        return session.next_code(unit_id)
    if session.has_code(unit_id, code):
        raise CodeTaken(field="code", key=code)
    return code
