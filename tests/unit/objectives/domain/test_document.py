import json

import pytest

from hanoiwork_objectives.domain.document import read
from hanoiwork_shared.files import FileMalformed

GOOD = {"code": "O1", "unit": "HN", "title": "Hạ tầng"}
KPI = {"code": "K1", "kind": "KPI", "title": "Tỷ lệ", "direction": "at_least", "target": "12"}


def found(*objectives, **document):
    content = json.dumps({"cycle": "2026", "objectives": list(objectives), **document}, ensure_ascii=False)
    return [(problem.code.removeprefix("objectives."), problem.field) for problem in read(content).problems]


def test_the_citys_own_file_reads_without_a_problem():
    content = {"about": "…", "cycle": "2026", "objectives": [{**GOOD, "measures": [KPI]}], "plans": []}
    document = read(json.dumps(content))
    assert document.problems == ()
    entry = document.objectives[0]
    assert (entry.path, entry.measures[0].path) == ("objectives[0]", "objectives[0].measures[0]")
    assert entry.measures[0].target.goal == 12


def test_an_objective_without_a_period_gets_its_cycles_year():
    entry = read(json.dumps({"cycle": "2026", "objectives": [GOOD]})).objectives[0]
    assert (str(entry.starts), str(entry.ends), str(entry.weight)) == ("2026-01-01", "2026-12-31", "1")


def test_a_truncated_file_is_refused_with_line_and_column():
    whole = json.dumps({"cycle": "2026", "objectives": [GOOD]}, indent=1)
    with pytest.raises(FileMalformed) as caught:
        read(whole[:30])
    assert (caught.value.details["line"], caught.value.details["column"]) == (3, 2)


@pytest.mark.parametrize("content", ["", "nothing", '{"a": 1}}', "[" * 100_000])
def test_what_is_not_json_is_refused(content):
    with pytest.raises(FileMalformed):
        read(content)


@pytest.mark.parametrize("content", ['{"cycle": NaN}', '{"cycle": "2026", "cycle": "2027"}'])
def test_json_that_says_two_things_or_none_is_refused(content):
    with pytest.raises(FileMalformed):
        read(content)


@pytest.mark.parametrize("content", ["[]", "1", '"text"', "null"])
def test_json_that_is_no_object_is_a_problem(content):
    assert read(content).problems[0].field == "content"


@pytest.mark.parametrize(
    ("objective", "problem"),
    [
        ({**GOOD, "wieght": 2}, ("document_invalid", "objectives[0].wieght")),
        ({**GOOD, "code": None}, ("document_invalid", "objectives[0].code")),
        ({**GOOD, "code": " O1"}, ("document_invalid", "objectives[0].code")),
        ({**GOOD, "title": ""}, ("document_invalid", "objectives[0].title")),
        ({**GOOD, "title": "a\0"}, ("document_invalid", "objectives[0].title")),
        ({**GOOD, "title": 7}, ("document_invalid", "objectives[0].title")),
        ({**GOOD, "weight": "0"}, ("weight_not_positive", "objectives[0].weight")),
        ({**GOOD, "weight": "x"}, ("document_invalid", "objectives[0].weight")),
        ({**GOOD, "weight": True}, ("document_invalid", "objectives[0].weight")),
        ({**GOOD, "weight": "1e19"}, ("amount_out_of_bounds", "objectives[0].weight")),
        ({**GOOD, "period": ["2026-12-31", "2026-01-01"]}, ("period_reversed", "objectives[0].period")),
        ({**GOOD, "period": ["2026-12-31"]}, ("document_invalid", "objectives[0].period")),
        ({**GOOD, "period": ["2026-02-30", "2026-12-31"]}, ("document_invalid", "objectives[0].period")),
        ({**GOOD, "period": 5}, ("document_invalid", "objectives[0].period")),
        ({**GOOD, "illustrative": "yes"}, ("document_invalid", "objectives[0].illustrative")),
        ({**GOOD, "measures": {}}, ("document_invalid", "objectives[0].measures")),
        ("O1", ("document_invalid", "objectives[0]")),
    ],
)
def test_what_is_wrong_with_an_objective_is_found_at_its_path(objective, problem):
    assert problem in found(objective)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "OKR"}, ("document_invalid", "kind")),
        ({"direction": "up"}, ("document_invalid", "direction")),
        ({"frequency": "hourly"}, ("document_invalid", "frequency")),
        ({"source": "magic"}, ("document_invalid", "source")),
        ({"target": None}, ("target_contradicts_direction", "target")),
        ({"target": "Infinity"}, ("document_invalid", "target")),
        ({"target": "1e20"}, ("amount_out_of_bounds", "target")),
        ({"direction": "range", "low": "8", "high": "7", "target": None}, ("target_contradicts_direction", "low")),
        ({"steps": [{"title": "a", "weight": "-1"}]}, ("weight_not_positive", "steps[0].weight")),
        ({"weight": -1}, ("weight_not_positive", "weight")),
        ({"unknown": 1}, ("document_invalid", "unknown")),
    ],
)
def test_what_is_wrong_with_a_measure_is_found_at_its_path(change, problem):
    code, field = problem
    assert (code, f"objectives[1].measures[0].{field}") in found(GOOD, {**GOOD, "measures": [{**KPI, **change}]})


def test_every_problem_of_a_file_is_found_at_once():
    problems = found({**GOOD, "weight": 0}, {"code": "O2"}, plan=1, cycle="26")
    assert problems == [
        ("document_invalid", "plan"),
        ("cycle_label", "cycle"),
        ("weight_not_positive", "objectives[0].weight"),
        ("document_invalid", "objectives[1].title"),
        ("document_invalid", "objectives[1].unit"),
    ]


def test_a_file_without_cycle_or_objectives_says_so():
    assert [problem.field for problem in read("{}").problems] == ["cycle", "objectives"]


def test_numbers_may_be_written_as_numbers_and_stay_exact():
    content = '{"cycle": "2026", "objectives": [{"code": "O", "unit": "HN", "title": "O", "weight": 0.1}]}'
    assert str(read(content).objectives[0].weight) == "0.1"
