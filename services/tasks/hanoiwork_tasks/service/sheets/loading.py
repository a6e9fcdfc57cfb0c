"""Loading a table of tasks: all of it or nothing, and the same table again changes nothing."""

from collections import Counter
from dataclasses import dataclass

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.files.cells import Found
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Actor, Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.calendar.working_days import WorkingDays
from hanoiwork_tasks.domain.plan import TaskList
from hanoiwork_tasks.domain.sheets.batch import Batch, Loaded, Touched, said
from hanoiwork_tasks.domain.sheets.refusals import SheetLoadedAlready, SheetTooLong
from hanoiwork_tasks.domain.sheets.task_line import TaskRow
from hanoiwork_tasks.service.resolving import unit_for
from hanoiwork_tasks.service.sheets.gathering import Gathered, save
from hanoiwork_tasks.service.sheets.ground import Ground, refuse_by_line
from hanoiwork_tasks.service.sheets.port import BeginTaskSheets, TaskSheetSession
from hanoiwork_tasks.service.sheets.remembering import Remembering
from hanoiwork_tasks.service.sheets.taking import Taking

MOST_ROWS = 50_000
"""Tasks that are loaded at once (our choice): the year's work of a large department."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What loading a table did, or would do in a dry run; `batch` is what it is taken back by, if it did anything."""

    rows: int
    created: int
    changed: int
    unchanged: int
    dry_run: bool
    batch: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How many things a table made and changed."""

    created: int
    changed: int

    def reported(self, *, rows: int, dry_run: bool, batch: str | None) -> LoadReport:
        """The report on a table of so many rows."""
        return LoadReport(
            rows=rows,
            created=self.created,
            changed=self.changed,
            unchanged=rows - self.created - self.changed,
            dry_run=dry_run,
            batch=batch,
        )


class SheetLoading:
    """Takes in tables of tasks, for those who plan in a unit."""

    def __init__(self, *, begin: BeginTaskSheets, clock: Clock, calendar: WorkingDays) -> None:
        self._begin = begin
        self._clock = clock
        self._calendar = calendar

    def demand(self, identity: Identity, *, unit: str) -> None:
        """Refuse whoever may load nothing for a unit, before a file is read."""
        with self._begin() as session:
            self._actor(session, identity, unit_id=unit_for(session.places, unit).id)

    def load(
        self, identity: Identity, *, unit: str, found: Found[TaskRow], digest: str, dry_run: bool = False
    ) -> LoadReport:
        """Load what a table holds for a unit and those under it; everything wrong with it is refused at once."""
        with self._begin() as session:
            owner = unit_for(session.places, unit)
            actor = self._actor(session, identity, unit_id=owner.id)
            _demand_loadable(session, found, unit_id=owner.id, digest=digest)
            ground = self._ground(session, actor, unit=unit, found=found)
            problems: list[Refused] = list(found.problems)
            taking = Taking(ground, problems)
            taking.take(found.things)
            refuse_by_line(problems)
            batch = None if dry_run else self._keep(ground, taking, digest=digest)
            done = Done(created=len(ground.gathered.new), changed=len(taking.rewritten))
            return done.reported(rows=len(found.things), dry_run=dry_run, batch=batch)

    def _actor(self, session: TaskSheetSession, identity: Identity, *, unit_id: str) -> Actor:
        actor = session.places.actor(identity.person_id, self._clock.today())
        demand(actor, authority.PLAN, Resource(line=session.places.line(unit_id)))
        return actor

    def _ground(self, session: TaskSheetSession, actor: Actor, *, unit: str, found: Found[TaskRow]) -> Ground:
        owner = unit_for(session.places, unit)
        inside = session.places.below(owner.id)
        without = Counter(row.says.unit or unit for row in found.things if row.says.code is None)
        places = {key: session.places.unit(key) for key in without}
        memory = Remembering(
            session,
            lines=[row.says for row in found.things],
            without={place.id: without[key] for key, place in places.items() if place is not None},
        )
        return Ground(
            session=session,
            memory=memory,
            gathered=Gathered(),
            actor=actor,
            unit=owner,
            inside=frozenset(inside),
            lists=_by_name(session.sheets.lists_in(inside)),
            calendar=self._calendar,
            at=self._clock.now(),
            today=self._clock.today(),
        )

    def _keep(self, ground: Ground, taking: "Taking", *, digest: str) -> str | None:
        gathered, session = ground.gathered, ground.session
        taking.tell_items()
        save(session, gathered, links=ground.memory.links, by=ground.actor.person_id, at=ground.at)
        rows = [Touched(thing_id=task.id, version=task.version) for task in gathered.new.values()]
        for task_id in taking.rewritten:
            after = gathered.changed[task_id]
            rows.append(Touched(thing_id=task_id, version=after.version, before=said(gathered.before[task_id])))
        if not rows:
            return None
        batch = Batch(
            id=new_id(),
            unit_id=ground.unit.id,
            kind=Loaded.TASKS,
            loaded_by=ground.actor.person_id,
            loaded_at=ground.at,
            digest=digest,
            created=len(gathered.new),
            changed=len(taking.rewritten),
        )
        session.sheets.add_batch(batch, rows)
        return batch.id


def _demand_loadable(session: TaskSheetSession, found: Found[TaskRow], *, unit_id: str, digest: str) -> None:
    if len(found.things) > MOST_ROWS:
        raise SheetTooLong(field="content", rows=len(found.things), most=MOST_ROWS)
    nameless = any(row.says.code is None for row in found.things)
    if nameless and session.sheets.stands(unit_id, digest):
        raise SheetLoadedAlready(field="content")


def _by_name(lists: list[TaskList]) -> dict[str, list[TaskList]]:
    """Lists by title and by id."""
    found: dict[str, list[TaskList]] = {}
    for one in lists:
        found.setdefault(one.title, []).append(one)
        found[one.id] = [one]
    return found
