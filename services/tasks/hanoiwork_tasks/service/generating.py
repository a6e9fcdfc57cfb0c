"""Making tasks of what recurs, ahead of their days, once whatever the number of replicas."""

from datetime import date, datetime
from decimal import Decimal

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.errors import Refused
from hanoiwork_shared.identifiers import new_id
from hanoiwork_tasks.domain import assigning
from hanoiwork_tasks.domain.assigning import Terms
from hanoiwork_tasks.domain.calendar.working_days import WorkingDays
from hanoiwork_tasks.domain.recurring import recurrence as recurring
from hanoiwork_tasks.domain.recurring.pattern import Occurrence
from hanoiwork_tasks.domain.recurring.recurrence import Recurrence, State
from hanoiwork_tasks.domain.spaces.refusals import PlaceArchived
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.recurring_port import BeginRecurring, RecurringSession
from hanoiwork_tasks.service.saving import activity, keep, keep_new
from hanoiwork_tasks.service.weighing import agreed

MOST_AT_ONCE = 50
"""Recurring tasks that one transaction looks at (our choice)."""


class Generating:
    """One use case for a timer; rows that another replica looks at are passed over."""

    def __init__(self, *, begin: BeginRecurring, clock: Clock, calendar: WorkingDays) -> None:
        self._begin = begin
        self._clock = clock
        self._calendar = calendar

    def make_due(self) -> int:
        """Make the tasks of some that are due; says how many were looked at, 0 when none was."""
        now, today = self._clock.now(), self._clock.today()
        with self._begin() as session:
            due = session.recurring.due(today, most=MOST_AT_ONCE)
            for found in due:
                self._make_all(session, found, at=now, today=today)
        return len(due)

    def _make_all(self, session: RecurringSession, found: Recurrence, *, at: datetime, today: date) -> None:
        """Make what is due of one; where its list is archived or its unit closed, it pauses until it is let go on."""
        if _rests(session, found):
            paused = recurring.turned(found, to=State.PAUSED, today=today, calendar=self._calendar)
            session.recurring.put(paused, seen=found.version)
            return
        left_out = session.recurring.days_left_out(found.id)
        for one in recurring.to_make(found, self._calendar, today=today):
            if one.day not in left_out:
                self._make(session, found, one, at=at, today=today)
        session.recurring.put(recurring.made(found, self._calendar, today=today), seen=found.version)

    def _make(
        self, session: RecurringSession, found: Recurrence, one: Occurrence, *, at: datetime, today: date
    ) -> None:
        work = found.work
        draft = Task(
            id=new_id(),
            code=session.next_code(found.unit_id),
            owner_id=found.unit_id,
            title=work.title,
            group=work.group,
            unit_id=found.unit_id,
            created_by=found.set_by,
            created_at=at,
            objective_id=work.objective_id,
            measure_id=work.measure_id,
            list_id=work.list_id,
            product=work.product,
            quantity=work.quantity,
            points=work.points or Decimal(0),
            authority=work.authority,
        )
        task = keep_new(session, recurring.dated(draft, one, work, self._calendar), by=found.set_by, at=at)
        session.recurring.remember(found.id, one.day, task.id)
        self._assign(session, found, task, at=at, today=today)

    def _assign(self, session: RecurringSession, found: Recurrence, task: Task, *, at: datetime, today: date) -> None:
        """Give it to its lead; where that cannot be it stays a draft, with the reason in its history."""
        try:
            lead = _still_there(session, found)
            entry, terms = found.work.entry, Terms()
            terms = agreed(session, task, terms, entry=entry, calendar=self._calendar, today=today)
            step = assigning.assign(task, by=found.set_by, person_id=lead, terms=terms, today=today)
        except Refused as refusal:
            note = refusal.code
            session.write([activity(task, what="left_draft", by=found.set_by, at=at, note=note)])
            return
        keep(session, step, by=found.set_by, at=at)


def _rests(session: RecurringSession, found: Recurrence) -> bool:
    """Whether its list is only read by now, or its unit is closed."""
    unit = session.places.unit(found.unit_id)
    if unit is None or unit.closed:
        return True
    try:
        session.spaces.demand_open(found.work.list_id)
    except PlaceArchived:
        return True
    return False


def _still_there(session: RecurringSession, found: Recurrence) -> str | None:
    """The lead, as long as they are active; nobody, which the six clears then miss, once they have left."""
    if found.work.person_id is None:
        return None
    person = session.places.person(found.work.person_id)
    return person.id if person is not None and person.active else None
