"""Facts: plain for the wire and back, exactly, or refused as malformed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoiwork_shared.facts import Fact, Malformed, plain, read


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Built(Fact):
    """Something was built, of every kind of value."""

    type: ClassVar[str] = "works.house.built.v1"
    about: ClassVar[str] = "house_id"

    house_id: str
    rooms: int
    sold: bool
    price: Decimal
    on: date
    at: datetime
    colour: Colour
    owner_id: str | None
    tags: tuple[str, ...]
    parts: tuple[Part, ...] = ()


HOUSES = st.builds(
    Built,
    version=st.integers(1, 2**31),
    house_id=st.text(max_size=20),
    rooms=st.integers(),
    sold=st.booleans(),
    price=st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12),
    on=st.dates(),
    at=st.datetimes(timezones=st.just(UTC)),
    colour=st.sampled_from(Colour),
    owner_id=st.none() | st.text(max_size=5),
    tags=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    parts=st.lists(st.builds(Part, name=st.text(max_size=5), weight=st.just(Decimal("1.50"))), max_size=2).map(tuple),
)

DATA: dict[str, Any] = plain(
    Built(
        version=3,
        house_id="h1",
        rooms=4,
        sold=False,
        price=Decimal("1200.50"),
        on=date(2026, 6, 24),
        at=datetime(2026, 6, 24, 8, tzinfo=UTC),
        colour=Colour.RED,
        owner_id=None,
        tags=("a",),
    )
)


@given(HOUSES)
def test_what_is_made_plain_is_read_back_the_same(house: Built):
    assert read(Built, plain(house)) == house


def test_the_plain_form_is_json_with_exact_numbers_and_iso_days():
    assert DATA == {
        "version": 3,
        "house_id": "h1",
        "rooms": 4,
        "sold": False,
        "price": "1200.50",
        "on": "2026-06-24",
        "at": "2026-06-24T08:00:00+00:00",
        "colour": "red",
        "owner_id": None,
        "tags": ["a"],
        "parts": [],
    }


def test_a_large_decimal_is_written_without_an_exponent():
    assert plain(Decimal("1E+3")) == "1000"


def test_an_enum_that_is_text_becomes_plain_text():
    assert type(plain(Colour.RED)) is str


def test_a_binary_float_has_no_plain_form():
    with pytest.raises(TypeError, match="float has no plain form"):
        plain({"value": 0.1})


def test_a_fact_knows_what_it_is_about():
    assert read(Built, DATA).subject() == "h1"


def test_fields_nobody_asked_for_are_ignored_so_that_producers_may_add_some():
    assert read(Built, {**DATA, "added_later": [1]}) == read(Built, DATA)


def test_a_missing_field_with_a_default_takes_it():
    assert read(Built, {name: value for name, value in DATA.items() if name != "parts"}).parts == ()


def test_a_missing_field_without_a_default_is_malformed_and_named():
    with pytest.raises(Malformed, match=r"Built\.rooms.*missing"):
        read(Built, {name: value for name, value in DATA.items() if name != "rooms"})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rooms", "4"),
        ("rooms", True),
        ("rooms", 4.0),
        ("rooms", None),
        ("sold", 1),
        ("house_id", 7),
        ("price", 1200.5),
        ("price", "NaN"),
        ("price", "-Infinity"),
        ("price", "1e999999999"),
        ("price", "a lot"),
        ("price", True),
        ("price", []),
        ("on", "24/06/2026"),
        ("on", 20260624),
        ("at", "yesterday"),
        ("colour", "blue"),
        ("owner_id", 1),
        ("tags", "a"),
        ("tags", [1]),
        ("tags", {"a": 1}),
        ("parts", [{"name": "roof"}]),
        ("parts", [7]),
        ("parts", ["roof"]),
    ],
)
def test_a_field_of_the_wrong_shape_is_malformed_and_named(field: str, value: Any):
    with pytest.raises(Malformed) as refused:
        read(Built, {**DATA, field: value})
    assert field in str(refused.value) or "Part." in str(refused.value)
