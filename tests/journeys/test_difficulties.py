"""What stands in the way: who owes the answer, how long already, and where everybody sees it."""

from functools import partial
from typing import Any

import pytest

from tests.journeys import asking
from tests.journeys.asking import asked, refused
from tests.journeys.refusing import City
from tests.journeys.working import HEAD, LEAD, assigned
from tests.polling import until

pytestmark = pytest.mark.journey

DIRECTOR, MAYOR = "giamdoc.skhcn", "lanhdao.tp"
SHOWN = "difficulty { id state version overdue daysOpen owedBy { code } asked { code } }"


done = partial(asking.done, wanted=SHOWN)


def ids(found: Any) -> set[str]:
    return {one["id"] for one in found}


def test_a_difficulty_is_seen_on_the_task_the_objective_and_the_unit_until_it_is_solved(city: City):
    code = assigned(city, objective="O2-P")
    raised = done(city, LEAD, "raiseDifficulty", task=code, text="Chưa có số liệu của Sở")
    assert (raised["state"], raised["owedBy"], raised["overdue"], raised["daysOpen"]) == (
        "open", {"code": "SKHCN"}, False, 0,
    )  # fmt: skip
    one = raised["id"]
    assert one in ids(asked(city, HEAD, f'task(key: "{code}") {{ difficulties {{ id }} }}')["difficulties"])
    for objective in ("O2-P", "O2"):
        assert one in ids(
            asked(city, HEAD, f'objective(key: "{objective}") {{ difficulties {{ id }} }}')["difficulties"]
        )
    assert one in ids(asked(city, HEAD, 'unit(key: "SKHCN") { difficultiesOwed { id } }')["difficultiesOwed"])
    assert one in ids(asked(city, DIRECTOR, "difficultiesToAnswer { id }"))
    notices = "notifications(first: 100) { edges { node { kind reference } } }"
    told = {"node": {"kind": "difficulty_raised", "reference": code}}
    until(lambda: told in asked(city, DIRECTOR, notices)["edges"], what="the director's being told")

    assert refused(city, LEAD, "answerDifficulty", difficulty=one, answer="x") == [("shared.forbidden", None)]
    assert refused(city, DIRECTOR, "answerDifficulty", difficulty=one, answer=" ") == [
        ("tasks.reason_missing", "answer")
    ]
    done(city, DIRECTOR, "answerDifficulty", difficulty=one, answer="Đã gửi", version=1)
    assert refused(city, HEAD, "settleDifficulty", difficulty=one) == [("tasks.not_the_raiser", None)]
    again = done(city, LEAD, "reopenDifficulty", difficulty=one, reason="Thiếu một quý")
    assert again["state"] == "open"
    stale = refused(city, DIRECTOR, "answerDifficulty", difficulty=one, answer="x", version=1)
    assert stale == [("shared.stale", "version")]
    done(city, DIRECTOR, "answerDifficulty", difficulty=one, answer="Đã bổ sung")
    assert done(city, LEAD, "settleDifficulty", difficulty=one)["state"] == "solved"
    assert one not in ids(asked(city, HEAD, 'objective(key: "O2-P") { difficulties { id } }')["difficulties"])
    history = f'task(key: "{code}") {{ difficulties {{ history {{ what note person {{ code }} }} }} }}'
    [whole] = asked(city, HEAD, history)["difficulties"]
    assert [step["what"] for step in whole["history"]] == ["raised", "answered", "reopened", "answered", "solved"]
    owing = asked(city, HEAD, 'difficultiesByOwingUnit(unit: "SKHCN") { unit { code } answered meanDays }')
    assert {"unit": {"code": "SKHCN"}, "answered": 1, "meanDays": "0.0"} in owing


def test_a_difficulty_goes_up_the_line_or_to_another_unit(city: City):
    code = assigned(city)
    one = done(city, LEAD, "raiseDifficulty", task=code, text="Chưa có kinh phí", respondBy="2099-01-01")["id"]
    assert refused(city, DIRECTOR, "passDifficultyOn", difficulty=one, unit="SKHCN", reason="x") == [
        ("tasks.owed_already", "unit")
    ]
    moved = done(city, DIRECTOR, "passDifficultyOn", difficulty=one, unit="VP", reason="Thuộc Văn phòng")
    assert (moved["owedBy"], moved["asked"]) == ({"code": "VP"}, {"code": "VP"})
    up = done(city, HEAD, "escalateDifficulty", difficulty=one, reason="Gấp")
    assert (up["owedBy"], up["asked"]) == ({"code": "VP"}, {"code": "HN"})
    assert refused(city, HEAD, "escalateDifficulty", difficulty=one, reason="Gấp") == [("tasks.nobody_above", None)]
    assert one in ids(asked(city, MAYOR, "difficultiesToAnswer { id }"))
    assert done(city, MAYOR, "answerDifficulty", difficulty=one, answer="Đồng ý cấp")["state"] == "answered"
    assert done(city, LEAD, "withdrawDifficulty", difficulty=one, reason="Đã có")["state"] == "withdrawn"


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"text": " "}, "tasks.reason_missing", "text"),
        ({"text": "x", "owedByUnit": "NOWHERE"}, "tasks.unit_unknown", "owedByUnit"),
        ({"text": "x", "respondBy": "2026-01-01"}, "tasks.respond_by_past", "respondBy"),
    ],
)
def test_what_is_no_difficulty_is_not_raised(city: City, given: dict[str, Any], code: str, field: str):
    task = assigned(city)
    assert refused(city, LEAD, "raiseDifficulty", task=task, **given) == [(code, field)]


def test_a_difficulty_of_a_measure_is_seen_on_it_and_on_its_objective(city: City):
    raised = done(city, HEAD, "raiseDifficulty", measure="O2-P-KR2", text="Chưa được bố trí vốn")
    one = raised["id"]
    seen = asked(city, HEAD, 'measure(key: "O2-P-KR2") { difficulties { id task { code } measure { code } } }')
    [found] = [each for each in seen["difficulties"] if each["id"] == one]
    assert (found["task"], found["measure"]) == (None, {"code": "O2-P-KR2"})
    of_objective = asked(city, DIRECTOR, 'objective(key: "O2-P") { difficulties { id } }')["difficulties"]
    assert one in ids(of_objective)
    assert one in ids(asked(city, DIRECTOR, "difficultiesToAnswer { id }"))
    assert refused(city, LEAD, "raiseDifficulty", measure="O2-P-KR2", text="x") == [("shared.forbidden", None)]
    assert refused(city, HEAD, "raiseDifficulty", text="x") == [("tasks.subject_ambiguous", "task")]
    assert refused(city, HEAD, "raiseDifficulty", measure="KHONG-CO", text="x") == [
        ("tasks.measure_unknown", "measure")
    ]
    done(city, HEAD, "withdrawDifficulty", difficulty=one, reason="Đã có vốn")
