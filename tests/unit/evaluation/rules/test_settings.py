"""What-if settings reach every number of a pack, and what results is checked like a pack."""

from decimal import Decimal

import pytest

from hanoiwork_evaluation.rules.cases import score_cases
from hanoiwork_evaluation.rules.hanoi import HANOI_2026
from hanoiwork_evaluation.rules.pack import PERSON_TYPES
from hanoiwork_shared.errors import Refused


def score(case, packs):
    [answer] = score_cases(case, packs=packs)
    return answer


def case(rules, **task):
    one = {"code": "A", "group": "routine", "points": 100, "completed": True, **task}
    return {"period": {"code": "2026-06"}, "general": 20, "tasks": [one], "rules": rules}


FORM = {
    "code": "small",
    "person_types": list(PERSON_TYPES),
    "groups": [{"code": "1", "vi": "Chung", "maximum": 20}],
    "rows": [{"code": "1.1", "group": "1", "vi": "Tất cả", "en": "All", "maximum": 20}],
}


def test_steps_may_be_changed(packs):
    steps = {"quality_step": Decimal("0.1"), "progress_step": Decimal("0.5")}
    answer = score(case(steps, quality_failures=1, late_days=1), packs)
    assert (answer["quality_points"], answer["progress_points"]) == (90, 50)


def test_levels_may_be_changed(packs):
    levels = [
        {"code": "yes", "vi": "Đạt", "lowest": 60},
        {"code": "no", "vi": "Không đạt", "en": "Failed", "lowest": 0, "passes": False},
    ]
    assert score(case({"levels": levels}), packs)["level"] == "Đạt"


def test_the_split_between_general_and_result_may_be_changed_with_its_forms(packs):
    rules = {"general_maximum": 20, "result_maximum": 80, "forms": [FORM]}
    assert score(case(rules), packs)["total"] == "100.0"


def test_the_split_without_its_forms_is_refused_with_the_reason(packs):
    with pytest.raises(Refused, match="rows sum to 30 instead of 20"):
        score_cases(case({"general_maximum": 20, "result_maximum": 80}), packs=packs)


def test_the_other_settings_are_taken_too(packs):
    rules = {"pack": HANOI_2026.code, "period_first_day": 1, "excellent_quota": 1, "task_points_maximum": 50}
    with pytest.raises(Refused, match=r"must be from 0 to 50"):
        score_cases(case(rules), packs=packs)
