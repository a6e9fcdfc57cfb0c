"""The story that must run, in both modes: from the city's files to the score that comes out exactly."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.journeys.conftest import Suite
from tests.journeys.refusing import Asker
from tests.journeys.story import CITY_TREE, DECK, PERIOD, PRODUCT_MEASURE, Story
from tests.polling import until
from tests.unit.tasks.files import PDF

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def story(suite: Suite) -> Iterator[Story]:
    """The whole story, told once; the tests look at how it ended."""
    told = Story(suite.url)
    try:
        told.load_the_city()
        told.add_measures()
        told.break_down_the_plan()
        told.give_out_the_rest()
        told.do_the_work()
        told.check_in()
        told.score_the_month()
        yield told
    finally:
        told.close()


def test_the_sheet_answers_the_citys_own_example_exactly(story):
    sheet = story.sheet("nva")

    assert sheet["assigned"] == {"tasks": 12, "points": "132"}
    groups = {group["group"]: (group["tasks"], group["points"]) for group in sheet["groups"]}
    assert groups == {"okr_kpi": (3, "57"), "routine": (8, "64"), "arising": (1, "11")}
    assert sheet["quantity"]["points"] == "104"
    assert sheet["quality"]["points"] == "97"
    assert sheet["progress"]["points"] == "104"
    assert (sheet["resultPercent"], sheet["result"], sheet["general"]) == ("77", "53.9", "30")
    assert (sheet["total"], sheet["level"], sheet["status"]) == ("83.9", "Hoàn thành tốt", "approved")


def test_every_line_of_the_sheet_is_explained_down_to_its_task(story):
    sheet = story.sheet("nva")
    lines = {line["code"]: line for line in sheet["lines"]}

    assert {code: line["title"] for code, line in lines.items()} == {t["code"]: t["title"] for t in DECK["tasks"]}
    assert lines["OKR-1"]["qualityFailures"] == 1
    assert lines["OKR-1"]["qualityPoints"] == "21"
    for code in lines:
        assert any(code in sentence for sentence in sheet["explanation"]), code


def test_the_late_task_loses_three_quarters_of_its_progress(story):
    line = story.sheet("truongphong.cds", "CB0042")["lines"][0]

    assert (line["lateDays"], line["quantityPoints"], line["progressPoints"]) == (3, "20", "5")


def test_the_tree_joins_progress_tasks_and_scores(story):
    def settled():
        tree = story.tree()
        return tree if tree["O2-P"]["taskProgress"]["completed"] == 9 else None

    tree = until(settled, what="the tree's catching up")

    division = tree["O2-P"]
    assert division["unit"] == {"code": "SKHCN-CDS", "name": "Phòng Chuyển đổi số"}
    assert (division["taskProgress"]["total"], division["taskProgress"]["late"]) == (10, 1)
    assert division["scores"]["people"] == 2
    assert tree["O3"]["scores"]["scored"] == 1
    assert tree["O3"]["scores"]["averageTotal"] == "83.9"


def test_finished_tasks_and_check_ins_move_the_branch_above(story):
    def settled():
        tree = story.tree()
        measures = {m["code"]: m for node in tree.values() for m in node["measures"]}
        expected = Decimal(84) / Decimal(95) * 100  # points done of points given under this key result
        shown = Decimal(measures[PRODUCT_MEASURE]["progress"]["percent"])
        return tree if abs(shown - expected) < Decimal("0.06") else None

    tree = until(settled, what="progress by tasks")

    assert Decimal(tree["O2-P"]["progress"]["percent"]) > 0
    assert Decimal(tree["O2-S"]["progress"]["percent"]) > 0
    assert Decimal(tree["T1"]["progress"]["percent"]) > 0


def test_every_target_direction_is_in_the_tree(story):
    measures = [measure for node in story.tree().values() for measure in node["measures"]]

    assert {m["direction"] for m in measures} == {"range", "at_most", "at_least", "exact", "count", "milestone"}


def test_the_published_query_answers_as_written(story):
    roots = story.person("lanhdao.tp").ask(CITY_TREE, {"period": PERIOD})["objectiveTree"]

    assert [root["code"] for root in roots] == ["T1"]
    assert {"code": "O3"} in roots[0]["children"]


def test_people_are_told_what_they_owe_and_what_changed(story):
    def kinds():
        answer = story.person("nva").ask("{ notifications(first: 100) { edges { node { kind } } } }")
        told = {edge["node"]["kind"] for edge in answer["notifications"]["edges"]}
        return told if "sheet_approved" in told else None

    told = until(kinds, what="the notices")

    assert {"task_assigned", "task_returned", "task_completed", "sheet_approved"} <= told


def test_a_unit_shows_what_is_under_it_and_who_works_there(story):
    document = '{ unit(key: "SKHCN") { children { code people(first: 2) { edges { node { code unit { code } } } } } } }'
    children = {child["code"]: child for child in story.person("nva").ask(document)["unit"]["children"]}

    assert set(children) == {"SKHCN-VP", "SKHCN-CDS", "SKHCN-TCDL", "SKHCN-ATBX"}
    people = [edge["node"] for edge in children["SKHCN-CDS"]["people"]["edges"]]
    assert [person["code"] for person in people] == ["CB0042", "NVA"]
    assert all(person["unit"] == {"code": "SKHCN-CDS"} for person in people)


def test_a_file_of_ten_megabytes_goes_in_and_comes_out_as_it_was(suite, story):
    content = PDF + bytes(10_000_000)
    asker = Asker(suite.url).sign_in("nva")
    try:
        put = asker.send("/files/tasks?task=OKR-2&name=quet.pdf", content)
        assert (put.status_code, put.json()["size"]) == (201, len(content))
        assert asker.get(put.json()["url"]).content == content
    finally:
        asker.close()
