"""Taking in work already done elsewhere: each record becomes a task of its person, told like any other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused, refuse_all
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.places import PersonPlace
from hanoiwork_shared.policy import Actor, Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.files.records import PersonText, RecordText, read_records
from hanoiwork_tasks.domain.files.refusals import RecordDiffers
from hanoiwork_tasks.domain.links import Links
from hanoiwork_tasks.domain.refusals import PersonUnknown, UnitUnknown
from hanoiwork_tasks.domain.reports import RecordReport
from hanoiwork_tasks.domain.task import Status, Task
from hanoiwork_tasks.domain.telling import snapshot
from hanoiwork_tasks.events import TaskCompleted, TaskCreated
from hanoiwork_tasks.service.ports import BeginTasks, TaskSession
from hanoiwork_tasks.service.resolving import links_for, person_for, unit_for
from hanoiwork_tasks.service.saving import activity

_WHOLE = 100
_SAME = ("code", "title", "group", "product", "quantity", "points", "authority", "due", "late_days", "quality_failures")


class Recording:
    """Records of other systems, loaded once however often they are sent."""

    def __init__(self, *, begin: BeginTasks, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def import_tasks(self, identity: Identity, *, content: str, dry_run: bool = False) -> RecordReport:
        """Load a file of records, all of it or nothing; a dry run refuses the same and keeps nothing."""
        people, problems = read_records(content)
        with self._begin() as session:
            actor = session.places.actor(identity.person_id, self._clock.today())
            authority.demand_loading(actor)
            loading = _Loading(session, actor=actor, now=self._clock.now(), problems=problems)
            for person in people:
                loading.take(person)
            refuse_all(problems)
            if not dry_run:
                _save(session, loading.new, by=identity.person_id, at=self._clock.now())
            rows = sum(len(person.tasks) for person in people)
            return RecordReport(
                people=len(people),
                tasks=rows,
                rows=rows,
                created=len(loading.new),
                changed=0,
                unchanged=loading.known,
                dry_run=dry_run,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What a record names beside its own values: what it serves, the plan item it came out of, who assigned it."""

    serves: Links
    plan_item_id: str | None
    assigner_id: str | None


class _Loading:
    """One file being read against what is there: the new tasks, the count of known ones, the problems."""

    def __init__(self, session: TaskSession, *, actor: Actor, now: datetime, problems: list[Refused]) -> None:
        self._session = session
        self._actor = actor
        self._now = now
        self._problems = problems
        self.new: list[Task] = []
        self.known = 0

    def take(self, text: PersonText) -> None:
        """Turn one person's records into tasks, or note what is wrong."""
        try:
            person, unit_id = self._place(text)
        except (UnitUnknown, PersonUnknown) as problem:
            if text.person:
                self._problems.append(problem)
            return
        demand(self._actor, authority.IMPORT, Resource(line=self._session.places.line(unit_id)))
        on_record = self._session.records(person.id)
        for row in text.tasks:
            if row.code not in on_record:
                self._add(row, person=person, unit_id=unit_id)
            elif on_record[row.code] == row.fingerprint():
                self.known += 1
            else:
                self._problems.append(RecordDiffers(field=f"{row.path}.code", key=row.code))

    def _place(self, text: PersonText) -> tuple[PersonPlace, str]:
        places = self._session.places
        person = person_for(places, text.person, field=text.path)
        if person.unit_id is not None:
            return person, person.unit_id
        unit = unit_for(places, text.unit or "", field=text.path.removesuffix("code") + "unit")
        return person, unit.id

    def _add(self, row: RecordText, *, person: PersonPlace, unit_id: str) -> None:
        try:
            around = self._around(row)
        except Refused as problem:
            self._problems.append(problem)
            return
        if not self._problems:  # what is wrong with the file may be in this very row
            by = self._actor.person_id
            self.new.append(_task(row, person=person, unit_id=unit_id, around=around, by=by, at=self._now))

    def _around(self, row: RecordText) -> _Around:
        """What a record names, looked up; refused at the field that names what is not there."""
        session = self._session
        return _Around(
            serves=links_for(session.links, objective=row.objective, measure=row.measure, at=f"{row.path}."),
            plan_item_id=self._item_id(row.plan_item, field=f"{row.path}.plan_item"),
            assigner_id=self._assigner_id(row.assigner, field=f"{row.path}.assigner"),
        )

    def _item_id(self, key: str | None, *, field: str) -> str | None:
        if key is None:
            return None
        try:
            return self._session.plan_item(key)[0].id
        except Refused as problem:
            problem.field = field
            raise

    def _assigner_id(self, key: str | None, *, field: str) -> str | None:
        return None if key is None else person_for(self._session.places, key, field=field, past=True).id


def _task(row: RecordText, *, person: PersonPlace, unit_id: str, around: _Around, by: str, at: datetime) -> Task:
    """A record as the task it was: led by its person, delivered as many days late as it says."""
    task = Task(
        id=new_id(),
        owner_id=person.id,
        unit_id=unit_id,
        created_by=by,
        created_at=at,
        status=Status.TODO,
        person_id=person.id,
        assigner_id=around.assigner_id,
        objective_id=around.serves.objective_id,
        measure_id=around.serves.measure_id,
        plan_item_id=around.plan_item_id,
        first_due=row.due,
        record=row.fingerprint(),
        **{name: getattr(row, name) for name in _SAME},
    )
    return _done(task) if row.completed else task


def _done(task: Task) -> Task:
    day = None if task.due is None else task.due + timedelta(days=task.late_days)
    return replace(
        task,
        status=Status.COMPLETED,
        accepted_quantity=task.quantity,
        percent=_WHOLE,
        submitted_on=day,
        delivered_on=day,
        version=2,
    )


def _save(session: TaskSession, tasks: Sequence[Task], *, by: str, at: datetime) -> None:
    session.add(tasks)
    session.write([activity(task, what="recorded", by=by, at=at, after=task.status.value) for task in tasks])
    above: dict[str | None, tuple[str, ...]] = {}
    for task in tasks:
        if task.objective_id not in above:
            above[task.objective_id] = session.links.above(task.objective_id)
        for kind, stage in _stages(task):
            session.tell(snapshot(kind, stage, objective_ids=above[task.objective_id], recorded=True))


def _stages(task: Task) -> Iterator[tuple[type[TaskCreated | TaskCompleted], Task]]:
    """What the record went through, as the facts tell it: written down, and completed if it was.

    It was assigned elsewhere, so nobody is told of an assignment now.
    """
    yield (
        TaskCreated,
        replace(
            task,
            status=Status.TODO,
            accepted_quantity=Decimal(0),
            percent=0,
            submitted_on=None,
            delivered_on=None,
            version=1,
        ),
    )
    if task.status is Status.COMPLETED:
        yield TaskCompleted, task
