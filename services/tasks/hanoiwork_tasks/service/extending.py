"""Later deadlines: asked for by the lead and answered, or given at once by whoever steers the task."""

from datetime import date

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.agreeing import extension as extending
from hanoiwork_tasks.domain.agreeing.extension import Extension
from hanoiwork_tasks.domain.agreeing.refusals import ExtensionOpen
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.events import ExtensionFact, ExtensionRefused, ExtensionRequested
from hanoiwork_tasks.service.agreed_port import AgreementSession, BeginAgreement
from hanoiwork_tasks.service.resolving import current
from hanoiwork_tasks.service.saving import activity, keep


class Extending:
    """The lead asks, the assigner or the line above answers; the task is held, so that one answer counts."""

    def __init__(self, *, begin: BeginAgreement, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def ask(self, identity: Identity, *, task: str, due: date, reason: str, version: int | None = None) -> Extension:
        """Ask for a later deadline before the present one has passed; one request at a time."""
        by, at = identity.person_id, self._clock.now()
        with self._begin() as session:
            found = session.held(task)
            current(found, version)
            asked = extending.ask(found, by=by, due=due, reason=reason, at=at, today=self._clock.today())
            if session.agreed.has_open_extension(found.id):
                raise ExtensionOpen
            session.agreed.add_extension(asked)
            session.write([activity(found, what="extension_asked", by=by, at=at, after=due.isoformat(), note=reason)])
            session.tell(_told(ExtensionRequested, asked, found))
            return asked

    def extend(self, identity: Identity, *, task: str, due: date, reason: str, version: int | None = None) -> Task:
        """The assigner or the line above moves the deadline unasked, before it has passed."""
        by, at, today = identity.person_id, self._clock.now(), self._clock.today()
        with self._begin() as session:
            found = session.held(task)
            current(found, version)
            self._demand_steering(session, identity, found)
            given = extending.begun(found, by=by, due=due, reason=reason, at=at, today=today)
            granted, step = extending.grant(given, found, by=by, at=at, today=today)
            session.agreed.add_extension(granted)
            return keep(session, step, by=by, at=at)

    def grant(self, identity: Identity, *, extension: str, version: int | None = None) -> Task:
        """The assigner or the line above lets the task have the deadline asked for, while the present one stands."""
        by, at = identity.person_id, self._clock.now()
        with self._begin() as session:
            asked, found = self._to_answer(session, identity, extension, version)
            granted, step = extending.grant(asked, found, by=by, at=at, today=self._clock.today())
            session.agreed.put_extension(granted)
            return keep(session, step, by=by, at=at)

    def refuse(self, identity: Identity, *, extension: str, note: str, version: int | None = None) -> Extension:
        """The assigner or the line above lets the deadline stand, and says why; also after it has passed."""
        by, at = identity.person_id, self._clock.now()
        with self._begin() as session:
            asked, found = self._to_answer(session, identity, extension, version)
            refused = extending.refuse(asked, by=by, at=at, note=note)
            session.agreed.put_extension(refused)
            session.write([activity(found, what="extension_refused", by=by, at=at, note=refused.note)])
            session.tell(_told(ExtensionRefused, refused, found))
            return refused

    def withdraw(self, identity: Identity, *, extension: str, version: int | None = None) -> Extension:
        """Whoever asked asks no longer."""
        by, at = identity.person_id, self._clock.now()
        with self._begin() as session:
            asked, found = _held(session, extension, version)
            withdrawn = extending.withdraw(asked, by=by, at=at)
            session.agreed.put_extension(withdrawn)
            session.write([activity(found, what="extension_withdrawn", by=by, at=at)])
            return withdrawn

    def _to_answer(
        self, session: AgreementSession, identity: Identity, key: str, version: int | None
    ) -> tuple[Extension, Task]:
        asked, found = _held(session, key, version)
        self._demand_steering(session, identity, found)
        return asked, found

    def _demand_steering(self, session: AgreementSession, identity: Identity, task: Task) -> None:
        actor = session.places.actor(identity.person_id, self._clock.today())
        authority.demand_steering(task, actor=actor, line=session.places.line(task.unit_id))


def _held(session: AgreementSession, key: str, version: int | None) -> tuple[Extension, Task]:
    """The request as it is once its task is held."""
    found = session.held(session.agreed.extension(key).task_id)
    asked = session.agreed.extension(key)
    current(asked, version)
    return asked, found


def _told(kind: type[ExtensionFact], extension: Extension, task: Task) -> ExtensionFact:
    return kind(
        extension_id=extension.id,
        task_id=task.id,
        code=task.code,
        unit_id=task.unit_id,
        person_id=extension.asked_by,
        awaits_id=task.assigner_id,
        due=extension.due,
        version=extension.version,
    )
