"""Tasks go on in other hands once those who give, receive and assign them agree."""

from collections.abc import Collection
from datetime import datetime

from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.places import PersonPlace
from hanoiwork_shared.policy import Resource, demand, may
from hanoiwork_tasks.domain import authority
from hanoiwork_tasks.domain.agreeing import hand_over as handing
from hanoiwork_tasks.domain.agreeing.hand_over import NOTHING, HandOver, Party, Share
from hanoiwork_tasks.domain.agreeing.refusals import HandOverOpen
from hanoiwork_tasks.domain.task import Task
from hanoiwork_tasks.events import HandOverProposed
from hanoiwork_tasks.service.agreed_port import AgreementSession, BeginAgreement
from hanoiwork_tasks.service.filling import give_on
from hanoiwork_tasks.service.resolving import current, line_of, person_for
from hanoiwork_tasks.service.saving import activity, keep, keep_new
from hanoiwork_tasks.service.wholes import weighed


class HandingOver:
    """Whoever gives or assigns a task proposes; the last one to agree carries it out."""

    def __init__(self, *, begin: BeginAgreement, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    def propose(
        self, identity: Identity, *, task: str, person: str, kept: Share, reason: str, version: int | None = None
    ) -> HandOver:
        """Propose to hand a task over, with what its present lead keeps; one proposal at a time."""
        by, at, today = identity.person_id, self._clock.now(), self._clock.today()
        with self._begin() as session:
            found = session.held(task)
            current(found, version)
            receiver = person_for(session.places, person)
            parties = self._parties(session, by, found, receiver)
            proposed = handing.propose(
                found, to_id=receiver.id, kept=kept, reason=reason, by=by, parties=parties, at=at, today=today
            )
            if session.agreed.has_open_hand_over(found.id):
                raise HandOverOpen
            session.agreed.add_hand_over(proposed)
            session.write(
                [activity(found, what="hand_over_proposed", by=by, at=at, after=receiver.id, note=proposed.reason)]
            )
            session.tell(_told(proposed, found))
            return proposed

    def agree(self, identity: Identity, *, hand_over: str, version: int | None = None) -> HandOver:
        """One of those whose agreement is needed agrees."""
        by, at = identity.person_id, self._clock.now()
        with self._begin() as session:
            proposed, found = _held(session, hand_over, version)
            parties = self._parties(session, by, found, _receiver(session, proposed))
            agreed = handing.agree(proposed, found, parties=parties, today=self._clock.today())
            session.write([activity(found, what="hand_over_agreed", by=by, at=at)])
            if not agreed.awaits:
                agreed = self._carried_out(session, agreed, found, by=by, at=at)
            session.agreed.put_hand_over(agreed)
            return agreed

    def refuse(self, identity: Identity, *, hand_over: str, note: str, version: int | None = None) -> HandOver:
        """One of those whose agreement is needed says no, or whoever proposed it takes it back."""
        by, at = identity.person_id, self._clock.now()
        with self._begin() as session:
            proposed, found = _held(session, hand_over, version)
            parties = self._parties(session, by, found, _receiver(session, proposed))
            refused = handing.refuse(proposed, by=by, at=at, note=note, parties=parties)
            session.agreed.put_hand_over(refused)
            session.write([activity(found, what="hand_over_refused", by=by, at=at, note=refused.note)])
            return refused

    def _parties(self, session: AgreementSession, by: str, task: Task, receiver: PersonPlace) -> Collection[Party]:
        """What somebody is in a hand-over; who assigns must be able to in both units."""
        actor = session.places.actor(by, self._clock.today())
        lines = (session.places.line(task.unit_id), line_of(session.places, receiver))
        assigns = all(may(actor, authority.ASSIGN, Resource(line=line)) for line in lines)
        if assigns:
            demand(actor, authority.ASSIGN, Resource(line=lines[0]))
        roles = (
            (Party.GIVER, by == task.person_id),
            (Party.RECEIVER, by == receiver.id),
            (Party.ASSIGNER, assigns),
        )
        return frozenset(party for party, holds in roles if holds)

    def _carried_out(
        self, session: AgreementSession, hand_over: HandOver, task: Task, *, by: str, at: datetime
    ) -> HandOver:
        """All have agreed: the receiver leads the task, or another one of what the giver does not keep."""
        given, new_task_id = task, None
        if hand_over.kept.points != NOTHING:
            step, given = handing.divided(task, hand_over, code=session.next_code(task.unit_id), at=at)
            weighed(session, task, after=step.task)
            keep(session, step, by=by, at=at)
            keep_new(session, given, by=by, at=at)
            give_on(session, task, given)
            new_task_id = given.id
        step = handing.received(given, hand_over, assigner_id=task.assigner_id or by, today=self._clock.today())
        keep(session, step, by=by, at=at)
        return handing.carried_out(hand_over, by=by, at=at, new_task_id=new_task_id)


def _held(session: AgreementSession, key: str, version: int | None) -> tuple[HandOver, Task]:
    """The hand-over as it is once its task is held."""
    found = session.held(session.agreed.hand_over(key).task_id)
    proposed = session.agreed.hand_over(key)
    current(proposed, version)
    return proposed, found


def _receiver(session: AgreementSession, hand_over: HandOver) -> PersonPlace:
    return person_for(session.places, hand_over.to_id)


def _told(hand_over: HandOver, task: Task) -> HandOverProposed:
    awaited = {Party.GIVER: hand_over.from_id, Party.RECEIVER: hand_over.to_id, Party.ASSIGNER: task.assigner_id}
    ids = dict.fromkeys(awaited[party] for party in hand_over.awaits)
    return HandOverProposed(
        hand_over_id=hand_over.id,
        task_id=task.id,
        code=task.code,
        unit_id=task.unit_id,
        from_id=hand_over.from_id,
        to_id=hand_over.to_id,
        awaits_ids=tuple(one for one in ids if one is not None),
        version=hand_over.version,
    )
