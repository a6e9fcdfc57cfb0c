"""Taking a table back: what it made is cancelled, what it changed says again what it said before."""

from dataclasses import replace

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.files import refuse_listed
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Actor, Resource, demand
from hanoiwork_tasks.domain import authority, flow
from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.sheets.batch import Batch, Loaded, Touched, demand_standing, freed, saying
from hanoiwork_tasks.domain.sheets.refusals import ChangedSince
from hanoiwork_tasks.domain.task import Status, Task
from hanoiwork_tasks.events import TaskAssigned, TaskChanged
from hanoiwork_tasks.service.resolving import unit_for
from hanoiwork_tasks.service.sheets.gathering import Gathered, save
from hanoiwork_tasks.service.sheets.plan_undoing import take_plan_back
from hanoiwork_tasks.service.sheets.port import BeginUndoing, ReadSheets, TaskSheetSession
from hanoiwork_tasks.service.wholes import given_up

MOST_BATCHES = 200
"""Loaded tables that are listed (our choice)."""
REASON = "Hủy lần nạp tệp"
"""What the histories of cancelled tasks say; people write reasons in Vietnamese here."""


class Undoing:
    """Takes loaded tables back, as long as nobody has gone on from them."""

    def __init__(self, *, begin: BeginUndoing, read: ReadSheets, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def batches(self, identity: Identity, *, unit: str) -> list[Batch]:
        """The tables that were loaded for a unit and those under it, the latest first; for those who plan there."""
        with self._read() as store:
            owner = unit_for(store.places, unit, past=True).id
            actor = store.places.actor(identity.person_id, self._clock.today())
            demand(actor, authority.PLAN, Resource(line=store.places.line(owner)))
            return store.sheets.batches(store.places.below(owner), most=MOST_BATCHES)

    def undo(self, identity: Identity, *, batch: str) -> Batch:
        """Take all of a table back, or refuse: what was changed since is named, and then nothing is."""
        with self._begin() as session:
            found = session.sheets.batch(batch)
            actor = session.places.actor(identity.person_id, self._clock.today())
            demand(actor, authority.PLAN, Resource(line=session.places.line(found.unit_id)))
            demand_standing(found)
            if found.kind is Loaded.PLAN:
                take_plan_back(session, found)
            else:
                self._take_tasks_back(session, found, actor=actor)
            undone = replace(found, undone_by=actor.person_id, undone_at=self._clock.now())
            session.sheets.undone(undone)
            return undone

    def _take_tasks_back(self, session: TaskSheetSession, batch: Batch, *, actor: Actor) -> None:
        rows = {row.thing_id: row for row in session.sheets.rows(batch.id)}
        tasks = session.sheets.held(list(rows))
        refuse_listed(
            ChangedSince(field="batch", key=task.code) for task in tasks if task.version != rows[task.id].version
        )
        gathered = Gathered()
        for task in tasks:
            gathered.hold(task)
            gathered.take(_taken_back(task, rows[task.id]))
        save(session, gathered, links=session.links, by=actor.person_id, at=self._clock.now())
        wholes = {task.parent_id for task in tasks if task.parent_id is not None and task.parent_id not in rows}
        for whole_id in sorted(wholes):
            given_up(session, session.held(whole_id), by=actor.person_id, at=self._clock.now())


def _taken_back(task: Task, row: Touched) -> Step:
    if row.before is None:
        step = flow.cancel(task, reason=REASON)
        return replace(step, task=replace(step.task, code=freed(task)))
    told = TaskChanged if task.status is Status.DRAFT else TaskAssigned
    return Step(task=saying(task, row.before), what="changed", before="", after="", note=REASON, told=told)
