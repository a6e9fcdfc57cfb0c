import json
from datetime import date
from typing import Any

import pytest

from hanoiwork_shared.files import FileMalformed
from hanoiwork_tasks.domain.files.plans import read_plans


def item(**changes: Any) -> dict[str, Any]:
    return {"code": "2.1.1", "title": "Xây dựng Dashboard", "lead_unit": "SKHCN", "deadline": "Q4/2026", **changes}


def plan(*items: Any, **changes: Any) -> dict[str, Any]:
    groups = [{"code": "2", "title": "Chính quyền số", "items": list(items)}]
    return {"code": "KH20", "title": "Kế hoạch 20", "workspace": "strategic", "groups": groups, **changes}


def problems(*plans: Any, **others: Any) -> list[tuple[str | None, str]]:
    _, found = read_plans(json.dumps({"plans": list(plans), **others}))
    return [(problem.field, problem.code) for problem in found]


def test_a_plan_is_read_with_the_last_day_of_its_quarter() -> None:
    (text,), found = read_plans(json.dumps({"about": "x", "cycle": "2026", "objectives": [], "plans": [plan(item())]}))
    assert found == []
    assert (text.items()[0].deadline, text.items()[0].due) == ("Q4/2026", date(2026, 12, 31))


def test_a_truncated_file_is_refused_with_line_and_column() -> None:
    content = json.dumps({"plans": [plan(item())]}, indent=1)[:120]
    with pytest.raises(FileMalformed) as refused:
        read_plans(content)
    assert refused.value.details["line"] == content.count("\n") + 1


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "[" * 100_000,
        '{"plans": ' + "9" * 5000 + "}",
        '{"plans": NaN}',
        '{"plans": 1e99999999999999999999}',
    ],
)
def test_what_is_no_json_of_ours_is_refused(content: str) -> None:
    with pytest.raises(FileMalformed):
        read_plans(content)


def test_a_document_that_is_no_object_is_refused_as_a_whole() -> None:
    _, found = read_plans("[]")
    assert [problem.field for problem in found[:1]] == ["content"]


def test_every_problem_is_listed_with_its_path() -> None:
    bad = item(deadline="Q5/2026", owner="x")
    bad.pop("title")
    assert problems(plan(item(), bad, workspace="secret"), "no plan", extra=1) == [
        ("extra", "tasks.field_unknown"),
        ("plans[0].workspace", "tasks.field_invalid"),
        ("plans[0].groups[0].items[1].owner", "tasks.field_unknown"),
        ("plans[0].groups[0].items[1].title", "tasks.field_missing"),
        ("plans[0].groups[0].items[1].code", "tasks.code_repeated"),
        ("plans[0].groups[0].items[1].deadline", "tasks.deadline_invalid"),
        ("plans[1]", "tasks.field_invalid"),
    ]


def test_a_code_stands_once_in_a_plan_and_a_plan_once_in_a_file() -> None:
    assert problems(plan(item()), plan(item())) == [("plans[1].code", "tasks.code_repeated")]


@pytest.mark.parametrize("value", ["", "  ", 5, None, ["x"], "a\x00b", "\ud800", "x" * 3000])
def test_a_title_is_text_that_can_be_kept(value: Any) -> None:
    assert problems(plan(item(title=value))) == [("plans[0].groups[0].items[0].title", "tasks.field_invalid")]


def test_a_file_without_plans_says_so() -> None:
    _, found = read_plans("{}")
    assert [(problem.field, problem.code) for problem in found] == [("plans", "tasks.field_missing")]
    _, found = read_plans("[]")
    assert [problem.code for problem in found] == ["tasks.field_invalid"]
