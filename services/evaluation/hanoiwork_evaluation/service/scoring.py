"""A sheet's score as it stands: live from the ledger while it is a draft, from its frozen lines afterwards."""

from collections.abc import Sequence
from decimal import Decimal

from hanoiwork_evaluation.domain.form import RowScore, general
from hanoiwork_evaluation.domain.lines import Line
from hanoiwork_evaluation.domain.refusals import SubordinatesNotFinal
from hanoiwork_evaluation.domain.sheet import LEADER, LeaderTerms, Outcome, Sheet, Status
from hanoiwork_evaluation.rules.pack import RulePack, Score
from hanoiwork_evaluation.service.ports import Session, Which

ALL_PASS, NOT_ALL_PASS = Decimal(1), Decimal("0.5")


def outcome(score: Score) -> Outcome:
    """What is kept of a score with the sheet."""
    return Outcome(general=score.general, total=score.total, level=None if score.level is None else score.level.code)


def shown_score(session: Session, sheet: Sheet, *, pack: RulePack, lines: Sequence[Line]) -> Score:
    """The score to show: with the leader's general points if reviewed, else the person's, else without any."""
    draft = sheet.status is Status.DRAFT
    return pack.method.score(
        lines if draft else sheet.lines,
        pack=pack,
        general=None if draft else general_points(sheet, pack),
        terms=leader_terms(session, sheet, pack=pack) if draft else sheet.terms,
    )


def general_points(sheet: Sheet, pack: RulePack) -> Decimal:
    """The general points that count now."""
    return general(pack.form(sheet.person_type), sheet.leader_scores or sheet.self_scores)


def scored(
    sheet: Sheet, *, pack: RulePack, rows: Sequence[RowScore], lines: Sequence[Line], terms: LeaderTerms | None
) -> Outcome:
    """Score a sheet by newly given rows; refuses rows that do not fit the form."""
    points = general(pack.form(sheet.person_type), rows)
    return outcome(pack.method.score(lines, pack=pack, general=points, terms=terms))


def leader_terms(
    session: Session,
    sheet: Sheet,
    *,
    pack: RulePack,
    organising: Decimal | None = None,
    uniting: Decimal | None = None,
) -> LeaderTerms | None:
    """A leader's three further terms, None for anybody else.

    Unit result (Decree 335/2025, as reported): 100 % when every managed person scored so far is at least completed,
    otherwise 50 %. Organising and uniting are 100 % unless the reviewer gave less (our choice).
    """
    if sheet.person_type != LEADER:
        return None
    levels = [managed.outcome.level for managed in managed_sheets(session, sheet)]
    passing = all(pack.level_named(level).passes for level in levels if level is not None)
    before = sheet.terms
    return LeaderTerms(
        unit_result=ALL_PASS if passing else NOT_ALL_PASS,
        organising=_given(organising, before.organising if before else None),
        uniting=_given(uniting, before.uniting if before else None),
    )


def demand_final(session: Session, sheet: Sheet) -> None:
    """Refuse to make a leader's sheet final before those of the people they manage."""
    if sheet.person_type != LEADER:
        return
    waiting = sum(managed.status is not Status.APPROVED for managed in managed_sheets(session, sheet))
    if waiting:
        raise SubordinatesNotFinal(count=waiting)


def managed_sheets(session: Session, sheet: Sheet) -> tuple[Sheet, ...]:
    """The sheets under a leader: of their unit and below, without other leaders of the same unit (our choice)."""
    below = session.heads(Which(periods=[sheet.period], units=session.places.below(sheet.unit_id)))
    return tuple(
        other
        for other in below
        if other.rule_pack == sheet.rule_pack
        and other.person_id != sheet.person_id
        and not (other.person_type == LEADER and other.unit_id == sheet.unit_id)
    )


def _given(value: Decimal | None, before: Decimal | None) -> Decimal:
    if value is not None:
        return value
    return Decimal(1) if before is None else before
