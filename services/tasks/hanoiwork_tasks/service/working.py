"""The work itself: taken on, reported, handed in, reviewed, cancelled."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_tasks.domain import authority, flow
from hanoiwork_tasks.domain.flow import Step
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.filling import demand_filled
from hanoiwork_tasks.service.ports import BeginTasks, TaskSession
from hanoiwork_tasks.service.resolving import current
from hanoiwork_tasks.service.saving import keep
from hanoiwork_tasks.service.wholes import given_up

Guard = Callable[..., None]


class Working:
    """Tasks from the first report to the accepted product."""

    def __init__(self, *, begin: BeginTasks, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def take_on(self, identity: Identity, *, task: str, version: int | None = None) -> Task:
        """The lead says that they take the task on."""
        at = self._clock.now()
        return self._lead(
            identity, task, version, decide=lambda found: flow.take_on(found, by=identity.person_id, at=at)
        )

    def report(
        self, identity: Identity, *, task: str, percent: int, note: str = "", version: int | None = None
    ) -> Task:
        """The lead reports progress."""
        return self._lead(
            identity,
            task,
            version,
            decide=lambda found: flow.report(found, by=identity.person_id, percent=percent, note=note),
        )

    def submit(self, identity: Identity, *, task: str, note: str = "", version: int | None = None) -> Task:
        """The lead hands in the product; raises ValueMissing where the list requires more."""
        by, today = identity.person_id, self._clock.today()
        with self._begin() as session:
            found = session.held(task)
            current(found, version)
            step = flow.submit(found, by=by, today=today, note=note)
            demand_filled(session, found)
            return keep(session, step, by=by, at=self._clock.now())

    def accept(
        self,
        identity: Identity,
        *,
        task: str,
        quantity: Decimal | None = None,
        delivered_on: date | None = None,
        version: int | None = None,
    ) -> Task:
        """The assigner or the line above accepts the product."""
        today = self._clock.today()
        return self._above(
            identity,
            task,
            version,
            guard=authority.demand_review,
            decide=lambda found: flow.accept(found, today=today, delivered_on=delivered_on, quantity=quantity),
        )

    def send_back(
        self, identity: Identity, *, task: str, reason: str, major: bool = False, version: int | None = None
    ) -> Task:
        """The assigner or the line above returns the product."""
        return self._above(
            identity,
            task,
            version,
            guard=authority.demand_review,
            decide=lambda found: flow.send_back(found, major=major, reason=reason),
        )

    def cancel(self, identity: Identity, *, task: str, reason: str, version: int | None = None) -> Task:
        """The assigner or the line above gives the task up; a whole whose last part goes counts for itself again."""
        by, now = identity.person_id, self._clock.now()
        with self._begin() as session:
            found = self._found(session, identity, task, version, guard=authority.demand_steering)
            whole = session.held(found.parent_id) if found.parent_id is not None else None
            cancelled = keep(session, flow.cancel(found, reason=reason), by=by, at=now)
            if whole is not None:
                given_up(session, whole, by=by, at=now)
            return cancelled

    def _lead(self, identity: Identity, key: str, version: int | None, *, decide: Callable[[Task], Step]) -> Task:
        with self._begin() as session:
            found = session.task(key)
            current(found, version)
            return keep(session, decide(found), by=identity.person_id, at=self._clock.now())

    def _above(
        self,
        identity: Identity,
        key: str,
        version: int | None,
        *,
        guard: Guard,
        decide: Callable[[Task], Step],
    ) -> Task:
        with self._begin() as session:
            found = self._found(session, identity, key, version, guard=guard)
            return keep(session, decide(found), by=identity.person_id, at=self._clock.now())

    def _found(self, session: TaskSession, identity: Identity, key: str, version: int | None, *, guard: Guard) -> Task:
        """The task as the caller last saw it, once the guard lets them at it."""
        found = session.task(key)
        current(found, version)
        self._guard(session, identity, found, guard=guard)
        return found

    def _guard(self, session: TaskSession, identity: Identity, task: Task, *, guard: Guard) -> None:
        actor = session.places.actor(identity.person_id, self._clock.today())
        guard(task, actor=actor, line=session.places.line(task.unit_id))
