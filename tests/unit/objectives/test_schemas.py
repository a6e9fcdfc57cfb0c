from decimal import Decimal

import pytest

from hanoiwork_objectives import schemas
from hanoiwork_objectives.domain.refusals import UnitUnknown
from hanoiwork_objectives.domain.target import Aim, Direction, Step
from hanoiwork_objectives.service.importing import Report
from hanoiwork_shared.doors import FieldInvalid, FieldMissing, FieldUnknown, load
from hanoiwork_shared.errors import Refused

MEASURE = {"objective": "O", "code": "K", "kind": "KR", "title": "K", "direction": "at_least", "target": "9.5"}


def test_null_is_as_good_as_nothing():
    assert load(schemas.CheckIn(), {"measure": "K", "value": "1", "on": None, "note": None}) == {
        "measure": "K",
        "value": Decimal(1),
    }


def test_a_trees_depth_is_bounded():
    assert load(schemas.TreeWanted(), {"cycle": "2026"})["depth"] == 12
    for depth in (0, 51, "3"):
        with pytest.raises(FieldInvalid):
            load(schemas.TreeWanted(), {"cycle": "2026", "depth": depth})


def test_a_measures_numbers_are_gathered_into_its_aim():
    wanted = schemas.measure_wanted(load(schemas.AddMeasure(), MEASURE))
    assert wanted["aim"] == Aim(direction=Direction.AT_LEAST, target=Decimal("9.5"))
    assert "target" not in wanted


def test_steps_are_read_with_their_weights():
    milestone = {
        **MEASURE,
        "target": None,
        "direction": "milestone",
        "steps": [{"title": "a"}, {"title": "b", "weight": "3"}],
    }
    aim = schemas.measure_wanted(load(schemas.AddMeasure(), milestone))["aim"]
    assert aim.steps == (Step(title="a"), Step(title="b", weight=Decimal(3)))


@pytest.mark.parametrize(
    "change",
    [
        {"target": 9.5},
        {"target": "NaN"},
        {"target": "1e999999999"},
        {"kind": "OKR"},
        {"direction": "up"},
        {"title": ""},
        {"title": " \t"},
        {"title": "a\0"},
        {"title": "\ud800"},
        {"title": "x" * 501},
        {"code": " K"},
        {"strict": "yes"},
        {"version": 1.5},
        {"version": "1"},
        {"steps": "a"},
    ],
)
def test_a_field_of_the_wrong_kind_is_refused_by_name(change):
    with pytest.raises(FieldInvalid) as caught:
        load(schemas.AddMeasure(), {**MEASURE, **change})
    assert caught.value.field == next(iter(change))


def test_everything_wrong_is_refused_at_once():
    with pytest.raises(Refused) as caught:
        load(schemas.CreateObjective(), {"code": "", "wieght": 1})
    assert {type(problem) for problem in caught.value.each()} == {FieldInvalid, FieldMissing, FieldUnknown}


def test_a_dry_runs_problems_are_said_in_the_readers_language():
    problems = (UnitUnknown(field="objectives[0].unit", key="XX"),)
    report = Report(objectives=1, measures=0, created=0, changed=0, problems=problems)
    shown = schemas.import_report(report, locale="en")
    assert (shown["objectives"], shown["problems"][0]["field"]) == (1, "objectives[0].unit")
    assert "There is no unit “XX”" in shown["problems"][0]["message"]
    assert "Không có đơn vị" in schemas.import_report(report, locale="vi")["problems"][0]["message"]
