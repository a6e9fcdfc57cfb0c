"""Units: how they stood is kept, and what would break the tree is refused."""

from datetime import date, timedelta

import pytest

from hanoiwork_directory.domain import unit as units
from hanoiwork_directory.domain.days import demand_arrived
from hanoiwork_directory.domain.refusals import (
    DayAhead,
    DayTooEarly,
    MergeWithin,
    RootStays,
    UnderItself,
    UnitClosed,
    UnitNotEmpty,
    UnitOpen,
)
from hanoiwork_directory.domain.unit import Unit, UnitKind

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 15)
A = Unit(id="a", code="A", name="A", kind=UnitKind.DIVISION, parent_id="root")


def test_a_change_ends_how_the_unit_stood_the_day_before():
    first = units.standing(A, since=JANUARY)
    before, now = units.next_standings(first, units.renamed(A, name="B", code="A"), on=JUNE)
    assert (before.name, before.valid_from, before.valid_to) == ("A", JANUARY, JUNE - timedelta(days=1))
    assert (now.name, now.valid_from, now.valid_to) == ("B", JUNE, None)


def test_a_second_change_on_a_day_replaces_the_first():
    first = units.standing(A, since=JUNE)
    (only,) = units.next_standings(first, units.renamed(A, name="B", code="A"), on=JUNE)
    assert (only.id, only.name, only.valid_from) == (first.id, "B", JUNE)


def test_a_change_before_the_last_one_is_refused():
    with pytest.raises(DayTooEarly):
        units.next_standings(units.standing(A, since=JUNE), A, on=JUNE - timedelta(days=1))


def test_what_changes_nothing_is_no_new_version():
    assert units.renamed(A, name="A", code="A") is A
    assert units.moved(A, under=("root",)) is A
    assert units.moved(A, under=("b", "root")).version == 2


def test_a_merged_unit_is_closed_and_names_its_successor_until_it_is_reopened():
    merged = units.merged(A, into=("b", "root"))
    assert (merged.closed, merged.merged_into) == (True, "b")
    again = units.reopened(merged)
    assert (again.closed, again.merged_into, again.version) == (False, None, 3)


def test_what_would_break_the_tree_is_refused():
    root = Unit(id="root", code="HN", name="Hà Nội", kind=UnitKind.CITY, parent_id=None)
    attempts = [
        (RootStays, lambda: units.moved(root, under=("b",))),
        (UnderItself, lambda: units.moved(A, under=("a", "root"))),
        (UnderItself, lambda: units.moved(A, under=("below", "a", "root"))),
        (MergeWithin, lambda: units.merged(A, into=("a", "root"))),
        (MergeWithin, lambda: units.merged(root, into=("a", "root"))),
        (UnitNotEmpty, lambda: units.closed(A, people=1, units=0)),
        (UnitNotEmpty, lambda: units.closed(A, people=0, units=1)),
        (UnitOpen, lambda: units.reopened(A)),
        (UnitClosed, lambda: units.demand_open(units.closed(A, people=0, units=0), on=JUNE, field="unit")),
        (DayAhead, lambda: demand_arrived(JUNE + timedelta(days=1), today=JUNE)),
    ]
    for expected, attempt in attempts:
        with pytest.raises(expected):
            attempt()
