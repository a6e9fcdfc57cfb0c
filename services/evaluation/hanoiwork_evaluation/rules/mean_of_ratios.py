"""Hanoi's method: the mean of quantity, quality and progress against assigned points (deck; Decree 335/2025).

W = Σ w    A = Σ w·d    B = Σ w·d·max(0, 1 − step·q)    C = Σ w·d·max(0, 1 − step·l)
r = (A + B + C) / 3W, or with a leader's three further terms (A/W + B/W + C/W + d + đ + e) / 6 (our choice)
total = general + 70·r, rounded half up to one decimal, once; the level is read from the rounded total (our choice)
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hanoiwork_evaluation.domain.lines import Line, LineScore
from hanoiwork_evaluation.domain.sheet import LeaderTerms
from hanoiwork_evaluation.rules.explain import explanation
from hanoiwork_evaluation.rules.pack import LateUnit, RulePack, Score, Sentence
from hanoiwork_evaluation.rules.shown import TOTAL_PLACES, half_up


class MeanOfRatios:
    """The method above; it holds nothing, so one instance serves every pack."""

    def score(
        self, lines: Sequence[Line], *, pack: RulePack, general: Decimal | None, terms: LeaderTerms | None = None
    ) -> Score:
        """Score a person's lines; see the head of this module."""
        scored = tuple(_line(line, pack) for line in lines)
        points = sum((Fraction(line.points) for line in lines), Fraction(0))
        sums = [
            sum((getattr(line, name) for line in scored), Fraction(0)) for name in ("quantity", "quality", "progress")
        ]
        ratio = _ratio(points, sums, terms)
        result = None if ratio is None else ratio * Fraction(pack.result_maximum)
        total = _total(result, general)
        return Score(
            lines=scored,
            points=points,
            quantity=sums[0],
            quality=sums[1],
            progress=sums[2],
            ratio=ratio,
            result=result,
            general=general,
            total=total,
            level=None if total is None else pack.level(total),
            terms=terms,
        )

    def explain(self, score: Score, *, pack: RulePack) -> tuple[Sentence, ...]:
        """Say how every number came about, down to task and rule."""
        return explanation(score, pack=pack)


def late_units(line: Line, pack: RulePack) -> int:
    """How many times the progress step is taken: per day late, or once for a late task; waived days count nowhere."""
    counted = line.late_days - line.waived_days
    return counted if pack.late_unit is LateUnit.DAY else min(1, counted)


def _line(line: Line, pack: RulePack) -> LineScore:
    done = Fraction(line.points) * line.done
    return LineScore(
        line=line,
        quantity=done,
        quality=done * _left(pack.quality_step, line.quality_failures),
        progress=done * _left(pack.progress_step, late_units(line, pack)),
    )


def _left(step: Decimal, times: int) -> Fraction:
    return max(Fraction(0), 1 - Fraction(step) * times)


def _ratio(points: Fraction, sums: Sequence[Fraction], terms: LeaderTerms | None) -> Fraction | None:
    if points == 0:
        return None
    ratios = [part / points for part in sums]
    if terms is not None:
        ratios += [Fraction(terms.unit_result), Fraction(terms.organising), Fraction(terms.uniting)]
    return sum(ratios, Fraction(0)) / len(ratios)


def _total(result: Fraction | None, general: Decimal | None) -> Decimal | None:
    if result is None or general is None:
        return None
    return half_up(Fraction(general) + result, places=TOTAL_PLACES)
