"""A sheet's score as it stands: live from the ledger while it is a draft, as it was decided on afterwards."""

from collections.abc import Sequence
from decimal import Decimal

from hanoiwork_evaluation.domain.form import RowScore, general
from hanoiwork_evaluation.domain.lines import Line
from hanoiwork_evaluation.domain.refusals import FiguresMoved, SubordinatesNotFinal
from hanoiwork_evaluation.domain.sheet import LEADER, Figures, LeaderTerms, Managed, Outcome, Seen, Sheet, Status
from hanoiwork_evaluation.rules import shown
from hanoiwork_evaluation.rules.pack import RulePack, Score

ALL_PASS, NOT_ALL_PASS = Decimal(1), Decimal("0.5")


def scored(
    sheet: Sheet, *, pack: RulePack, rows: Sequence[RowScore], lines: Sequence[Line], terms: LeaderTerms | None
) -> Outcome:
    """Score a sheet by newly given rows; refuses rows that do not fit the form."""
    points = general(pack.form(sheet.person_type), rows)
    return outcome(pack.method.score(lines, pack=pack, general=points, terms=terms))


def outcome(score: Score) -> Outcome:
    """What is kept of a score with the sheet."""
    return Outcome(
        general=score.general,
        total=score.total,
        level=None if score.level is None else score.level.code,
        figures=Figures(
            points=score.points,
            quantity=score.quantity,
            quality=score.quality,
            progress=score.progress,
            ratio=score.ratio,
            result=score.result,
            lines=score.lines,
        ),
    )


def live_score(sheet: Sheet, *, pack: RulePack, lines: Sequence[Line], managed: Sequence[Managed]) -> Score:
    """A draft's score by the ledger's lines, without general points."""
    terms = leader_terms(sheet, managed, pack=pack)
    return pack.method.score(lines, pack=pack, general=None, terms=terms)


def kept_score(sheet: Sheet, figures: Figures, *, pack: RulePack) -> Score:
    """The score that was decided on, as it was kept; nothing is calculated again."""
    kept = sheet.outcome
    return Score(
        lines=figures.lines,
        points=figures.points,
        quantity=figures.quantity,
        quality=figures.quality,
        progress=figures.progress,
        ratio=figures.ratio,
        result=figures.result,
        general=kept.general,
        total=kept.total,
        level=None if kept.level is None else pack.level_named(kept.level),
        terms=sheet.terms,
    )


def demand_seen(seen: Seen | None, figures: Figures | None) -> None:
    """Refuse to freeze other figures than the person saw (compared as they are shown: to four decimals)."""
    if seen is None or figures is None:
        return
    now = {name: shown.points(getattr(figures, name)) for name in ("quantity", "quality", "progress")}
    if any(getattr(seen, name) != points for name, points in now.items()):
        raise FiguresMoved(field="seen", **{name: str(points) for name, points in now.items()})


def leader_terms(
    sheet: Sheet,
    managed: Sequence[Managed],
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
    passing = all(pack.level_named(some.level).passes for some in managed if some.level is not None)
    before = sheet.terms
    return LeaderTerms(
        unit_result=ALL_PASS if passing else NOT_ALL_PASS,
        organising=_given(organising, before.organising if before else None),
        uniting=_given(uniting, before.uniting if before else None),
    )


def demand_final(managed: Sequence[Managed]) -> None:
    """Refuse to make a leader's sheet final before those of the people they manage."""
    waiting = sum(some.people for some in managed if some.status is not Status.APPROVED)
    if waiting:
        raise SubordinatesNotFinal(count=waiting)


def _given(value: Decimal | None, before: Decimal | None) -> Decimal:
    if value is not None:
        return value
    return Decimal(1) if before is None else before
