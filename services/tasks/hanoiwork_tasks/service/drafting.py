"""Writing tasks down, breaking them out of a plan item or a larger task, and assigning them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.places import UnitPlace
from hanoiwork_shared.policy import demand
from hanoiwork_tasks.domain import assigning, authority
from hanoiwork_tasks.domain.assigning import Terms, checked
from hanoiwork_tasks.domain.breaking import fits, one_lead_each
from hanoiwork_tasks.domain.flow import Step, stands
from hanoiwork_tasks.domain.links import Links
from hanoiwork_tasks.domain.plan import PlanItem
from hanoiwork_tasks.domain.refusals import CodeTaken, UnitUnknown
from hanoiwork_tasks.domain.task import WORKABLE, Group, Status, Task, weigh
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.events import PlanItemBrokenDown
from hanoiwork_tasks.service.ports import BeginTasks, TaskSession
from hanoiwork_tasks.service.resolving import current, helpers, links_for, person_for, unit_for
from hanoiwork_tasks.service.saving import keep, keep_new


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What new tasks come out of, as far as they take from it: nothing, a task or a plan item."""

    task: Task | None = None
    item: PlanItem | None = None


class Drafting:
    """Tasks up to the moment somebody leads them."""

    def __init__(self, *, begin: BeginTasks, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def create(self, identity: Identity, *, wanted: Wanted) -> Task:
        """Write a task down as a draft; some of its clears may still be missing."""
        with self._begin() as session:
            whole = Whole(task=session.task(wanted.parent) if wanted.parent is not None else None)
            if whole.task is not None:
                self._split(session, whole.task, parts=[wanted], by=identity.person_id)
            return self._write_down(session, wanted, whole=whole, by=identity.person_id)

    def break_down(
        self,
        identity: Identity,
        *,
        parts: Sequence[Wanted],
        item: str | None = None,
        task: str | None = None,
        allow_over: bool = False,
        version: int | None = None,
    ) -> list[Task]:
        """Break a plan item or a task down into tasks, drafts all of them until they are assigned.

        Only the unit's leader may let the parts of a task weigh more than the whole.
        """
        one_lead_each(parts)
        with self._begin() as session:
            if item is not None:
                return self._break_item(session, identity, item=item, parts=parts, version=version)
            found = session.task(task or "")
            current(found, version)
            self._may_plan(session, found.unit_id, by=identity.person_id)
            if allow_over:
                actor = session.places.actor(identity.person_id, self._clock.today())
                demand(actor, authority.ALLOW_OVER, at=session.places.line(found.unit_id))
            self._split(session, found, parts=parts, by=identity.person_id, allow_over=allow_over)
            return [self._write_down(session, part, whole=Whole(task=found), by=identity.person_id) for part in parts]

    def _break_item(
        self, session: TaskSession, identity: Identity, *, item: str, parts: Sequence[Wanted], version: int | None
    ) -> list[Task]:
        found, plan_id = session.plan_item(item)
        current(found, version)
        self._may_plan(session, found.lead_unit_id, by=identity.person_id)
        whole = Whole(item=found)
        tasks = [self._write_down(session, part, whole=whole, by=identity.person_id) for part in parts]
        self._tell_broken(session, found, plan_id=plan_id, tasks=tasks)
        return tasks

    def assign(
        self,
        identity: Identity,
        *,
        task: str,
        terms: Terms,
        person: str | None = None,
        collaborators: Sequence[str] | None = None,
        coordinating_units: Sequence[str] | None = None,
        hand_over: bool = False,
        version: int | None = None,
    ) -> Task:
        """Give a task to its one lead; the one who does so becomes the assigner."""
        with self._begin() as session:
            found = session.task(task)
            current(found, version)
            places = session.places
            actor = places.actor(identity.person_id, self._clock.today())
            demand(actor, authority.ASSIGN, at=places.line(found.unit_id))
            named = collaborators is not None or coordinating_units is not None
            helping = helpers(places, people=collaborators or (), units=coordinating_units or ())
            step = assigning.assign(
                found,
                by=identity.person_id,
                person_id=person_for(places, person).id if person is not None else None,
                terms=terms,
                collaborators=helping if named else None,
                hand_over=hand_over,
            )
            return keep(session, step, by=identity.person_id, at=self._clock.now())

    def _write_down(self, session: TaskSession, wanted: Wanted, *, whole: Whole, by: str) -> Task:
        task = self._draft(session, wanted, whole=whole, by=by)
        return keep_new(session, task, by=by, at=task.created_at)

    def _draft(self, session: TaskSession, wanted: Wanted, *, whole: Whole, by: str) -> Task:
        places = session.places
        person = person_for(places, wanted.person) if wanted.person is not None else None
        unit = self._unit(session, wanted, whole=whole, lead_unit=person.unit_id if person else None, by=by)
        self._may_plan(session, unit.id, by=by)
        serves = self._links(session, wanted, whole=whole)
        return checked(
            Task(
                id=new_id(),
                code=self._code(session, wanted.code, unit_id=unit.id),
                owner_id=unit.id,
                title=wanted.title.strip(),
                group=wanted.group or (whole.task.group if whole.task else Group.ROUTINE),
                unit_id=unit.id,
                created_by=by,
                created_at=self._clock.now(),
                person_id=person.id if person else None,
                collaborators=helpers(places, people=wanted.collaborators, units=wanted.coordinating_units),
                objective_id=serves.objective_id,
                measure_id=serves.measure_id,
                list_id=self._list(session, wanted, whole=whole),
                parent_id=whole.task.id if whole.task else None,
                plan_item_id=whole.item.id if whole.item else (whole.task.plan_item_id if whole.task else None),
                product=wanted.product.strip(),
                quantity=wanted.quantity,
                points=Decimal(0) if wanted.points is None else weigh(wanted.points),
                authority=wanted.authority.strip(),
                starts=wanted.starts,
                due=wanted.due or (whole.item.due if whole.item else None),
            )
        )

    def _unit(self, session: TaskSession, wanted: Wanted, *, whole: Whole, lead_unit: str | None, by: str) -> UnitPlace:
        """The lead unit: as named, or the lead's, the whole's, or that of whoever writes the task down."""
        key = wanted.unit or lead_unit
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

    def _links(self, session: TaskSession, wanted: Wanted, *, whole: Whole) -> Links:
        if wanted.objective is None and wanted.measure is None and whole.task is not None:
            return Links(objective_id=whole.task.objective_id, measure_id=whole.task.measure_id)
        return links_for(session.links, objective=wanted.objective, measure=wanted.measure)

    def _list(self, session: TaskSession, wanted: Wanted, *, whole: Whole) -> str | None:
        if wanted.list is not None:
            return session.task_list(wanted.list).id
        return whole.task.list_id if whole.task else None

    def _code(self, session: TaskSession, code: str | None, *, unit_id: str) -> str:
        if code is None:
            return session.next_code(unit_id)
        if session.has_code(unit_id, code):
            raise CodeTaken(field="code", key=code)
        return code

    def _may_plan(self, session: TaskSession, unit_id: str, *, by: str) -> None:
        actor = session.places.actor(by, self._clock.today())
        demand(actor, authority.PLAN, at=session.places.line(unit_id))

    def _split(
        self, session: TaskSession, whole: Task, *, parts: Sequence[Wanted], by: str, allow_over: bool = False
    ) -> None:
        """Write on the whole what came out of it; counting its version keeps two splits from passing each other."""
        stands(whole, WORKABLE | {Status.DRAFT})
        if not allow_over:
            already = session.points_of_parts(whole.id)
            fits(whole.points, already=already, parts=[part.points or Decimal(0) for part in parts])
        after = replace(whole, version=whole.version + 1)
        step = Step(task=after, what="broken_down", before="", after=str(len(parts)))
        keep(session, step, by=by, at=self._clock.now())

    def _tell_broken(self, session: TaskSession, item: PlanItem, *, plan_id: str, tasks: Sequence[Task]) -> None:
        after = replace(item, version=item.version + len(tasks))
        session.put_item(after, seen=item.version)
        for version, task in enumerate(tasks, start=item.version + 1):
            session.tell(
                PlanItemBrokenDown(
                    item_id=item.id, plan_id=plan_id, task_id=task.id, unit_id=task.unit_id, version=version
                )
            )
