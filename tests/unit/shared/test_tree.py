"""Rows that name the one above them, also where they make a circle."""

import pytest
from sqlalchemy import Column, MetaData, String, Table, insert

from hanoiwork_shared.tree import all_below, line_up

parts = Table(
    "part", MetaData(), Column("code", String, primary_key=True), Column("above", String), prefixes=["TEMPORARY"]
)


@pytest.fixture
def connection(runtime):
    rows = [("a", None), ("b", "a"), ("c", "b"), ("d", "a"), ("x", "y"), ("y", "x")]
    with runtime.database.begin() as connection:
        parts.create(connection)
        connection.execute(insert(parts), [{"code": code, "above": above} for code, above in rows])
        yield connection


def test_a_line_goes_up_to_the_root_and_ends_in_a_circle_too(connection):
    lines = {start: line_up(connection, parts.c.code, parts.c.above, start=start) for start in ("c", "a", "x", "no")}
    assert lines == {"c": ("c", "b", "a"), "a": ("a",), "x": ("x", "y"), "no": ()}


def test_what_is_below_holds_the_tops_themselves(connection):
    def below(*tops):
        return set(connection.execute(all_below(parts.c.code, parts.c.above, tops=tops)).scalars())

    assert (below("b"), below("b", "d"), below("a"), below("x")) == (
        {"b", "c"},
        {"b", "c", "d"},
        {"a", "b", "c", "d"},
        {"x", "y"},
    )
    assert below() == set()
