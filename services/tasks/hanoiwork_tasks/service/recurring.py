"""Recurring tasks: set up, changed, paused, ended, read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.pages import FIRST, Page
from hanoiwork_shared.policy import Resource, demand
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.calendar.span import day_by_day
from hanoiwork_tasks.domain.calendar.working_days import Day, WorkingDays
from hanoiwork_tasks.domain.recurring import recurrence as recurring
from hanoiwork_tasks.domain.recurring.pattern import Occurrence, Pattern, occurrences, usable
from hanoiwork_tasks.domain.recurring.recurrence import Recurrence, State, Work
from hanoiwork_tasks.domain.task import Group, Task
from hanoiwork_tasks.service.recurring_port import BeginRecurring, ReadRecurring, RecurringSession
from hanoiwork_tasks.service.resolving import current, line_of, links_for, person_for, unit_for
from hanoiwork_tasks.service.weighing import in_force

_NOTHING: Page[Task] = Page(items=(), cursors=(), has_next=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedWork:
    """What each occurrence is to ask for, with people, lists and goals by code or id."""

    title: str
    group: Group = Group.ROUTINE
    product: str = ""
    quantity: Decimal = Decimal(1)
    points: Decimal | None = None
    authority: str = ""
    person: str | None = None
    list: str | None = None
    objective: str | None = None
    measure: str | None = None
    entry: str | None = None
    days_to_do: int = 0
    in_working_days: bool = False


class Recurring:
    """What recurs. Whoever sets something up plans in its unit and assigns in that of its lead, as for one task."""

    def __init__(self, *, begin: BeginRecurring, read: ReadRecurring, clock: Clock, calendar: WorkingDays) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock
        self._calendar = calendar

    def set_up(self, identity: Identity, *, unit: str, pattern: Pattern, work: WantedWork) -> Recurrence:
        """Set a recurring task up; its occurrences of the next thirty days become tasks within a minute."""
        today = self._clock.today()
        with self._begin() as session:
            place = unit_for(session.places, unit)
            self._demand(session, identity, place.id)
            new = Recurrence(
                id=new_id(),
                unit_id=place.id,
                pattern=pattern,
                work=self._work(session, identity, work, unit_id=place.id),
                state=State.ACTIVE,
                set_by=identity.person_id,
                set_at=self._clock.now(),
                made_to=today - timedelta(days=1),
                look_on=None,
            )
            ready = recurring.set_up(new, self._calendar)
            session.recurring.add(ready)
            return ready

    def change(
        self, identity: Identity, *, recurrence: str, pattern: Pattern, work: WantedWork, version: int | None = None
    ) -> Recurrence:
        """Change the rule or the work of what is not made yet."""
        with self._begin() as session:
            found = self._current(session, identity, recurrence, version)
            after = recurring.changed(
                found,
                pattern=pattern,
                work=self._work(session, identity, work, unit_id=found.unit_id),
                by=identity.person_id,
                at=self._clock.now(),
                calendar=self._calendar,
            )
            session.recurring.put(after, seen=found.version)
            return after

    def turn(self, identity: Identity, *, recurrence: str, to: State, version: int | None = None) -> Recurrence:
        """Pause it, let it go on, or end it for good."""
        with self._begin() as session:
            found = self._current(session, identity, recurrence, version)
            after = recurring.turned(found, to=to, today=self._clock.today(), calendar=self._calendar)
            session.recurring.put(after, seen=found.version)
            return after

    def leave_out(self, identity: Identity, *, recurrence: str, day: date, version: int | None = None) -> Recurrence:
        """Leave one day to come out."""
        with self._begin() as session:
            found = self._current(session, identity, recurrence, version)
            after = recurring.left_out(found, day, today=self._clock.today(), calendar=self._calendar)
            session.recurring.leave_out(found.id, day)
            session.recurring.put(after, seen=found.version)
            return after

    def of_unit(self, *, unit: str, first: int = FIRST, after: str | None = None) -> Page[Recurrence]:
        """A page of the recurring tasks of a unit, by the day they start."""
        with self._read() as store:
            place = unit_for(store.places, unit, past=True)
            return store.recurring.of_unit(place.id, first=first, after=after)

    def by_tasks(self, keys: Sequence[str]) -> list[Recurrence | None]:
        """What made tasks, aligned with the keys."""
        with self._read() as store:
            return store.recurring.by_tasks(keys)

    def tasks_of(self, *, keys: Sequence[str], first: int = FIRST, after: str | None = None) -> list[Page[Task]]:
        """A page of the tasks that each made."""
        with self._read() as store:
            pages = store.recurring.tasks_of(keys, first=first, after=after)
            return [pages.get(key, _NOTHING) for key in keys]

    def days_to_come(self, found: Sequence[Recurrence], *, most: int) -> list[list[Occurrence]]:
        """The next occurrences of each that are not made yet, without those left out; none of one that has ended."""
        with self._read() as store:
            left_out = store.recurring.all_left_out([one.id for one in found])
        return [self._coming(one, left_out.get(one.id, frozenset()), most=most) for one in found]

    def _coming(self, found: Recurrence, left_out: frozenset[date], *, most: int) -> list[Occurrence]:
        if found.state is State.ENDED:
            return []
        coming = (one for one in occurrences(found.pattern, self._calendar) if one.day > found.made_to)
        return list(islice((one for one in coming if one.day not in left_out), most))

    def preview(self, *, pattern: Pattern, most: int) -> list[Occurrence]:
        """The first occurrences of a pattern that nobody has set up yet."""
        return list(islice(occurrences(usable(pattern, self._calendar), self._calendar), most))

    def calendar(self, *, from_: date, to: date) -> list[Day]:
        """Each day from one to another: whether it is worked, and the holiday it is."""
        day_by_day(from_, to)
        return list(self._calendar.days(from_, to))

    def _work(self, session: RecurringSession, identity: Identity, wanted: WantedWork, *, unit_id: str) -> Work:
        places = session.places
        person = person_for(places, wanted.person) if wanted.person is not None else None
        if person is not None:
            actor = places.actor(identity.person_id, self._clock.today())
            demand(actor, authority.ASSIGN, Resource(line=line_of(places, person)))
        if wanted.entry is not None:
            in_force(session, wanted.entry, unit_id=unit_id, today=self._clock.today())
        serves = links_for(session.links, objective=wanted.objective, measure=wanted.measure)
        same = {name: getattr(wanted, name) for name in _SAME}
        return replace(
            Work(**same),
            person_id=person.id if person is not None else None,
            list_id=session.task_list(wanted.list).id if wanted.list is not None else None,
            objective_id=serves.objective_id,
            measure_id=serves.measure_id,
        )

    def _current(self, session: RecurringSession, identity: Identity, key: str, version: int | None) -> Recurrence:
        found = session.recurring.recurrence(key)
        self._demand(session, identity, found.unit_id)
        current(found, version)
        return found

    def _demand(self, session: RecurringSession, identity: Identity, unit_id: str) -> None:
        actor = session.places.actor(identity.person_id, self._clock.today())
        demand(actor, authority.PLAN, Resource(line=session.places.line(unit_id)))


_SAME = (
    "title",
    "group",
    "product",
    "quantity",
    "points",
    "authority",
    "entry",
    "days_to_do",
    "in_working_days",
)
