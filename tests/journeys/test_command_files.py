"""`hanoiwork score` and `hanoiwork load`: figures that come out exactly, and one clear line for each problem."""

import json
from pathlib import Path

import pytest

from tests.journeys.commanding import Ended, hanoiwork
from tests.journeys.refusing import City
from tests.journeys.story import DATA, DECK
from tests.journeys.suites import PASSWORD

pytestmark = pytest.mark.journey

DECK_FILE = str(DATA / "deck_june_2026.json")
MORE = Path(__file__).with_name("more_cases.json")
TASK = '{"code": "A", "group": "routine", "points": 5, "completed": true}'
TEN_POINTS = """{"code": "x", "person_types": ["leader"], "groups": [{"code": "1", "vi": "a", "maximum": 10}],
                 "rows": [{"code": "1.1", "group": "1", "vi": "a", "maximum": 10}]}"""
UNITS = "code,parent_code,kind,name\n"
ANSWERED = ("answered", "act")
"""A trial is answered, and its answer is kept."""


def test_the_decks_case_comes_out_as_the_city_expects_it():
    ended = hanoiwork("score", DECK_FILE, "--json")
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == [DECK["expected"]]


def test_further_cases_come_out_as_the_design_expects_them():
    cases = json.loads(MORE.read_text(encoding="utf-8"))
    ended = hanoiwork("score", str(MORE), "--json")
    assert (ended.code, ended.err) == (0, "")
    for case, answer in zip(cases, json.loads(ended.out), strict=True):
        assert answer == case["expected"], case["about"]


def test_a_case_is_read_from_the_standard_input_and_explained_in_either_language():
    content = Path(DECK_FILE).read_bytes()
    for locale, words in (("vi", "So với kết quả mong đợi"), ("en", "Against what the file expects")):
        ended = hanoiwork("score", "-", "--locale", locale, given=content)
        assert (ended.code, ended.err) == (0, "")
        assert "83.9" in ended.out
        assert words in ended.out
        assert '= groups: {"okr_kpi": {"tasks": 3, "points": 57}' in ended.out
        assert "  ≠" not in ended.out


@pytest.mark.parametrize(
    ("content", "codes", "words"),
    [
        (b"", ["shared.file_malformed"], "line 1, column 1"),
        (b'{"tasks": [\n{"code": "A"', ["shared.file_malformed"], "line 2, column 13"),
        (b'{"tasks": [\n{"points": NaN}]}', ["shared.file_malformed"], "line 2, column 12"),
        (b'{"a": 1,\n "a": 2}', ["shared.file_malformed"], "line 2, column 2"),
        (b'{"tasks": [],\n "about": "\xff"}', ["shared.file_malformed"], "line 2, column 12"),
        (b"3", ["evaluation.wrong_type"], "an object or a list"),
        (b"[]", ["evaluation.no_cases"], ""),
        (f'{{"tasks": [{TASK}, {TASK}]}}'.encode(), ["evaluation.duplicate_task"], "tasks[1] (A).code"),
        (f'{{"tasks": [{TASK}], "general": 30.5}}'.encode(), ["evaluation.general_out_of_range"], "from 0 to 30"),
        (f'{{"tasks": [{TASK}], "colour": 1}}'.encode(), ["evaluation.unknown_field"], "colour"),
        (
            f'{{"tasks": [{TASK}], "rules": {{"late_unit": "month"}}}}'.encode(),
            ["evaluation.unknown_choice"],
            "rules.late_unit",
        ),
        (
            f'{{"tasks": [{TASK}], "rules": {{"forms": [{TEN_POINTS}]}}}}'.encode(),
            ["evaluation.rule_pack_broken"],
            "its rows sum to 10 instead of 30",
        ),
        (
            b'{"tasks": [{"code": "A", "points": -1, "completed": "yes"}], "general": -1}',
            [
                "evaluation.missing_field",
                "evaluation.out_of_range",
                "evaluation.wrong_type",
                "evaluation.general_out_of_range",
            ],
            "tasks[0] (A).points",
        ),
        (
            b'{"tasks": [], "period": {"code": "2026-06", "from": "2026-06-24", "to": "2026-05-25"}}',
            ["evaluation.period_reversed"],
            "period",
        ),
    ],
)
def test_a_wrong_case_is_refused_with_a_line_for_each_problem(
    tmp_path: Path, content: bytes, codes: list[str], words: str
):
    file = tmp_path / "case.json"
    file.write_bytes(content)
    for options in ((), ("--json",)):
        ended = hanoiwork("score", str(file), *options)
        assert sorted(ended.codes()) == sorted(codes)
        assert words in ended.err


@pytest.mark.parametrize("command", ["score", "load"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, command: str):
    ended = hanoiwork(command, str(tmp_path / "nowhere.json"))
    assert ended.code == 2
    assert "nowhere.json' does not exist" in ended.err
    assert "Traceback" not in ended.err


def load(city: City, *files: Path | str, user: str = "operator", password: str = PASSWORD) -> Ended:
    """Load files into the city."""
    named = [str(file) for file in files]
    return hanoiwork("load", *named, "--url", city.suite.url, "--user", user, HANOIWORK_PASSWORD=password)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", b"", (["ops.file_kind_unknown"], "a.csv")),
        ("a.csv", b"colour,size\nred,1\n", (["ops.file_kind_unknown"], "a.csv")),
        (
            "a.csv",
            b"code,parent_code,kind,name\nXN1,HN,department,\xff\n",
            (["shared.file_malformed"], "line 2, column 19"),
        ),
        ("a.csv", b'code,parent_code,kind,name\nXN1,HN,department,"S', (["shared.file_malformed"], "line 2, column 4")),
        ("a.csv", b"code,parent_code,kind,name\nXN1,HN,planet,A\n", (["shared.cell_invalid"], "Line 2")),
        ("a.csv", b"code,full_name,unit\nXN1,A,NOWHERE\n", (["directory.unit_unknown"], "line 2")),
        ("a.json", b'{"objectives": [', (["shared.file_malformed"], "line 1, column 17")),
        ("a.json", b'{"tasks": []}', (["ops.file_kind_unknown"], "a.json")),
        (
            "a.json",
            b'{"plans": [{"code": "XN", "titel": "a", "workspace": "routine", "unit": "HN", "groups": []}]}',
            (["tasks.field_unknown", "tasks.field_missing"], "a.json: plans[0].titel: "),
        ),
        (
            "a.json",
            b'{"cycle": "2026", "objectives": [{"code": "XN", "title": "a", "unit": "HN", "parent": "XN"}]}',
            (["objectives.cycle"], "a.json: objectives[0].parent: "),
        ),
    ],
)
def test_a_wrong_file_is_refused_with_a_line_for_each_problem(
    city: City, tmp_path: Path, name: str, content: bytes, expected: tuple[list[str], str]
):
    file = tmp_path / name
    file.write_bytes(content)
    with city.untouched(but=ANSWERED):
        ended = load(city, file)
    codes, words = expected
    assert ended.codes() == codes
    assert words in ended.err


def test_nothing_of_any_file_is_loaded_when_one_of_them_is_wrong(city: City, tmp_path: Path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(f"{UNITS}XN1,HN,department,Sở thử\n", encoding="utf-8")
    bad.write_text(f"{UNITS}XN2,HN,planet,Sở thử\n", encoding="utf-8")
    with city.untouched(but=ANSWERED):
        ended = load(city, good, bad)
    assert [sentence.startswith(f"{bad}: ") for _, sentence in ended.problems()] == [True]


def test_whoever_may_not_load_or_is_not_let_in_is_told_so(city: City):
    units = DATA / "hanoi_units.csv"
    with city.untouched():
        assert load(city, units, user="nva").codes() == ["shared.forbidden"]
        assert load(city, units, password="wrong").codes() == ["directory.wrong_password"]
    nowhere = hanoiwork("load", str(units), "--url", "http://127.0.0.1:9", HANOIWORK_PASSWORD=PASSWORD)
    assert nowhere.codes() == ["shared.unavailable"]
    assert "127.0.0.1:9" in nowhere.err
