"""A rule pack: every number that decides a score, dated, as one frozen value.

A pack is data plus the method it names. To change a rule, publish a new pack with a later `effective_from` under the
entry-point group `hanoiwork.rules`; old months keep the pack that they were opened under.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from hanoiwork_evaluation.domain.form import Form
from hanoiwork_evaluation.domain.lines import Line, LineScore
from hanoiwork_evaluation.domain.sheet import LeaderTerms
from hanoiwork_evaluation.rules.refusals import PackBroken

PERSON_TYPES = ("leader", "civil_servant", "public_employee", "contract_worker")
SCALE = Decimal(100)
LAST_FIRST_DAY = 28
LONGEST_CODE = 80
AMOUNTS = (
    "quality_step",
    "progress_step",
    "general_maximum",
    "result_maximum",
    "excellent_quota",
    "task_points_maximum",
)


class LateUnit(StrEnum):
    """What lateness is counted in: each day (Hanoi, deck) or each late occurrence (Decree 335/2025, as reported)."""

    DAY = "day"
    OCCURRENCE = "occurrence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A rating and the lowest rounded total that earns it.

    `passes`: counts as completed for the unit's leader. `good`: counts as good or better for the excellent's quota.
    """

    code: str
    vi: str
    en: str
    lowest: Decimal
    passes: bool = True
    good: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A scored month, exact until `total`. Ratios are 0 to 1 and None without assigned work; points may be fractions.

    `points` = W, `quantity`, `quality`, `progress` = A, B, C; `ratio` = r; `result` = the points for task results.
    """

    lines: tuple[LineScore, ...]
    points: Fraction
    quantity: Fraction
    quality: Fraction
    progress: Fraction
    ratio: Fraction | None
    result: Fraction | None
    general: Decimal | None
    total: Decimal | None
    level: Level | None
    terms: LeaderTerms | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of an explanation, in both languages."""

    vi: str
    en: str

    def told(self, locale: str) -> str:
        """The sentence in a reader's language (anything but "en" is Vietnamese)."""
        return self.en if locale == "en" else self.vi


class Method(Protocol):
    """A way of scoring: from lines and general points to a score, and a score in words."""

    def score(
        self, lines: Sequence[Line], *, pack: "RulePack", general: Decimal | None, terms: LeaderTerms | None = None
    ) -> Score:
        """Score a person's lines. Without general points there is no total; without work there is no score."""
        ...

    def explain(self, score: Score, *, pack: "RulePack") -> tuple[Sentence, ...]:
        """Say how every number came about, down to task and rule."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """Every setting of a month's scoring. The scale is 100 points; steps are parts (0.25 = 25 %) of a task's points.

    `period_first_day`: periods run from that day of the month before. `excellent_quota`: the most of those rated good
    or better who may be excellent, as a part. `task_points_maximum`: beyond it a task's points are taken for an error.
    """

    code: str
    effective_from: date
    method: Method
    forms: tuple[Form, ...]
    levels: tuple[Level, ...]
    late_unit: LateUnit = LateUnit.DAY
    quality_step: Decimal = Decimal("0.25")
    progress_step: Decimal = Decimal("0.25")
    general_maximum: Decimal = Decimal(30)
    result_maximum: Decimal = Decimal(70)
    period_first_day: int = 25
    excellent_quota: Decimal = Decimal("0.20")
    task_points_maximum: Decimal = Decimal(10_000)

    def check(self) -> None:
        """Refuse a pack whose parts do not fit together, by name and with every reason."""
        problems = tuple(_problems(self))
        if problems:
            raise PackBroken(pack=self.code, reason="; ".join(problems))

    def form(self, person_type: str) -> Form:
        """The form for people of a type; every type has one, or the pack would have been refused."""
        return next(form for form in self.forms if person_type in form.person_types)

    def level(self, total: Decimal) -> Level:
        """The level of a rounded total."""
        return next(level for level in self.levels if total >= level.lowest)

    def level_named(self, code: str) -> Level:
        """The level with a code of this pack."""
        return next(level for level in self.levels if level.code == code)


def _problems(pack: RulePack) -> Iterator[str]:
    if not 1 <= len(pack.code) <= LONGEST_CODE:
        yield f"its code has not 1 to {LONGEST_CODE} characters"
    inexact = [name for name in AMOUNTS if not _exact(getattr(pack, name))]
    yield from (f"{name} is not a finite Decimal" for name in inexact)
    if not inexact:
        yield from _number_problems(pack)
        yield from _form_problems(pack)
    yield from _level_problems(pack.levels)


def _exact(value: object) -> bool:
    return isinstance(value, Decimal) and value.is_finite()


def _number_problems(pack: RulePack) -> Iterator[str]:
    if pack.general_maximum < 0 or pack.result_maximum <= 0:
        yield "general and result points must not be negative"
    if pack.general_maximum + pack.result_maximum != SCALE:
        yield f"general {pack.general_maximum} and result {pack.result_maximum} do not sum to {SCALE}"
    for name in ("quality_step", "progress_step", "excellent_quota"):
        if not 0 <= getattr(pack, name) <= 1:
            yield f"{name} is not from 0 to 1"
    if not 1 <= pack.period_first_day <= LAST_FIRST_DAY:
        yield f"period_first_day is not from 1 to {LAST_FIRST_DAY}"
    if pack.task_points_maximum <= 0:
        yield "task_points_maximum is not above 0"


def _level_problems(levels: Sequence[Level]) -> Iterator[str]:
    lowest = [level.lowest for level in levels]
    if not lowest or lowest[-1] != 0:
        yield "the last level does not begin at 0"
    if lowest != sorted(set(lowest), reverse=True) or any(bound > SCALE for bound in lowest):
        yield f"the levels do not fall from {SCALE} or less without repeating"
    if len({level.code for level in levels}) != len(levels):
        yield "two levels share a code"


def _form_problems(pack: RulePack) -> Iterator[str]:
    for person_type in PERSON_TYPES:
        forms = sum(person_type in form.person_types for form in pack.forms)
        if forms != 1:
            yield f"person type {person_type} has {forms} forms instead of one"
    for form in pack.forms:
        yield from (f"form {form.code}: {problem}" for problem in _row_problems(form, pack.general_maximum))


def _row_problems(form: Form, general_maximum: Decimal) -> Iterator[str]:
    total = sum(row.maximum for row in form.rows)
    if total != general_maximum:
        yield f"its rows sum to {total} instead of {general_maximum}"
    if len({row.code for row in form.rows}) != len(form.rows):
        yield "two rows share a code"
    if any(row.maximum <= 0 for row in form.rows):
        yield "a row has a maximum that is not above 0"
    if {row.group for row in form.rows} - {group.code for group in form.groups}:
        yield "a row stands in a group that the form does not have"
    for group in form.groups:
        inside = sum(row.maximum for row in form.rows if row.group == group.code)
        if inside != group.maximum:
            yield f"the rows of group {group.code} sum to {inside} instead of {group.maximum}"
