"""Where a measure is heading: the straight line through its last check-ins, drawn on to the end of its period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from hanoiwork_objectives.domain.amounts import NONE, WHOLE_DIGITS
from hanoiwork_objectives.domain.check_in import CheckIn, newest_of
from hanoiwork_objectives.domain.composite import EXACT_DIGITS
from hanoiwork_objectives.domain.measure import Measure, Source
from hanoiwork_objectives.domain.progress import attained
from hanoiwork_objectives.domain.target import Direction
from hanoiwork_objectives.domain.values import decimals

LEAST_POINTS = 3
MOST_POINTS = 12
"""How many days with a check-in a forecast needs, and how many of the last ones it goes by (our choice)."""

METHOD = "least_squares"


class NoForecast(StrEnum):
    """Why nothing can be said of the end."""

    TOO_FEW_POINTS = "too_few_points"
    NO_CHECK_INS = "no_check_ins"
    YES_OR_NO = "yes_or_no"


SENTENCES = {
    NoForecast.TOO_FEW_POINTS: (
        f"Chưa đủ dữ liệu: cần báo cáo của ít nhất {LEAST_POINTS} ngày khác nhau.",
        f"Not enough data: reports of at least {LEAST_POINTS} different days are needed.",
    ),
    NoForecast.NO_CHECK_INS: (
        "Chỉ tiêu này không nhận báo cáo giá trị nên không có chuỗi số liệu để dự báo.",
        "This measure takes no check-ins, so there is no series of values to go by.",
    ),
    NoForecast.YES_OR_NO: (
        "Chỉ tiêu đạt hoặc không đạt không có xu hướng để dự báo.",
        "What is either done or not has no trend to go by.",
    ),
}
"""Each reason in Vietnamese and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a forecast rests on: the first and last day, and how many days with a check-in."""

    method: str
    from_: date
    to: date
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The value expected at the end of a period and the percentage it gives; or why there is none."""

    value: Decimal | None = None
    percent: Decimal | None = None
    basis: Basis | None = None
    reason: NoForecast | None = None


def forecast(measure: Measure, check_ins: Iterable[CheckIn], *, ends: date) -> Forecast:
    """Draw the line of least squares through the last days' values on to the day `ends`.

    `check_ins` are those of the measure that nothing corrects; of each day the last recorded counts. The value is
    kept to the measure's precision, half up, and inside what its direction allows.
    """
    if measure.source is not Source.CHECK_INS:
        return Forecast(reason=NoForecast.NO_CHECK_INS)
    if measure.target.direction is Direction.YES_NO:
        return Forecast(reason=NoForecast.YES_OR_NO)
    points = _points(check_ins)
    if len(points) < LEAST_POINTS:
        return Forecast(reason=NoForecast.TOO_FEW_POINTS)
    value = _possible(measure, _value_on(points, ends))
    basis = Basis(method=METHOD, from_=points[0].on, to=points[-1].on, points=len(points))
    return Forecast(value=value, percent=attained(measure.target, value), basis=basis)


def _points(check_ins: Iterable[CheckIn]) -> Sequence[CheckIn]:
    by_day: dict[date, list[CheckIn]] = {}
    for check_in in check_ins:
        by_day.setdefault(check_in.on, []).append(check_in)
    return [newest_of(by_day[day]) for day in sorted(by_day)][-MOST_POINTS:]


def _value_on(points: Sequence[CheckIn], day: date) -> Fraction:
    """The line through points of different days, on a day; exact."""
    start, count = points[0].on, len(points)
    days = [Fraction((point.on - start).days) for point in points]
    values = [Fraction(point.value) for point in points]
    sum_days, sum_values = sum(days, Fraction()), sum(values, Fraction())
    products = sum((x * y for x, y in zip(days, values, strict=True)), Fraction())
    squares = sum((x * x for x in days), Fraction())
    slope = (count * products - sum_days * sum_values) / (count * squares - sum_days * sum_days)
    return (sum_values + slope * (count * (day - start).days - sum_days)) / count


def _possible(measure: Measure, value: Fraction) -> Decimal:
    """The nearest value that the measure could report."""
    bound = Decimal(10) ** WHOLE_DIGITS - 1
    with localcontext() as context:
        context.prec = EXACT_DIGITS
        number = Decimal(value.numerator) / Decimal(value.denominator)
        number = min(bound, max(-bound, number))
        number = number.quantize(Decimal(1).scaleb(-decimals(measure.precision, measure.target)), ROUND_HALF_UP)
    if measure.target.direction is Direction.COUNT:
        return max(NONE, number)
    if measure.target.direction is Direction.MILESTONE:
        return min(measure.target.goal or NONE, max(NONE, number))
    return number
