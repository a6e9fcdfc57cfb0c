"""Runs over a month: started by an operator, worked on by every process of the service, watched by their counts."""

import logging
from collections.abc import Sequence

from hanoiwork_evaluation.domain.period import Period
from hanoiwork_evaluation.domain.refusals import ChunkLost
from hanoiwork_evaluation.domain.run import Chunk, Made, Run, lent, planned
from hanoiwork_evaluation.domain.sheet import Post, Sheet, Status, generated, refreshed
from hanoiwork_evaluation.service.ports import Begin, Session, Which
from hanoiwork_evaluation.service.rights import demand_running, hold_open_period
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identity import Identity

log = logging.getLogger(__name__)


class Runs:
    """The makings of draft sheets. A second run gives the same sheets; submitted ones are never touched."""

    def __init__(self, *, begin: Begin, read: Begin, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._clock = clock

    def start(self, identity: Identity, *, period: str) -> Run:
        """Start a run, or answer the one still going; one of a single chunk is finished at once."""
        with self._begin() as session:
            self._demand(session, identity)
            month = hold_open_period(session, period)
            going = next((run for run in session.runs(period) if run.finished is None), None)
            if going is not None:
                return going
            posts, skipped = session.posts(month)
            run, chunks = planned(
                month,
                [post.person_id for post in posts],
                skipped=skipped,
                by=identity.person_id,
                at=self._clock.now(),
            )
            session.add_run(run, chunks)
            if len(chunks) == 1:
                self._finish(session, month, chunks[0])
            return session.runs(period)[0]

    def all(self, identity: Identity, *, period: str | None = None) -> tuple[Run, ...]:
        """The runs so far (of one period), the newest first."""
        with self._read() as session:
            self._demand(session, identity)
            return session.runs(period)

    def work(self) -> bool:
        """Take one chunk that nobody has and do it; says whether there was one."""
        with self._read() as session:
            if session.waiting_chunk(self._clock.now()) is None:
                return False
        with self._begin() as session:
            waiting = session.waiting_chunk(self._clock.now())
            if waiting is None:
                return False
            run, chunk = waiting[0], lent(waiting[1], at=self._clock.now())
            session.lend_chunk(chunk)
        try:
            with self._begin() as session:
                self._finish(session, session.held_period(run.period), chunk)
        except ChunkLost as lost:
            log.warning("%s", lost)
        return True

    def _finish(self, session: Session, month: Period | None, chunk: Chunk) -> None:
        made = Made()
        if month is not None and month.is_open:
            posts, _ = session.posts(month, chunk.people)
            made = _made(session, month, posts)
        session.finish_chunk(chunk, made, self._clock.now())

    def _demand(self, session: Session, identity: Identity) -> None:
        demand_running(session, session.places.actor(identity.person_id, self._clock.today()))


def _made(session: Session, month: Period, posts: Sequence[Post]) -> Made:
    heads = session.heads(Which(periods=[month.code], people=[post.person_id for post in posts]))
    there = {sheet.person_id: sheet for sheet in heads if sheet.rule_pack == month.rule_pack}
    fresh = [post for post in posts if post.person_id not in there]
    new = [generated(post, period=month.code, rule_pack=month.rule_pack) for post in fresh]
    session.add_sheets([sheet for sheet, _ in new])
    for _, fact in new:
        session.tell(fact)
    changed = sum(_refresh(session, there[post.person_id], post) for post in posts if post.person_id in there)
    return Made(generated=len(new), refreshed=changed, untouched=len(posts) - len(new) - changed)


def _refresh(session: Session, head: Sheet, post: Post) -> bool:
    if head.status is not Status.DRAFT or refreshed(head, post) is head:
        return False
    [sheet] = (
        one for one in session.sheets(Which(periods=[head.period], people=[head.person_id])) if one.id == head.id
    )
    session.put_sheet(refreshed(sheet, post))
    return True
