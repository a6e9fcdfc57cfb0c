"""Scoring a file: the deck's month comes out exactly, and everything wrong with a file is said at once."""

import copy
import json
from decimal import Decimal
from typing import Any

import pytest

from hanoiwork_evaluation.rules.cases import score_cases
from hanoiwork_shared.errors import Refused


def refused(document, packs):
    with pytest.raises(Refused) as caught:
        score_cases(document, packs=packs)
    return {(problem.code, problem.field) for problem in caught.value.each()}


def score(case, packs):
    [answer] = score_cases(case, packs=packs)
    return answer


def small(**changes: Any) -> dict[str, Any]:
    task = {"code": "A", "group": "routine", "points": 20, "completed": True}
    return {"period": {"code": "2026-06"}, "general": 30, "tasks": [task], **changes}


def with_task(**changes):
    case = small()
    case["tasks"][0] |= changes
    return case


def test_the_decks_month_comes_out_exactly(deck, packs):
    answer = score(deck, packs)
    assert {name: answer[name] for name in deck["expected"]} == deck["expected"]


def test_every_figure_is_answered_with_its_share(deck, packs):
    answer = score(deck, packs)
    assert (answer["result"], answer["general"], answer["rule_pack"]) == (Decimal("53.9"), 30, "hanoi-2026")
    assert (answer["quantity_percent"], answer["quality_percent"]) == (Decimal("78.8"), Decimal("73.5"))
    assert answer["result_ratio"] == Decimal("0.7702")
    assert type(answer["points"]) is int


def test_a_list_of_cases_is_answered_in_its_order(deck, packs):
    other = copy.deepcopy(deck)
    other["general"] = 29
    first, second = score_cases([deck, other], packs=packs)
    assert (first["total"], second["total"]) == ("83.9", "82.9")


def test_the_answer_explains_itself_down_to_each_task_in_both_languages(deck, packs):
    told = score(deck, packs)["explanation"]
    for task in deck["tasks"]:
        assert any(sentence.startswith(f"{task['code']}:") for sentence in told["vi"])
    assert any("(104 + 97 + 104)/3/132 = 77.0202… % ≈ 77 %" in sentence for sentence in told["en"])
    assert "83.9" in told["vi"][-2]
    assert "Hoàn thành tốt" in told["vi"][-1]


def test_other_rules_may_be_tried(packs):
    late = with_task(late_days=3)
    assert score(late, packs)["progress_points"] == 5
    answer = score({**late, "rules": {"late_unit": "occurrence"}}, packs)
    assert answer["progress_points"] == 15
    assert answer["rule_pack"] == "hanoi-2026+"


def test_a_leader_gives_the_three_further_terms(packs):
    leader = {"unit_result": Decimal("0.5"), "organising": 1, "uniting": Decimal("0.8")}
    answer = score(small(leader=leader, general=0), packs)
    assert answer["result_ratio"] == Decimal("0.8833")
    assert answer["total"] == "61.8"


def test_no_tasks_give_no_score(packs):
    answer = score(small(tasks=[]), packs)
    assert (answer["points"], answer["result_percent"], answer["total"], answer["level"]) == (0, None, None, None)


def test_a_partly_accepted_quantity_counts_in_part(packs):
    answer = score(with_task(quantity=4, accepted_quantity=1, completed=False), packs)
    assert (answer["quantity_points"], answer["completed_tasks"]) == (5, 0)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"points": -1}, "evaluation.out_of_range", "points"),
        ({"points": 1_000_000}, "evaluation.out_of_range", "points"),
        ({"points": Decimal("1e400")}, "evaluation.out_of_range", "points"),
        ({"points": Decimal("1e-400")}, "evaluation.too_precise", "points"),
        ({"points": True}, "evaluation.not_a_number", "points"),
        ({"points": "20"}, "evaluation.not_a_number", "points"),
        ({"points": float("nan")}, "evaluation.not_a_number", "points"),
        ({"points": Decimal("NaN")}, "evaluation.not_a_number", "points"),
        ({"points": Decimal("Infinity")}, "evaluation.not_a_number", "points"),
        ({"points": None}, "evaluation.missing_field", "points"),
        ({"quality_failures": -1}, "evaluation.out_of_range", "quality_failures"),
        ({"late_days": Decimal("1.5")}, "evaluation.not_whole", "late_days"),
        ({"group": "other"}, "evaluation.unknown_choice", "group"),
        ({"group": ["routine"]}, "evaluation.wrong_type", "group"),
        ({"completed": 1}, "evaluation.wrong_type", "completed"),
        ({"completed": None}, "evaluation.missing_field", "completed"),
        ({"code": " "}, "evaluation.text_length", "code"),
        ({"quality": 1}, "evaluation.unknown_field", "quality"),
        ({"quantity": 0}, "evaluation.out_of_range", "quantity"),
        ({"accepted_quantity": 1}, "evaluation.missing_field", "quantity"),
        ({"quantity": 1, "accepted_quantity": 2}, "evaluation.accepted_beyond_quantity", "accepted_quantity"),
        ({"late_days": 1, "waived_days": 2}, "evaluation.waived_beyond_late", "waived_days"),
        (
            {"completed": False, "quantity": 1, "accepted_quantity": 1},
            "evaluation.completion_contradicted",
            "completed",
        ),
    ],
)
def test_a_wrong_task_is_refused_by_field(change, code, field, packs):
    assert refused(with_task(**change), packs) == {(code, f"tasks[0].{field}")}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"general": 31}, "evaluation.general_out_of_range", "general"),
        ({"general": -1}, "evaluation.general_out_of_range", "general"),
        ({"surprise": 1}, "evaluation.unknown_field", "surprise"),
        ({"tasks": {}}, "evaluation.wrong_type", "tasks"),
        ({"tasks": [1]}, "evaluation.wrong_type", "tasks[0]"),
        ({"tasks": None}, "evaluation.missing_field", "tasks"),
        ({"period": {"code": "2026-13"}}, "evaluation.period_malformed", "period.code"),
        ({"period": {"code": "2025-12"}}, "evaluation.no_rule_pack", None),
        (
            {"period": {"code": "2026-06", "from": "2026-06-24", "to": "2026-05-25"}},
            "evaluation.period_reversed",
            "period.to",
        ),
        ({"period": {"code": "2026-06", "from": "2026-02-30"}}, "evaluation.bad_date", "period.from"),
        ({"person": {"person_type": "leader"}}, "evaluation.leader_terms_missing", "person.person_type"),
        ({"leader": {"unit_result": 2}}, "evaluation.out_of_range", "leader.unit_result"),
        ({"leader": {}}, "evaluation.missing_field", "leader.unit_result"),
        ({"rules": {"late_unit": "week"}}, "evaluation.unknown_choice", "rules.late_unit"),
        ({"rules": {"latency": 1}}, "evaluation.unknown_field", "rules.latency"),
        ({"rules": {"pack": "other"}}, "evaluation.rule_pack_unknown", None),
        ({"rules": {"result_maximum": 80}}, "evaluation.rule_pack_broken", None),
        ({"expected": 1}, "evaluation.wrong_type", "expected"),
    ],
)
def test_a_wrong_case_is_refused_by_field(change, code, field, packs):
    assert refused(small(**change), packs) == {(code, field)}


@pytest.mark.parametrize("document", [3, "text", None, True])
def test_a_document_of_another_kind_is_refused(document, packs):
    assert refused(document, packs) == {("evaluation.wrong_type", None)}


def test_an_empty_list_is_refused(packs):
    assert refused([], packs) == {("evaluation.no_cases", None)}


def test_a_task_code_stands_once(packs):
    case = small()
    case["tasks"] *= 2
    assert refused(case, packs) == {("evaluation.duplicate_task", "tasks[1].code")}


def test_every_problem_of_every_case_is_listed_at_once(packs):
    cases = [with_task(points=-1, group="x"), small(general=99)]
    assert refused(cases, packs) == {
        ("evaluation.out_of_range", "cases[0].tasks[0].points"),
        ("evaluation.unknown_choice", "cases[0].tasks[0].group"),
        ("evaluation.general_out_of_range", "cases[1].general"),
    }


def test_a_refusal_names_the_task_for_people(packs):
    with pytest.raises(Refused) as caught:
        score_cases(with_task(points=-1), packs=packs)
    assert "tasks[0] (A).points" in caught.value.message("en")
    assert json.dumps(caught.value.details)
