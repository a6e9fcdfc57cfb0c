"""Days, moments and exact numbers on the wire of GraphQL."""

from datetime import UTC, date, datetime
from decimal import Decimal as Exact

import pytest
from graphql import GraphQLError, parse_value

from hanoiwork_shared.graph import Date, DateTime, Decimal

GOOD = [
    (Date, "2026-06-25"),
    (Date, "2024-02-29"),
    (DateTime, "2026-06-25T09:30:00+07:00"),
    (DateTime, "2026-06-25T02:30:00Z"),
    (DateTime, "2026-06-25T02:30:00.123456+00:00"),
    (Decimal, "83.9"),
    (Decimal, "-0.25"),
    (Decimal, "400000000000000.00"),
]
BAD = [
    (Date, "25/06/2026"),
    (Date, "2026-02-30"),
    (Date, "2026-06-25T00:00:00+07:00"),
    (Date, "20260625"),
    (Date, 20260625),
    (Date, None),
    (DateTime, "2026-06-25T09:30:00"),
    (DateTime, "2026-06-25"),
    (DateTime, "yesterday"),
    (DateTime, 1),
    (Decimal, "1e9"),
    (Decimal, "NaN"),
    (Decimal, "Infinity"),
    (Decimal, "1,5"),
    (Decimal, ""),
    (Decimal, "٣"),
    (Decimal, "9" * 31),
    (Decimal, 0.1),
    (Decimal, True),
]


@pytest.mark.parametrize(("scalar", "text"), GOOD)
def test_what_is_written_well_passes_both_ways_as_text(scalar, text):
    assert scalar.parse_value(text) == scalar.serialize(text)
    assert scalar.parse_literal(parse_value(f'"{text}"')) == scalar.parse_value(text)


@pytest.mark.parametrize(("scalar", "value"), BAD)
def test_anything_else_is_refused_with_a_hint(scalar, value):
    with pytest.raises(GraphQLError, match="Write a"):
        scalar.parse_value(value)


@pytest.mark.parametrize(("scalar", "value"), BAD)
def test_a_service_that_answers_anything_else_has_a_bug(scalar, value):
    with pytest.raises(ValueError):  # noqa: PT011 - any
        scalar.serialize(value)


def test_a_whole_number_may_be_written_bare_and_a_fraction_may_not():
    assert Decimal.parse_literal(parse_value("12")) == "12"
    with pytest.raises(GraphQLError, match=r"83\.9"):
        Decimal.parse_literal(parse_value("12.5"))
    with pytest.raises(GraphQLError, match=r"2026-06-25"):
        Date.parse_literal(parse_value("[1]"))


def test_python_values_become_text():
    assert Date.serialize(date(2026, 6, 25)) == "2026-06-25"
    assert DateTime.serialize(datetime(2026, 6, 25, tzinfo=UTC)) == "2026-06-25T00:00:00+00:00"
    assert Decimal.serialize(Exact("1E+2")) == "100"
    assert Decimal.serialize(7) == "7"
