"""Writing tasks down, breaking them out of a plan item or a larger task, and assigning them."""

from collections.abc import Sequence

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Action, Actor, Resource, demand
from hanoiwork_tasks.domain import assigning, authority
from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.breaking import one_lead_each
from hanoiwork_tasks.domain.calendar.working_days import WorkingDays
from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.task import Collaborator, Status, Task
from hanoiwork_tasks.domain.wanted import Wanted
from hanoiwork_tasks.service.composing import Whole, compose, unit_of, within
from hanoiwork_tasks.service.filling import fill_new
from hanoiwork_tasks.service.ports import BeginTasks, TaskSession
from hanoiwork_tasks.service.resolving import current, helpers, line_of, person_for
from hanoiwork_tasks.service.saving import keep, keep_new
from hanoiwork_tasks.service.weighing import agreed, filled
from hanoiwork_tasks.service.wholes import came_out, room_for, tell_broken, weighed


class Drafting:
    """Tasks up to the moment somebody leads them."""

    def __init__(self, *, begin: BeginTasks, clock: Clock, calendar: WorkingDays) -> None:
        self._begin = begin
        self._clock = clock
        self._calendar = calendar

    def create(self, identity: Identity, *, wanted: Wanted) -> Task:
        """Write a task down as a draft; some of its clears may still be missing.

        With a parent it is a part of it, so whoever writes it down plans in the parent's unit too.
        """
        with self._begin() as session:
            actor = self._actor(session, identity)
            if wanted.parent is None:
                asked = self._filled(session, wanted, whole=Whole(), actor=actor)
                return self._write_down(session, asked, whole=Whole(), actor=actor)
            found = session.held(wanted.parent)
            _may(session, actor, authority.PLAN, unit_id=found.unit_id)
            asked = self._filled(session, wanted, whole=Whole(task=found), actor=actor)
            room_for(session, found, parts=[asked])
            already = session.has_parts(found.id)
            task = self._write_down(session, asked, whole=Whole(task=found), actor=actor)
            came_out(session, found, parts=1, already=already, by=actor.person_id, at=self._clock.now())
            return task

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
            actor = self._actor(session, identity)
            if item is not None:
                return self._break_item(session, actor, item=item, parts=parts, version=version)
            found = session.held(task or "")
            current(found, version)
            _may(session, actor, authority.PLAN, unit_id=found.unit_id)
            if allow_over:
                _may(session, actor, authority.ALLOW_OVER, unit_id=found.unit_id)
            asked = self._all_filled(session, parts, whole=Whole(task=found), actor=actor)
            room_for(session, found, parts=asked, allow_over=allow_over)
            already = session.has_parts(found.id)
            tasks = self._write_all_down(session, asked, whole=Whole(task=found), actor=actor)
            came_out(session, found, parts=len(parts), already=already, by=actor.person_id, at=self._clock.now())
            return tasks

    def _break_item(
        self, session: TaskSession, actor: Actor, *, item: str, parts: Sequence[Wanted], version: int | None
    ) -> list[Task]:
        found, plan_id = session.plan_item(item)
        current(found, version)
        _may(session, actor, authority.PLAN, unit_id=found.lead_unit_id)
        asked = self._all_filled(session, parts, whole=Whole(item=found), actor=actor)
        tasks = self._write_all_down(session, asked, whole=Whole(item=found), actor=actor)
        tell_broken(session, found, plan_id=plan_id, tasks=tasks)
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
        entry: str | None = None,
        version: int | None = None,
    ) -> Task:
        """Give a task to its one lead; who does so becomes the assigner; an `entry` of the catalogue weighs it."""
        with self._begin() as session:
            found = session.task(task)
            current(found, version)
            actor = self._actor(session, identity)
            _may(session, actor, authority.ASSIGN, unit_id=found.unit_id)
            today = self._clock.today()
            step = assigning.assign(
                found,
                by=actor.person_id,
                person_id=_lead(session, found, person, actor=actor),
                terms=agreed(session, found, terms, entry=entry, calendar=self._calendar, today=today),
                today=today,
                collaborators=_helping(session, collaborators, coordinating_units),
                hand_over=hand_over,
            )
            return self._keep_assigned(session, found, step, by=actor.person_id)

    def _keep_assigned(self, session: TaskSession, before: Task, step: Step, *, by: str) -> Task:
        weighed(session, before, after=step.task)
        return keep(session, step, by=by, at=self._clock.now())

    def _all_filled(self, session: TaskSession, parts: Sequence[Wanted], *, whole: Whole, actor: Actor) -> list[Wanted]:
        asked = []
        for place, part in enumerate(parts):
            with within(f"parts[{place}]"):
                asked.append(self._filled(session, part, whole=whole, actor=actor))
        return asked

    def _filled(self, session: TaskSession, wanted: Wanted, *, whole: Whole, actor: Actor) -> Wanted:
        if wanted.entry is None:
            return wanted
        unit = unit_of(session, wanted, whole=whole, by=actor.person_id)
        return filled(session, wanted, unit_id=unit.id, calendar=self._calendar, today=self._clock.today())

    def _write_all_down(
        self, session: TaskSession, parts: Sequence[Wanted], *, whole: Whole, actor: Actor
    ) -> list[Task]:
        tasks = []
        for place, part in enumerate(parts):
            with within(f"parts[{place}]"):
                tasks.append(self._write_down(session, part, whole=whole, actor=actor))
        return tasks

    def _write_down(self, session: TaskSession, wanted: Wanted, *, whole: Whole, actor: Actor) -> Task:
        task = compose(session, wanted, whole=whole, actor=actor, at=self._clock.now())
        kept = keep_new(session, task, by=actor.person_id, at=task.created_at)
        fill_new(session, kept, wanted.says)
        return kept

    def _actor(self, session: TaskSession, identity: Identity) -> Actor:
        return session.places.actor(identity.person_id, self._clock.today())


def _may(session: TaskSession, actor: Actor, action: Action, *, unit_id: str) -> None:
    demand(actor, action, Resource(line=session.places.line(unit_id)))


def _lead(session: TaskSession, task: Task, person: str | None, *, actor: Actor) -> str | None:
    """The lead from now on; whoever makes somebody the lead must assign in that person's own unit too."""
    key = person or (task.person_id if task.status is Status.DRAFT else None)
    if key is None:
        return None
    lead = person_for(session.places, key)
    if task.status is Status.DRAFT or lead.id != task.person_id:
        demand(actor, authority.ASSIGN, Resource(line=line_of(session.places, lead)))
    return lead.id


def _helping(
    session: TaskSession, people: Sequence[str] | None, units: Sequence[str] | None
) -> tuple[Collaborator, ...] | None:
    """Who helps from now on; None, when nobody is named of either, leaves it as it is."""
    if people is None and units is None:
        return None
    return helpers(session.places, people=people or (), units=units or ())
