"""Composite measures: a value computed from the values of other measures, and never from itself."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from graphlib import TopologicalSorter

from hanoiwork_objectives.domain.amounts import ALL, FINEST, NONE, WHOLE_DIGITS, weight_problems
from hanoiwork_objectives.domain.measure_refusals import FormulaInvalid
from hanoiwork_shared.errors import Refused

MOST_PARTS = 50
"""Parts of one formula (our choice)."""

EXACT_DIGITS = 80
"""Enough that sums and products of numbers in bounds lose nothing before they are rounded once, at the end."""

PERCENT = "%"


class FormulaKind(StrEnum):
    """How a composite is computed from its parts."""

    SUM = "sum"
    MEAN = "mean"
    RATIO = "ratio"
    WEIGHTED = "weighted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A measure that a composite is computed from; the weight counts in a weighted mean only."""

    measure_id: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A kind, and the parts in their order."""

    kind: FormulaKind
    parts: tuple[Part, ...]

    @property
    def part_ids(self) -> tuple[str, ...]:
        """The measures it is computed from."""
        return tuple(part.measure_id for part in self.parts)


def formula_problems(formula: Formula) -> Iterator[Refused]:
    """Find what is wrong with a formula in itself."""
    if not 1 <= len(formula.parts) <= MOST_PARTS:
        yield _invalid("formula.parts", f"cần từ 1 đến {MOST_PARTS} thành phần", f"give 1 to {MOST_PARTS} parts")
    if formula.kind is FormulaKind.RATIO and len(formula.parts) != 2:  # noqa: PLR2004 - a ratio is of two
        yield _invalid("formula.parts", "tỷ số cần đúng hai thành phần", "a ratio is of exactly two parts")
    for index, part in enumerate(formula.parts):
        yield from weight_problems(part.weight, field=f"formula.parts[{index}].weight")
        if part.measure_id in formula.part_ids[:index]:
            yield _invalid(f"formula.parts[{index}].measure", "thành phần bị lặp lại", "this part is named twice")
        if part.weight != 1 and formula.kind is not FormulaKind.WEIGHTED:
            yield _invalid(
                f"formula.parts[{index}].weight",
                "chỉ công thức “weighted” dùng trọng số",
                "only the formula “weighted” has weights",
            )


def computed(formula: Formula, values: Mapping[str, Decimal | None], *, unit: str) -> Decimal | None:
    """The value of a formula, to six decimals, half up; None as long as any part has none (our choice).

    A sum with a part missing would look like falling behind. A ratio in % is times 100; one by 0 has no value, nor
    has anything past the bounds of an amount.
    """
    known = [values.get(part) for part in formula.part_ids]
    if any(value is None for value in known):
        return None
    weighed = [(value or NONE, part.weight) for value, part in zip(known, formula.parts, strict=True)]
    with localcontext() as context:
        context.prec = EXACT_DIGITS
        result = _result(formula.kind, weighed, unit=unit)
        if result is None or result.copy_abs() >= Decimal(10) ** WHOLE_DIGITS:
            return None
        return result.quantize(FINEST, rounding=ROUND_HALF_UP)


def parts_first(parts_of: Mapping[str, Collection[str]], *, among: Collection[str]) -> Sequence[str]:
    """Order the measures `among` so that each comes after those it is computed from; there must be no circle."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for measure_id in sorted(among):
        sorter.add(measure_id, *(part for part in sorted(parts_of.get(measure_id, ())) if part in among))
    return tuple(sorter.static_order())


def leads_back(start: str, steps: Mapping[str, Collection[str]]) -> bool:
    """Whether going on from `start` step by step leads to it again."""
    waiting, seen = list(steps.get(start, ())), set[str]()
    while waiting:
        here = waiting.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(steps.get(here, ()))
    return False


def no_value(key: str, *, field: str) -> FormulaInvalid:
    """Say that a measure cannot be a part: its tasks or children give it a percentage only."""
    return _invalid(
        field, f"“{key}” chỉ có phần trăm, không có giá trị", f"“{key}” has a percentage only, and no value"
    )


def _result(kind: FormulaKind, weighed: Sequence[tuple[Decimal, Decimal]], *, unit: str) -> Decimal | None:
    values = [value for value, _ in weighed]
    match kind:
        case FormulaKind.SUM:
            return sum(values, NONE)
        case FormulaKind.MEAN:
            return sum(values, NONE) / len(values)
        case FormulaKind.WEIGHTED:
            return sum((value * weight for value, weight in weighed), NONE) / sum((one for _, one in weighed), NONE)
        case FormulaKind.RATIO:
            first, second = values
            return None if not second else first / second * (ALL if unit.strip() == PERCENT else 1)


def _invalid(field: str, vi: str, en: str) -> FormulaInvalid:
    return FormulaInvalid(field=field, rule_vi=vi, rule_en=en)
