"""The door: every field checked, unknown ones refused, everything wrong listed at once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from marshmallow import fields

from hanoiwork_shared.doors import (
    MOST_KEYS,
    Amount,
    Code,
    Day,
    Door,
    FieldInvalid,
    FieldMissing,
    FieldUnknown,
    FileSent,
    Given,
    Keys,
    Paged,
    load,
)
from hanoiwork_shared.errors import Refused, Several


class Line(Door):
    code = Code(required=True)
    points = Amount(required=True)


class Order(Door):
    title = fields.String(required=True)
    due = Day(load_default=None, allow_none=True)
    lines = fields.List(fields.Nested(Line), load_default=list)


def refused(**given: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        load(Order(), {"title": "x", **given})
    return caught.value


def line(**given: Any) -> dict[str, Any]:
    return {"lines": [{"code": "A", "points": "1", **given}]}


def test_what_is_right_comes_out_in_types_of_ours():
    given = {"title": "Kế hoạch", "due": "2026-06-24", "lines": [{"code": "CDS-1", "points": "12.50"}]}
    assert load(Order(), given) == {
        "title": "Kế hoạch",
        "due": date(2026, 6, 24),
        "lines": [{"code": "CDS-1", "points": Decimal("12.50")}],
    }


def test_an_unknown_field_is_refused_by_name():
    refusal = refused(tittle="x")
    assert isinstance(refusal, FieldUnknown)
    assert refusal.field == "tittle"


def test_a_missing_field_is_refused_by_name():
    with pytest.raises(FieldMissing) as caught:
        load(Order(), {})
    assert caught.value.field == "title"


def test_everything_wrong_is_listed_with_the_path_to_it():
    refusal = refused(due="soon", lines=[{"code": "A", "points": "1"}, {"code": " B", "points": "NaN", "colour": 1}])
    assert isinstance(refusal, Several)
    assert {single.field for single in refusal.each()} == {
        "due",
        "lines[1].code",
        "lines[1].points",
        "lines[1].colour",
    }


@pytest.mark.parametrize("points", [1.5, True, None, "", "many", "NaN", "Infinity", "-inf", [], {}, "1e999999999"])
def test_an_amount_is_exact_finite_and_of_a_sensible_length(points: Any):
    assert refused(**line(points=points)).field == "lines[0].points"


@pytest.mark.parametrize("points", ["0.1", 3, "-2", "1e3", Decimal("7.25"), "9" * 40])
def test_an_amount_may_be_text_or_a_whole_number(points: Any):
    assert load(Order(), {"title": "x", **line(points=points)})["lines"][0]["points"] == Decimal(points)


@pytest.mark.parametrize("day", ["24/06/2026", "2026-02-30", 20260624, "", True, []])
def test_a_day_is_iso_text(day: Any):
    assert isinstance(refused(due=day), FieldInvalid)


@pytest.mark.parametrize("code", ["", " A", "A ", "A\n", "\tA", "x" * 81, 7, None])
def test_a_code_is_short_and_has_no_white_space_at_its_ends(code: Any):
    assert {single.field for single in refused(**line(code=code)).each()} == {"lines[0].code"}


@pytest.mark.parametrize("text", ["a\x00b", "half a pair \ud83d", "\udfff"])
def test_text_that_no_database_takes_is_refused_at_the_door(text: str):
    assert refused(title=text).field == "title"
    assert refused(**line(code=text)).field == "lines[0].code"


@pytest.mark.parametrize("given", [[], "text", 7, None])
def test_input_that_is_no_object_is_refused(given: Any):
    with pytest.raises(Refused):
        load(Order(), given)


def test_a_refusal_speaks_both_languages():
    refusal = refused(tittle="x")
    assert refusal.message("vi") != refusal.message("en")
    assert "tittle" in refusal.message("vi")


class Wish(Given):
    """A request in which null is not given."""

    colour = fields.String(allow_none=True)


def test_null_is_not_given_where_a_request_says_so():
    assert load(Wish(), {"colour": None}) == {}
    assert load(Wish(), {"colour": ""}) == {"colour": ""}


@pytest.mark.parametrize(("given", "dry"), [({}, False), ({"dry_run": None}, False), ({"dry_run": True}, True)])
def test_a_file_is_loaded_unless_a_dry_run_is_asked_for(given: dict[str, Any], *, dry: bool):
    assert load(FileSent(), {"content": "x", **given}) == {"content": "x", "dry_run": dry}


@pytest.mark.parametrize("dry_run", ["true", 1, "", []])
def test_nothing_else_passes_for_true_or_false(dry_run: Any):
    with pytest.raises(FieldInvalid):
        load(FileSent(), {"content": "x", "dry_run": dry_run})


def test_a_page_and_a_batch_of_keys_have_their_limits():
    assert load(Paged(), {}) == {"first": 20, "after": None}
    for schema, given in ((Paged, {"first": 101}), (Paged, {"first": 0}), (Keys, {"keys": ["x"] * (MOST_KEYS + 1)})):
        with pytest.raises(FieldInvalid):
            load(schema(), given)
