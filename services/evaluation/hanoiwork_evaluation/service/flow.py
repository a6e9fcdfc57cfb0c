"""A sheet's way: the person scores themselves and submits; the line above reviews, returns or approves."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hanoiwork_evaluation.domain import sheet as domain
from hanoiwork_evaluation.domain.form import RowScore
from hanoiwork_evaluation.domain.refusals import NotALeader
from hanoiwork_evaluation.domain.sheet import LEADER, LeaderTerms, Managed, Outcome, Seen, Sheet, expect_version
from hanoiwork_evaluation.rules.pack import RulePack
from hanoiwork_evaluation.rules.registry import RulePacks
from hanoiwork_evaluation.service.ports import Begin, Session
from hanoiwork_evaluation.service.rights import hold_open_period, own_sheet, reviewable_sheet
from hanoiwork_evaluation.service.scoring import demand_final, demand_seen, leader_terms, scored
from hanoiwork_evaluation.service.sheets import Sheets
from hanoiwork_evaluation.service.views import SheetView
from hanoiwork_shared.clock import Clock
from hanoiwork_shared.facts import Fact
from hanoiwork_shared.identity import Identity
from hanoiwork_shared.policy import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The sheet that is meant: whose (code or id; None is the asking person), which month, and as read at `version`."""

    period: str
    person: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A leader's scores of every row; the last two (0 to 1) only on a leader's sheet."""

    rows: tuple[RowScore, ...]
    organising: Decimal | None = None
    uniting: Decimal | None = None


class Flow:
    """What may be done with a sheet; each step answers the sheet as it now is."""

    def __init__(self, *, begin: Begin, packs: RulePacks, clock: Clock, sheets: Sheets) -> None:
        self._begin = begin
        self._packs = packs
        self._clock = clock
        self._sheets = sheets

    def submit(
        self,
        identity: Identity,
        target: Target,
        *,
        rows: Sequence[RowScore],
        seen: Seen | None = None,
        locale: str = "vi",
    ) -> SheetView:
        """Hand in one's own sheet with every row scored, once the month is over; the task lines freeze."""
        with self._begin() as session:
            month = hold_open_period(session, target.period)
            month.must_be_over(self._clock.today())
            person = target.person or identity.person_id
            sheet = own_sheet(session, self._actor(session, identity), person=person, month=month)
            expect_version(sheet, target.version)
            pack = self._packs.named(sheet.rule_pack)
            lines = session.lines(month, [sheet.person_id]).get(sheet.person_id, ())
            terms = leader_terms(sheet, _managed(session, sheet), pack=pack)
            outcome = scored(sheet, pack=pack, rows=rows, lines=lines, terms=terms)
            after, fact = domain.submitted(sheet, scores=rows, lines=lines, terms=terms, outcome=outcome)
            demand_seen(seen, outcome.figures)
            return self._saved(session, identity, after, fact, locale)

    def review(self, identity: Identity, target: Target, review: Review, *, locale: str = "vi") -> SheetView:
        """Score every row of a submitted sheet as the leader; may be done again until it is approved."""
        with self._begin() as session:
            sheet = self._decided_on(session, identity, target)
            if sheet.person_type != LEADER and (review.organising, review.uniting) != (None, None):
                raise NotALeader(field="organising")
            pack = self._packs.named(sheet.rule_pack)
            managed = _managed(session, sheet)
            terms = leader_terms(sheet, managed, pack=pack, organising=review.organising, uniting=review.uniting)
            outcome = scored(sheet, pack=pack, rows=review.rows, lines=sheet.lines, terms=terms)
            after, fact = domain.reviewed(
                sheet, by=identity.person_id, scores=review.rows, terms=terms, outcome=outcome
            )
            return self._saved(session, identity, after, fact, locale)

    def give_back(self, identity: Identity, target: Target, *, reason: str, locale: str = "vi") -> SheetView:
        """Return a sheet with a reason: it is a draft again."""
        with self._begin() as session:
            sheet = self._decided_on(session, identity, target)
            after, fact = domain.returned(sheet, by=identity.person_id, reason=reason)
            return self._saved(session, identity, after, fact, locale)

    def approve(self, identity: Identity, target: Target, *, locale: str = "vi") -> SheetView:
        """Make a reviewed sheet final; a leader's only after those of the people they manage."""
        with self._begin() as session:
            sheet = self._decided_on(session, identity, target)
            managed = _managed(session, sheet)
            demand_final(managed)
            pack = self._packs.named(sheet.rule_pack)
            terms = leader_terms(sheet, managed, pack=pack)
            outcome = _final(sheet, pack=pack, terms=terms)
            after, fact = domain.approved(sheet, by=identity.person_id, terms=terms, outcome=outcome)
            return self._saved(session, identity, after, fact, locale)

    def _decided_on(self, session: Session, identity: Identity, target: Target) -> Sheet:
        month = hold_open_period(session, target.period)
        person = target.person or identity.person_id
        sheet = reviewable_sheet(session, self._actor(session, identity), person=person, month=month)
        expect_version(sheet, target.version)
        return sheet

    def _saved(self, session: Session, identity: Identity, sheet: Sheet, fact: Fact, locale: str) -> SheetView:
        session.put_sheet(sheet)
        session.tell(fact)
        return self._sheets.show(session, identity, [sheet], locale=locale)[0]

    def _actor(self, session: Session, identity: Identity) -> Actor:
        return session.places.actor(identity.person_id, self._clock.today())


def _managed(session: Session, sheet: Sheet) -> Sequence[Managed]:
    return session.managed([sheet]).get(sheet.id, ()) if sheet.person_type == LEADER else ()


def _final(sheet: Sheet, *, pack: RulePack, terms: LeaderTerms | None) -> Outcome:
    """The reviewed outcome; a leader's is scored again, now that the people they manage are final."""
    if terms == sheet.terms or not sheet.leader_scores:
        return sheet.outcome
    return scored(sheet, pack=pack, rows=sheet.leader_scores, lines=sheet.lines, terms=terms)
