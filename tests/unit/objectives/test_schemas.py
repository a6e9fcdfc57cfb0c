from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives import schemas
from hanoiwork_objectives.domain.target import Aim, Direction, Step
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
    wanted, of = schemas.measure_wanted(load(schemas.AddMeasure(), {**MEASURE, "version": 3}))
    assert wanted.aim == Aim(direction=Direction.AT_LEAST, target=Decimal("9.5"))
    assert of == {"objective": "O", "version": 3}


def test_what_is_said_of_a_measure_is_told_from_which_and_when():
    said, of = schemas.said(load(schemas.CheckIn(), {"measure": "K", "value": "1", "on": "2026-06-01", "note": "ổn"}))
    assert (said.value, said.note, of) == (Decimal(1), "ổn", {"measure": "K", "on": date(2026, 6, 1)})


def test_steps_are_read_with_their_weights():
    milestone = {
        **MEASURE,
        "target": None,
        "direction": "milestone",
        "steps": [{"title": "a"}, {"title": "b", "weight": "3"}],
    }
    wanted, _ = schemas.measure_wanted(load(schemas.AddMeasure(), milestone))
    assert wanted.aim.steps == (Step(title="a"), Step(title="b", weight=Decimal(3)))


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
