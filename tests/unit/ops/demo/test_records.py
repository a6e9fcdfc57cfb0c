import json

import pytest

from hanoiwork_ops.demo.city import data, deck
from hanoiwork_ops.demo.periods import DECK, MONTHS, Month
from hanoiwork_ops.demo.records import cases

FIGURES = ("code", "title", "group", "points", "completed", "quality_failures", "late_days")


@pytest.mark.parametrize("month", MONTHS, ids=lambda month: month.code)
def test_a_month_is_the_same_whenever_it_is_made_and_lies_within_its_days(month: Month):
    made = cases(month)
    assert made == cases(month)
    for case in made:
        assert case["period"]["code"] == month.code
        assert all(month.starts.isoformat() <= task["due"] <= month.ends.isoformat() for task in case["tasks"])
    codes = [task["code"] for case in made for task in case["tasks"]]
    assert len(set(codes)) == len(codes)


def test_everybodys_work_says_who_assigned_it_with_what_authority_and_what_it_made():
    for task in (task for month in MONTHS for case in cases(month) for task in case["tasks"]):
        assert all(task[name] for name in ("assigner", "authority", "product"))
        assert task["code"].split("-")[0] != task["assigner"]


def test_june_of_nguyen_van_a_is_the_decks_alone():
    assert "NVA" not in {case["person"]["code"] for case in cases(DECK)}
    assert "NVA" in {case["person"]["code"] for case in cases(MONTHS[0])}


def test_the_plan_items_that_the_citys_office_leads_were_carried_out():
    done = {
        task["plan_item"]: task["completed"]
        for case in cases(MONTHS[0])
        for task in case["tasks"]
        if "plan_item" in task
    }
    assert done == {"KH20/2.1.2": True, "KH20/2.1.3": True}


def test_the_decks_tasks_keep_every_figure_and_gain_only_what_stands_around_them():
    written, loaded = json.loads(data("deck_june_2026.json")), json.loads(deck())
    for before, after in zip(written["tasks"], loaded["tasks"], strict=True):
        assert {name: after[name] for name in FIGURES} == {name: before[name] for name in FIGURES}
        assert (after["assigner"], after["authority"]) == ("TPCDS", "Trưởng phòng")
    assert {**loaded, "tasks": None} == {**written, "tasks": None}
    chained = [task for task in loaded["tasks"] if task["group"] == "okr_kpi"]
    assert all("objective" in task or "measure" in task for task in chained)
    assert [task["code"] for task in loaded["tasks"] if "plan_item" in task] == [
        "OKR-2", "OKR-3", "TX-4", "TX-5", "TX-6",
    ]  # fmt: skip
