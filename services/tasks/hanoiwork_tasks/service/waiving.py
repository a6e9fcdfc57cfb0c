"""Late days that are not counted, by decision of those who lead the task's unit or one above."""

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.agreeing import waiver as waiving
from hanoiwork_tasks.domain.agreeing.waiver import Ground
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.service.agreed_port import BeginAgreement
from hanoiwork_tasks.service.resolving import current
from hanoiwork_tasks.service.saving import keep


class Waiving:
    """One use case: the record of why lateness is not counted, and the task without it."""

    def __init__(self, *, begin: BeginAgreement, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def waive(
        self, identity: Identity, *, task: str, ground: Ground, days: int | None = None, version: int | None = None
    ) -> Task:
        """Waive some or all late days of a completed task; never by its own lead."""
        by, at, today = identity.person_id, self._clock.now(), self._clock.today()
        with self._begin() as session:
            found = session.held(task)
            current(found, version)
            actor = session.places.actor(by, today)
            authority.demand_waiving(found, actor=actor, line=session.places.line(found.unit_id))
            waiver, step = waiving.waive(found, days=days, ground=ground, by=by, at=at, today=today)
            session.agreed.add_waiver(waiver)
            return keep(session, step, by=by, at=at)
