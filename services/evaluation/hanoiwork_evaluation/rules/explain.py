"""A score in words, line by line, in Vietnamese and English: every number down to its task and its rule."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from hanoiwork_evaluation.domain.lines import Line, LineScore
from hanoiwork_evaluation.domain.sheet import LeaderTerms
from hanoiwork_evaluation.rules.pack import LateUnit, RulePack, Score, Sentence
from hanoiwork_evaluation.rules.shown import cut, percent, points, share


def explanation(score: Score, *, pack: RulePack) -> tuple[Sentence, ...]:
    """How a score of the mean-of-ratios method came about."""
    if score.ratio is None:
        nothing = Sentence(
            "Không có nhiệm vụ được giao điểm trong kỳ nên không chấm điểm (không phải 0 điểm).",
            "No points were assigned in the period, so there is no score (which is not a score of 0).",
        )
        return (*_rules(pack), nothing)
    return (*_rules(pack), *_tasks(score, pack), *_ratios(score), *_mean(score, pack), *_total(score))


def _rules(pack: RulePack) -> Iterator[Sentence]:
    vi, en = ("ngày", "day") if pack.late_unit is LateUnit.DAY else ("lần", "occurrence")
    quality, progress = percent(Fraction(pack.quality_step)), percent(Fraction(pack.progress_step))
    yield Sentence(
        f"Bộ quy tắc {pack.code}, hiệu lực từ {pack.effective_from:%d/%m/%Y}: mỗi lần sai nội dung lớn trừ {quality} %,"
        f" chậm mỗi {vi} trừ {progress} % điểm của sản phẩm, thấp nhất là 0.",
        f"Rule pack {pack.code}, in force from {pack.effective_from}: each major content error takes {quality} %,"
        f" each late {en} {progress} % of the product's points, down to 0.",
    )


def _tasks(score: Score, pack: RulePack) -> Iterator[Sentence]:
    for scored in score.lines:
        vi, en = _done(scored)
        wrong, (late_vi, late_en) = scored.line.quality_failures, _late(scored.line)
        once_vi, once_en = ("", "") if pack.late_unit is LateUnit.DAY else (", tính một lần", ", counted once")
        yield Sentence(
            f"{scored.line.code}: {points(scored.line.points)} điểm, {vi}: khối lượng {points(scored.quantity)},"
            f" chất lượng {points(scored.quality)} (sai {wrong} lần),"
            f" tiến độ {points(scored.progress)} ({late_vi}{once_vi}).",
            f"{scored.line.code}: {points(scored.line.points)} points, {en}: quantity {points(scored.quantity)},"
            f" quality {points(scored.quality)} (failures: {wrong}),"
            f" progress {points(scored.progress)} ({late_en}{once_en}).",
        )


def _late(line: Line) -> tuple[str, str]:
    vi, en = f"chậm {line.late_days} ngày", f"late days: {line.late_days}"
    if not line.waived_days:
        return vi, en
    return f"{vi}, miễn tính {line.waived_days}", f"{en}, waived: {line.waived_days}"


def _done(scored: LineScore) -> tuple[str, str]:
    line = scored.line
    if line.quantity is not None and line.accepted_quantity is not None:
        count = f"{points(line.accepted_quantity)}/{points(line.quantity)}"
        return f"nghiệm thu {count}", f"{count} accepted"
    return ("hoàn thành", "completed") if line.completed else ("chưa hoàn thành", "not completed")


def _ratios(score: Score) -> Iterator[Sentence]:
    named = (
        ("Khối lượng", "Quantity", score.quantity),
        ("Chất lượng", "Quality", score.quality),
        ("Tiến độ", "Progress", score.progress),
    )
    for vi, en, part in named:
        figures = f"{points(part)}/{points(score.points)} = {percent(share(part, score.points))} %"
        yield Sentence(f"{vi}: {figures}.", f"{en}: {figures}.")


def _mean(score: Score, pack: RulePack) -> Iterator[Sentence]:
    if score.terms is not None:
        yield _leader(score.terms)
        mean_vi, mean_en = "Trung bình sáu tiêu chí của lãnh đạo", "Mean of a leader's six terms"
    else:
        mean_vi, mean_en = "Trung bình khối lượng, chất lượng, tiến độ", "Mean of quantity, quality and progress"
    parts = " + ".join(str(points(part)) for part in (score.quantity, score.quality, score.progress))
    ratio, result = score.ratio or Fraction(0), score.result or Fraction(0)
    shown = f"{cut(ratio * 100)} % ≈ {percent(ratio)} %"
    if score.terms is None:
        shown = f"({parts})/3/{points(score.points)} = {shown}"
    yield Sentence(f"{mean_vi}: {shown}.", f"{mean_en}: {shown}.")
    figures = f"{cut(ratio * 100)} % × {points(pack.result_maximum)} = {cut(result)}"
    yield Sentence(f"Điểm kết quả nhiệm vụ: {figures}.", f"Points for task results: {figures}.")


def _leader(terms: LeaderTerms) -> Sentence:
    unit, organising, uniting = (
        percent(Fraction(part)) for part in (terms.unit_result, terms.organising, terms.uniting)
    )
    return Sentence(
        f"Lãnh đạo: kết quả đơn vị {unit} %, tổ chức thực hiện {organising} %, đoàn kết {uniting} %.",
        f"Leader: unit result {unit} %, organising {organising} %, uniting {uniting} %.",
    )


def _total(score: Score) -> Iterator[Sentence]:
    if score.total is None or score.level is None:
        yield Sentence(
            "Chưa có điểm tiêu chí chung nên chưa có tổng điểm.",
            "There are no general points yet, so there is no total yet.",
        )
        return
    general, result = score.general or Decimal(0), score.result or Fraction(0)
    sum_of = f"{points(general)} + {cut(result)} = {cut(Fraction(general) + result)}"
    yield Sentence(
        f"Tổng điểm (tiêu chí chung + kết quả, chỉ làm tròn tổng): {sum_of}, làm tròn {score.total}.",
        f"Total (general + result; only the total is rounded): {sum_of}, rounded {score.total}.",
    )
    lowest = points(score.level.lowest)
    yield Sentence(
        f"Mức: từ {lowest} điểm — {score.level.vi}.",
        f"Level: {lowest} points or more — {score.level.en}.",
    )
