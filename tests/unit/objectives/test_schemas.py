from datetime import date
from decimal import Decimal

import pytest

from hanoiwork_objectives import schemas
from hanoiwork_objectives.domain.check_in import Said
from hanoiwork_objectives.domain.composite import Formula, FormulaKind, Part
from hanoiwork_objectives.domain.course import Waypoint
from hanoiwork_objectives.domain.target import Aim, Direction, Step
from hanoiwork_objectives.service import FeedItem, Wanted
from hanoiwork_objectives.service.feeding import Outcome
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


def test_a_measure_may_have_a_ladder_waypoints_a_formula_and_a_kpi_above():
    given = {
        **MEASURE,
        "commit": "8",
        "stretch": "12",
        "precision": 1,
        "waypoints": [{"on": "2026-06-30", "value": "4"}],
        "formula": {"kind": "weighted", "parts": [{"measure": "A", "weight": "2"}, {"measure": "B"}]},
        "parent": "K0",
    }
    wanted, _ = schemas.measure_wanted(load(schemas.AddMeasure(), given))
    assert (wanted.aim.commit, wanted.aim.stretch, wanted.precision, wanted.parent) == (
        Decimal(8),
        Decimal(12),
        1,
        "K0",
    )
    assert wanted.waypoints == (Waypoint(on=date(2026, 6, 30), value=Decimal(4)),)
    parts = (Part(measure_id="A", weight=Decimal(2)), Part(measure_id="B"))
    assert wanted.formula == Formula(kind=FormulaKind.WEIGHTED, parts=parts)


def test_a_kpi_is_of_a_unit_and_has_no_version_to_agree_with():
    own = {name: value for name, value in MEASURE.items() if name not in ("objective", "kind")}
    wanted, of = schemas.measure_wanted(load(schemas.CreateKpi(), {**own, "of": "SKHCN"}))
    assert (wanted.code, of) == ("K", {"of": "SKHCN"})
    with pytest.raises(FieldUnknown):
        load(schemas.CreateKpi(), {**own, "of": "SKHCN", "version": 1})


def test_what_is_sent_as_null_is_emptied_where_it_can_be_and_left_alone_elsewhere():
    given = {
        "measure": "K",
        "version": 2,
        "commit": None,
        "owner": None,
        "waypoints": None,
        "weight": None,
        "title": None,
    }
    changes, of = schemas.measure_changes(load(schemas.ChangeMeasure(), given))
    assert changes == {"commit": None, "owner": None, "waypoints": ()}
    assert of == {"measure": "K", "version": 2}


@pytest.mark.parametrize(
    "change",
    [
        {"strict": 1},
        {"title": " "},
        {"formula": {"kind": "max", "parts": []}},
        {"formula": {"kind": "sum", "parts": [{"measure": "A"}] * 51}},
        {"waypoints": [{"on": "mai", "value": "1"}]},
        {"precision": "2"},
        {"direction": "up"},
    ],
)
def test_a_change_of_the_wrong_kind_is_refused_by_name(change):
    with pytest.raises(FieldInvalid) as caught:
        load(schemas.ChangeMeasure(), {"measure": "K", **change})
    assert str(caught.value.field).startswith(next(iter(change)))


FED = {"source_key": "a", "measure": "K", "value": "1"}


def test_an_item_of_a_feed_that_is_none_is_refused_alone():
    broken = [{**FED, "value": "NaN"}, {**FED, "colour": "đỏ"}, {"source_key": "b"}, "x", {**FED, "source_key": " "}]
    good, *others = schemas.feed_items([FED, *broken])
    assert good == FeedItem(source_key="a", wanted=Wanted(measure="K", said=Said(value=Decimal(1))))
    refused = [one for one in others if isinstance(one, Outcome)]
    assert [one.came.value for one in refused] == ["refused"] * 5
    assert [[refusal.field for refusal in one.refusals] for one in refused] == [
        ["value"], ["colour"], ["measure", "value"], ["measure", "value", "source_key"], ["source_key"],
    ]  # fmt: skip


def test_a_feed_and_many_check_ins_have_at_least_one_item_and_at_most_as_many_as_a_transaction_carries():
    for schema in (schemas.FeedMeasures, schemas.CheckInMany):
        for items in ([], [{"measure": "K", "value": "1"}] * 5001):
            with pytest.raises(FieldInvalid) as caught:
                load(schema(), {"items": items})
            assert caught.value.field == "items"


def test_a_wrong_item_of_many_is_named_by_its_place():
    with pytest.raises(FieldInvalid) as caught:
        load(schemas.CheckInMany(), {"items": [{"measure": "K", "value": "1"}, {"measure": "K", "value": "x"}]})
    assert caught.value.field == "items[1].value"


def test_a_link_has_at_most_the_characters_that_are_carried():
    with pytest.raises(FieldInvalid):
        load(schemas.CheckIn(), {"measure": "K", "value": "1", "evidence": "https://a.vn/" + "x" * 2000})
