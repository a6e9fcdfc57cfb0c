"""What a reader is shown of a sheet: every figure rounded for the eye, and how it came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hanoiwork_evaluation.domain.form import RowScore
from hanoiwork_evaluation.domain.lines import Group, Line, LineScore
from hanoiwork_evaluation.domain.sheet import LeaderTerms, Sheet
from hanoiwork_evaluation.rules import shown
from hanoiwork_evaluation.rules.pack import RulePack, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How much work was assigned, in all or in one group."""

    tasks: int
    points: Decimal
    group: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Points reached in quantity, quality or progress, and their percentage of the assigned points."""

    points: Decimal
    percent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One task of a sheet with what it gave; its title belongs to the tasks service."""

    task_id: str
    code: str
    group: str
    points: Decimal
    completed: bool
    quantity: Decimal | None
    accepted_quantity: Decimal | None
    quality_failures: int
    late_days: int
    waived_days: int
    quantity_points: Decimal
    quality_points: Decimal
    progress_points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row of the form of general criteria; a score is None until it is given."""

    code: str
    group: str
    group_title: str
    title: str
    maximum: Decimal
    source: str
    self_score: Decimal | None
    leader_score: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """A whole sheet for a reader; `level` is the Vietnamese name, `total` has one decimal."""

    id: str
    person_id: str
    unit_id: str
    person_type: str
    period: str
    status: str
    version: int
    rule_pack: str
    form: str
    assigned: Work
    groups: tuple[Work, ...]
    quantity: Part
    quality: Part
    progress: Part
    result_percent: Decimal | None
    result: Decimal | None
    general: Decimal | None
    total: Decimal | None
    level: str | None
    leader: LeaderTerms | None
    rows: tuple[RowView, ...]
    lines: tuple[LineView, ...]
    explanation: tuple[str, ...]
    return_reason: str | None


def sheet_view(sheet: Sheet, score: Score, *, pack: RulePack, locale: str) -> SheetView:
    """Show a sheet with its score under its own pack."""
    return SheetView(
        id=sheet.id,
        person_id=sheet.person_id,
        unit_id=sheet.unit_id,
        person_type=sheet.person_type,
        period=sheet.period,
        status=sheet.status.value,
        version=sheet.version,
        rule_pack=pack.code,
        form=pack.form(sheet.person_type).code,
        assigned=_work([line.line for line in score.lines]),
        groups=_groups([line.line for line in score.lines]),
        quantity=_part(score.quantity, score),
        quality=_part(score.quality, score),
        progress=_part(score.progress, score),
        result_percent=shown.percent(score.ratio),
        result=shown.result(score.result),
        general=None if score.general is None else shown.bare(score.general),
        total=score.total,
        level=None if score.level is None else score.level.vi,
        leader=score.terms,
        rows=_rows(sheet, pack, locale),
        lines=tuple(_line(line) for line in score.lines),
        explanation=tuple(sentence.told(locale) for sentence in pack.method.explain(score, pack=pack)),
        return_reason=sheet.return_reason,
    )


def _work(lines: Sequence[Line], group: Group | None = None) -> Work:
    points = sum((Fraction(line.points) for line in lines), Fraction(0))
    return Work(tasks=len(lines), points=shown.points(points), group=None if group is None else group.value)


def _groups(lines: Sequence[Line]) -> tuple[Work, ...]:
    sorted_lines = {group: [line for line in lines if line.group is group] for group in Group}
    return tuple(_work(inside, group) for group, inside in sorted_lines.items() if inside)


def _part(points: Fraction, score: Score) -> Part:
    return Part(points=shown.points(points), percent=shown.percent(shown.share(points, score.points)))


def _line(scored: LineScore) -> LineView:
    line = scored.line
    return LineView(
        task_id=line.task_id,
        code=line.code,
        group=line.group.value,
        points=shown.points(line.points),
        completed=line.completed,
        quantity=line.quantity,
        accepted_quantity=line.accepted_quantity,
        quality_failures=line.quality_failures,
        late_days=line.late_days,
        waived_days=line.waived_days,
        quantity_points=shown.points(scored.quantity),
        quality_points=shown.points(scored.quality),
        progress_points=shown.points(scored.progress),
    )


def _rows(sheet: Sheet, pack: RulePack, locale: str) -> tuple[RowView, ...]:
    form = pack.form(sheet.person_type)
    groups = {group.code: group for group in form.groups}
    own, leader = _scores(sheet.self_scores), _scores(sheet.leader_scores)
    english = locale == "en"
    return tuple(
        RowView(
            code=row.code,
            group=row.group,
            group_title=groups[row.group].en if english else groups[row.group].vi,
            title=row.en if english else row.vi,
            maximum=row.maximum,
            source=row.source,
            self_score=own.get(row.code),
            leader_score=leader.get(row.code),
        )
        for row in form.rows
    )


def _scores(scores: Sequence[RowScore]) -> dict[str, Decimal]:
    return {score.code: score.score for score in scores}
