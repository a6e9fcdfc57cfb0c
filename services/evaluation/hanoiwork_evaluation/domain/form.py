"""The form of the general criteria (Mẫu số 03 and its kin): its rows, and the scores given to them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from hanoiwork_evaluation.domain.refusals import (
    RowBelowZero,
    RowBeyondMaximum,
    RowMissing,
    RowRepeated,
    RowTooPrecise,
    RowUnknown,
)
from hanoiwork_shared.errors import Refused, refuse_all

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGroup:
    """A heading of the form and the most points its rows give together."""

    code: str
    vi: str
    en: str
    maximum: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One row to score. `source` says where its text and points come from: "deck" (the city's) or "ours"."""

    code: str
    group: str
    vi: str
    en: str
    maximum: Decimal
    source: str = "ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The rows that people of some types are scored by. `code` names the official form, if there is one."""

    code: str
    person_types: frozenset[str]
    groups: tuple[FormGroup, ...]
    rows: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowScore:
    """Points given to one row, by the person or by the leader."""

    code: str
    score: Decimal


def general(form: Form, scores: Sequence[RowScore]) -> Decimal:
    """The general points of a fully scored form; refuses with everything that is wrong with the scores.

    No row may pass its maximum and the maxima sum to the pack's limit, so the sum never passes it either.
    """
    refuse_all(_problems(form, scores))
    return sum((row.score for row in scores), Decimal(0))


def _problems(form: Form, scores: Sequence[RowScore]) -> Iterator[Refused]:
    given = Counter(score.code for score in scores)
    rows = {row.code: row for row in form.rows}
    yield from (RowUnknown(field="rows", row=code) for code in given if code not in rows)
    yield from (RowRepeated(field="rows", row=code) for code, times in given.items() if times > 1)
    for row in form.rows:
        if row.code not in given:
            yield RowMissing(field="rows", row=row.code, maximum=str(row.maximum))
    for score in scores:
        if score.code in rows:
            yield from _out_of_bounds(rows[score.code], score)


def _out_of_bounds(row: FormRow, score: RowScore) -> Iterator[Refused]:
    told = {"row": row.code, "score": str(score.score), "maximum": str(row.maximum)}
    if score.score > row.maximum:
        yield RowBeyondMaximum(field="rows", **told)
    elif score.score < 0:
        yield RowBelowZero(field="rows", **told)
    elif score.score != score.score.quantize(CENT):
        yield RowTooPrecise(field="rows", **told)
