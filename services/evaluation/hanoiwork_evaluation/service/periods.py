"""Opening and closing months, and the runs that give everybody with work a draft sheet."""

from datetime import datetime

from hanoiwork_evaluation.domain import period as domain
from hanoiwork_evaluation.domain.period import Period, Run
from hanoiwork_evaluation.domain.refusals import PeriodExists
from hanoiwork_evaluation.domain.sheet import Post, Sheet, Status, generated, refreshed
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.ports import Begin, Session, Which
from hanoiwork_evaluation.service.rights import demand_period, demand_running
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.identifiers import new_id
from hanoiwork_shared.identity import Identity


class Periods:
    """The scoring months."""

    def __init__(self, *, begin: Begin, read: Begin, packs: RulePacks, clock: Clock) -> None:
        self._begin = begin
        self._read = read
        self._packs = packs
        self._clock = clock

    def all(self) -> tuple[Period, ...]:
        """Every period, the newest first; everybody may know of them."""
        with self._read() as session:
            return session.periods()

    def open(self, identity: Identity, *, code: str) -> Period:
        """Open a month once, under the rule pack in force on the first day of the calendar month."""
        pack = self._packs.on(domain.month(code))
        with self._begin() as session:
            self._demand(session, identity)
            if session.period(code) is not None:
                raise PeriodExists(field="code", period=code)
            period, fact = domain.opened(code, rule_pack=pack.code, first_day=pack.period_first_day)
            session.add_period(period)
            session.tell(fact)
            return period

    def close(self, identity: Identity, *, code: str, version: int | None = None) -> Period:
        """Close a month: its sheets are locked."""
        with self._begin() as session:
            self._demand(session, identity)
            period, fact = domain.closed(demand_period(session, code), version=version)
            session.put_period(period)
            session.tell(fact)
            return period

    def run(self, identity: Identity, *, period: str) -> Run:
        """Make or refresh the draft sheets of a month; a second run gives the same sheets."""
        started = self._clock.now()
        with self._begin() as session:
            self._demand(session, identity)
            month = demand_period(session, period)
            month.must_be_open()
            run = self._made(session, month, by=identity.person_id, started=started)
            session.add_run(run)
            return run

    def runs(self, identity: Identity, *, period: str | None = None) -> tuple[Run, ...]:
        """The runs so far (of one period), the newest first."""
        with self._read() as session:
            self._demand(session, identity)
            return session.runs(period)

    def _demand(self, session: Session, identity: Identity) -> None:
        demand_running(session, session.places.actor(identity.person_id, self._clock.today()))

    def _made(self, session: Session, month: Period, *, by: str, started: datetime) -> Run:
        posts, skipped = session.posts(month)
        there = {
            sheet.person_id: sheet
            for sheet in session.heads(Which(periods=[month.code]))
            if sheet.rule_pack == month.rule_pack
        }
        fresh = [post for post in posts if post.person_id not in there]
        drafts = [post for post in posts if _is_draft(there.get(post.person_id))]
        self._generate(session, month, fresh)
        changed = sum(_refresh(session, there[post.person_id], post) for post in drafts)
        return Run(
            id=new_id(),
            period=month.code,
            rule_pack=month.rule_pack,
            started_by=by,
            started=started,
            finished=self._clock.now(),
            people=len(posts) + skipped,
            generated=len(fresh),
            refreshed=changed,
            untouched=len(posts) - len(fresh) - changed,
            skipped=skipped,
        )

    def _generate(self, session: Session, month: Period, posts: list[Post]) -> None:
        made = [generated(post, period=month.code, rule_pack=month.rule_pack) for post in posts]
        session.add_sheets([sheet for sheet, _ in made])
        for _, fact in made:
            session.tell(fact)


def _is_draft(sheet: Sheet | None) -> bool:
    return sheet is not None and sheet.status is Status.DRAFT


def _refresh(session: Session, head: Sheet, post: Post) -> bool:
    if refreshed(head, post) is head:
        return False
    sheet = session.sheets(Which(periods=[head.period], people=[head.person_id]))[0]
    session.put_sheet(refreshed(sheet, post))
    return True
