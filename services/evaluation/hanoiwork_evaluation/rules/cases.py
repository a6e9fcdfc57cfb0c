"""Scoring cases without a database: what `hanoiwork score FILE` does, and a what-if under other rules.

The input is parsed JSON (numbers as int or Decimal): one case or a list of them, shaped like the city's June 2026
example: `tasks` (code, group, points, completed; optional title, quality_failures, late_days, waived_days, quantity,
accepted_quantity), optional `period`, `person`, `general`, `leader` (unit_result, organising, uniting: 0 to 1),
`rules` (settings of the rule pack), `about`, and `expected`, which only the command reads.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hanoiwork_evaluation.domain.lines import Group
from hanoiwork_evaluation.rules import shown
from hanoiwork_evaluation.rules.case_input import Case, read_case
from hanoiwork_evaluation.rules.pack import Score
from hanoiwork_evaluation.rules.reading import Reader, objects
from hanoiwork_evaluation.rules.refusals import NoCases, WrongType
from hanoiwork_evaluation.rules.registry import RulePacks, installed
from hanoiwork_shared.errors import Refused, refuse_all

LOCALES = ("vi", "en")

Answer = dict[str, Any]
"""What one case came to: numbers are int or Decimal, `total` and `level` text, absent is None, `explanation` lines
by locale."""


def score_cases(document: object, *, packs: RulePacks | None = None) -> list[Answer]:
    """Score one case or a list of them, in their order; refuses with everything that is wrong at once."""
    problems: list[Refused] = []
    readers = _readers(document, problems)
    at_hand = installed() if packs is None else packs
    cases = [read_case(reader, packs=at_hand) for reader in readers]
    refuse_all(problems)
    return [_answer(case) for case in cases if case is not None]


def _readers(document: object, problems: list[Refused]) -> list[Reader]:
    if isinstance(document, Mapping):
        return [Reader(document, path="", problems=problems)]
    if not isinstance(document, list):
        raise WrongType(where="JSON", expected="an object or a list", expected_vi="một đối tượng hoặc danh sách")
    if not document:
        raise NoCases
    return objects(document, path="cases", problems=problems)


def _answer(case: Case) -> Answer:
    method = case.pack.method
    score = method.score(case.lines, pack=case.pack, general=case.general, terms=case.terms)
    answer = _counts(case, score) | _figures(score)
    answer["rule_pack"] = case.pack.code
    sentences = method.explain(score, pack=case.pack)
    answer["explanation"] = {locale: [sentence.told(locale) for sentence in sentences] for locale in LOCALES}
    return answer


def _counts(case: Case, score: Score) -> Answer:
    groups = {
        group.value: [line.points for line in case.lines if line.group is group]
        for group in Group
        if any(line.group is group for line in case.lines)
    }
    return {
        "tasks": len(case.lines),
        "points": _number(shown.points(score.points)),
        "groups": {
            group: {"tasks": len(points), "points": _number(shown.points(sum(map(Fraction, points), Fraction(0))))}
            for group, points in groups.items()
        },
        "completed_tasks": sum(line.completed for line in case.lines),
    }


def _figures(score: Score) -> Answer:
    parts = {"quantity": score.quantity, "quality": score.quality, "progress": score.progress}
    percents = {name: shown.percent(shown.share(part, score.points)) for name, part in parts.items()}
    return {
        **{f"{name}_points": _number(shown.points(part)) for name, part in parts.items()},
        **{f"{name}_percent": _number(value) for name, value in percents.items()},
        "result_percent": _number(shown.percent(score.ratio)),
        "result_ratio": _number(shown.ratio(score.ratio)),
        "result": _number(shown.result(score.result)),
        "general": None if score.general is None else _number(shown.points(score.general)),
        "total": None if score.total is None else str(score.total),
        "level": None if score.level is None else score.level.vi,
    }


def _number(value: Decimal | None) -> int | Decimal | None:
    return int(value) if value is not None and value == value.to_integral_value() else value
