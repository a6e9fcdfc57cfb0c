"""Files that are wrong are refused whole, and every fault is named with its line and column, or its place."""

import json
from base64 import b64encode
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from tests.journeys.refusing import City
from tests.journeys.story import DATA

pytestmark = pytest.mark.journey

UNITS = "code,parent_code,kind,name\n"
PEOPLE = "code,full_name,unit,position,person_type\n"
CITY = (DATA / "city_2026.json").read_text(encoding="utf-8")
DECK = (DATA / "deck_june_2026.json").read_text(encoding="utf-8")
GOOD_UNIT = "XN1,HN,department,Sở thử\n"
GOOD_PERSON = "XN1,Người thử,SKHCN,Chuyên viên,civil_servant\n"


def kept(city: City, mutation: str, content: str) -> list[tuple[str, str | None]]:
    """Codes and places of what is refused, once it is sure that nothing of the file was taken."""
    with city.untouched():
        said = city.person("operator").refused(mutation, {"content": content})
    return [(one.code, one.field) for one in said]


@pytest.mark.parametrize(
    ("mutation", "content", "line", "column"),
    [
        ("importUnits", f'{UNITS}{GOOD_UNIT}XN2,HN,department,"Sở', 3, 4),
        ("importUnits", f"{UNITS}{GOOD_UNIT}XN2,HN", 3, 3),
        ("importUnits", f"{UNITS}{GOOD_UNIT}XN2,HN,department,Sở,thừa\n", 3, 5),
        ("importUnits", f'{UNITS}{GOOD_UNIT}"XN2"x,HN,department,Sở\n', 3, 1),
        ("importPeople", f'{PEOPLE}{GOOD_PERSON}XN2,"Người', 3, 2),
        ("importPeople", f"{PEOPLE}{GOOD_PERSON}XN2,Người,SKHCN\n", 3, 4),
        ("importPeople", f'{PEOPLE}{GOOD_PERSON}XN2,"Người" thử,SKHCN,,leader\n', 3, 2),
        ("importObjectives", "", 1, 1),
        ("importObjectives", CITY[: len(CITY) // 2], CITY[: len(CITY) // 2].count("\n") + 1, None),
        ("importObjectives", '{"cycle": "2026",\n "objectives": [{"code": "X",}]}', 2, None),
        ("importObjectives", '{"cycle": "2026",\n "objectives": [{"weight": NaN}]}', 2, 28),
        ("importPlans", CITY[: len(CITY) // 2], CITY[: len(CITY) // 2].count("\n") + 1, None),
        ("importPlans", '{\n "plans": [}', 2, 12),
        ("importPlans", '{"plans": [],\n "plans": []}', 2, 2),
        ("importTasks", DECK[: len(DECK) // 2], DECK[: len(DECK) // 2].count("\n") + 1, None),
        ("importTasks", '{"person": {"code" "NVA"}}', 1, 20),
        ("importTasks", '[{"tasks": [{"points": 1e999999999}]}]', 1, 24),
    ],
)
def test_a_broken_file_is_refused_with_line_and_column(
    city: City, mutation: str, content: str, line: int, column: int | None
):
    with city.untouched():
        said = city.person("operator").refused(mutation, {"content": content})
    assert [one.code for one in said] == ["shared.file_malformed"]
    place = f"line {line}, column {column}" if column else f"line {line}, column "
    assert place in said[0].en
    assert place.replace("line", "dòng").replace("column", "cột") in said[0].vi


@pytest.mark.parametrize(
    ("mutation", "content", "expected"),
    [
        ("importUnits", "", [("shared.columns_wrong", None)]),
        ("importUnits", "code,parent,kind,name\nXN1,HN,department,A\n", [("shared.columns_wrong", None)]),
        ("importUnits", f"{UNITS.strip()},colour\nXN1,HN,department,A,đỏ\n", [("shared.columns_wrong", None)]),
        ("importUnits", f"{UNITS}{GOOD_UNIT},HN,department,A\n", [("shared.cell_missing", "code")]),
        ("importUnits", f"{UNITS}{GOOD_UNIT}XN2,HN,planet,A\n", [("shared.cell_invalid", "kind")]),
        ("importUnits", f"{UNITS}{GOOD_UNIT}{'X' * 81},HN,department,A\n", [("shared.cell_too_long", "code")]),
        ("importUnits", f"{UNITS}{GOOD_UNIT}{GOOD_UNIT}", [("directory.code_twice", "code")]),
        ("importUnits", f"{UNITS}{GOOD_UNIT}XN2,NOWHERE,department,A\n", [("directory.parent_unknown", "parentCode")]),
        ("importUnits", f"{UNITS}XN1,XN1,department,A\n", [("directory.unit_cycle", "parentCode")]),
        (
            "importUnits",
            f"{UNITS}XN1,XN3,department,A\nXN2,XN1,division,B\nXN3,XN2,division,C\n",
            [("directory.unit_cycle", "parentCode")] * 3,
        ),
        ("importUnits", f"{UNITS}SKHCN,SKHCN-CDS,department,A\n", [("directory.unit_cycle", "parentCode")]),
        ("importUnits", f"{UNITS}XN1,HN,department,A\x00B\n", [("shared.field_invalid", "content")]),
        ("importPeople", f"{PEOPLE}{GOOD_PERSON}{GOOD_PERSON}", [("directory.code_twice", "code")]),
        ("importPeople", f"{PEOPLE}{GOOD_PERSON}XN2,A,NOWHERE,,leader\n", [("directory.unit_unknown", "unit")]),
        ("importPeople", f"{PEOPLE}{GOOD_PERSON}XN2,,SKHCN,,leader\n", [("shared.cell_missing", "fullName")]),
        ("importPeople", f"{PEOPLE}{GOOD_PERSON}XN2,A,SKHCN,,king\n", [("shared.cell_invalid", "personType")]),
        ("importPeople", f"{PEOPLE.strip()},salary\nXN1,A,SKHCN,,leader,1\n", [("shared.columns_wrong", None)]),
    ],
)
def test_a_table_with_a_fault_is_refused_whole(
    city: City, mutation: str, content: str, expected: list[tuple[str, str | None]]
):
    assert kept(city, mutation, content) == expected


def workbook(*rows: list[Any], merged: str | None = None) -> bytes:
    """A workbook with one sheet of people."""
    book = Workbook()
    sheet = book.active
    sheet.title = "people"
    for row in rows:
        sheet.append(row)
    if merged is not None:
        sheet.merge_cells(merged)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


HEADING = ["code", "full_name", "unit"]
MANY_ROWS = "code,full_name,unit\n" + "A,,\n" * 100_001


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (workbook(HEADING, ["XN1", "=1+1", "VP"]), "shared.cell_formula", "Line 2, column “full_name”"),
        (workbook(HEADING, ["XN1", "A", "VP"], merged="A2:B2"), "shared.cells_merged", "Line 2"),
        (workbook([*HEADING, "unit"], ["XN1", "A", "VP", "VP"]), "shared.columns_wrong", "unit"),
        (workbook(HEADING, ["XN1", "#N/A", "VP"]), "shared.cell_broken", "Line 2, column “full_name”"),
        (f"{PEOPLE}XN1,Bà,VP,,\n".encode("utf-16"), "shared.file_malformed", "UTF-16"),
        ("code,full_name,unit\nXN1,Bà,VP\n".encode("cp1252"), "shared.file_malformed", "UTF-8"),
        (b"PK\x03\x04 torn", "shared.file_malformed", ""),
        (MANY_ROWS.encode(), "shared.file_malformed", "100000 rows"),
    ],
    ids=["formula", "merged", "heading twice", "broken", "UTF-16", "Windows", "torn", "too many rows"],
)
def test_a_file_that_a_spreadsheet_made_wrong_is_refused_where_it_is_wrong(
    city: City, content: bytes, code: str, place: str
):
    with city.untouched():
        said = city.person("operator").refused("importPeople", {"contentBase64": b64encode(content).decode()})
    named = {one.code: one for one in said}
    assert place in named[code].en
    assert named[code].vi != named[code].en


def test_every_fault_of_a_table_is_listed_with_its_line(city: City):
    content = f"{UNITS}{GOOD_UNIT}XN2,HN,planet,A\nXN3,HN,moon,\n"
    with city.untouched():
        said = city.person("operator").refused("importUnits", {"content": content})
    assert [(one.code, "Line 3" in one.en or "Line 4" in one.en) for one in said] == [
        ("shared.cell_invalid", True),
        ("shared.cell_missing", True),
        ("shared.cell_invalid", True),
    ]


PLAN: dict[str, Any] = {"code": "XN", "title": "Kế hoạch thử", "workspace": "strategic"}
GROUP: dict[str, Any] = {"code": "1", "title": "Nhóm"}
ITEM: dict[str, Any] = {"code": "1.1", "title": "Việc", "lead_unit": "SKHCN", "deadline": "Q4/2026"}


def plans(*items: dict[str, Any], **plan: Any) -> str:
    return json.dumps({"plans": [{**PLAN, "groups": [{**GROUP, "items": list(items)}], **plan}]})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[]", [("tasks.field_invalid", "content")]),
        ("{}", [("tasks.field_missing", "plans")]),
        (plans(ITEM, colour="đỏ"), [("tasks.field_unknown", "plans[0].colour")]),
        (plans({**ITEM, "deadline": "Q5/2026"}), [("tasks.deadline_invalid", "plans[0].groups[0].items[0].deadline")]),
        (plans(ITEM, ITEM), [("tasks.code_repeated", "plans[0].groups[0].items[1].code")]),
        (plans(ITEM, workspace="secret"), [("tasks.field_invalid", "plans[0].workspace")]),
        (plans({**ITEM, "lead_unit": "NOWHERE"}), [("tasks.unit_unknown", "plans[0].groups[0].items[0].leadUnit")]),
        (
            plans(ITEM, {"code": "1.2", "titel": "Việc", "lead_unit": "SKHCN", "deadline": "Q4/2026"}),
            [
                ("tasks.field_unknown", "plans[0].groups[0].items[1].titel"),
                ("tasks.field_missing", "plans[0].groups[0].items[1].title"),
            ],
        ),
    ],
)
def test_a_file_of_plans_with_a_fault_is_refused_whole(city: City, content: str, expected: list[tuple[str, str]]):
    assert kept(city, "importPlans", content) == expected


RECORD: dict[str, Any] = {
    "code": "XN-1",
    "title": "Việc",
    "group": "routine",
    "points": "5",
    "completed": True,
    "quality_failures": 0,
    "late_days": 0,
}


def records(*tasks: dict[str, Any], **person: Any) -> str:
    period = {"code": "2026-06", "from": "2026-05-25", "to": "2026-06-24"}
    return json.dumps({"person": {"code": "NVA"}, "period": period, "tasks": [RECORD, *tasks], **person})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (records(RECORD), [("tasks.code_repeated", "tasks[1].code")]),
        (records({**RECORD, "code": "XN-2", "points": "-1"}), [("tasks.points_invalid", "tasks[1].points")]),
        (records({**RECORD, "code": "XN-2", "points": "1000.01"}), [("tasks.points_invalid", "tasks[1].points")]),
        (records({**RECORD, "code": "XN-2", "points": "nhiều"}), [("tasks.field_invalid", "tasks[1].points")]),
        (records({**RECORD, "code": "XN-2", "late_days": -1}), [("tasks.late_days_invalid", "tasks[1].lateDays")]),
        (
            records({**RECORD, "code": "XN-2", "quality_failures": 1.5}),
            [("tasks.quality_failures_invalid", "tasks[1].qualityFailures")],
        ),
        (records({**RECORD, "code": "XN-2", "group": "other"}), [("tasks.field_invalid", "tasks[1].group")]),
        (records({**RECORD, "code": "XN-2", "colour": "đỏ"}), [("tasks.field_unknown", "tasks[1].colour")]),
        (records(person={"code": "NOBODY"}), [("tasks.person_unknown", "person.code")]),
        (
            records(period={"code": "2026-06", "from": "2026-06-24", "to": "2026-05-25"}),
            [("tasks.dates_reversed", "period")],
        ),
    ],
)
def test_a_file_of_records_with_a_fault_is_refused_whole(city: City, content: str, expected: list[tuple[str, str]]):
    assert kept(city, "importTasks", content) == expected


@pytest.mark.parametrize("mutation", ["importUnits", "importPeople", "importObjectives", "importPlans", "importTasks"])
def test_only_an_operator_loads_files(city: City, mutation: str):
    files = {"importUnits": UNITS + GOOD_UNIT, "importPeople": PEOPLE + GOOD_PERSON, "importTasks": records()}
    with city.untouched():
        said = city.person("nva").refused(mutation, {"content": files.get(mutation, CITY)})
    assert [one.code for one in said] == ["shared.forbidden"]


def test_a_good_file_tried_out_changes_nothing(city: City):
    with city.untouched(but=("answered", "act")):
        payload = city.person("operator").do(
            "importUnits",
            {"content": UNITS + GOOD_UNIT, "dryRun": True},
            wanted="report { rows created dryRun }",
        )
    assert payload == {"report": {"rows": 1, "created": 1, "dryRun": True}, "errors": []}
