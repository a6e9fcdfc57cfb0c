"""Opening and closing months."""

from hanoiwork_evaluation.domain import period as domain
from hanoiwork_evaluation.domain.period import Period
from hanoiwork_evaluation.domain.refusals import PeriodExists
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.ports import Begin, Session
from hanoiwork_evaluation.service.rights import demand_running, take_period
from hanoiwork_shared.clock import Clock
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
            period.must_join(session.periods())
            session.add_period(period)
            session.tell(fact)
            return period

    def close(self, identity: Identity, *, code: str, version: int | None = None) -> Period:
        """Close a month: its sheets are locked."""
        with self._begin() as session:
            self._demand(session, identity)
            period, fact = domain.closed(take_period(session, code), version=version)
            session.put_period(period)
            session.tell(fact)
            return period

    def _demand(self, session: Session, identity: Identity) -> None:
        demand_running(session, session.places.actor(identity.person_id, self._clock.today()))
