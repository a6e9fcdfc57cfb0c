"""Changing the tree of units: each change with its day, told once, and the days before it as they were."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from hanoiwork_directory.domain.refusals import (
    CodeTaken,
    DayAhead,
    DayTooEarly,
    MergeWithin,
    RootStays,
    UnderItself,
    UnitClosed,
    UnitNotEmpty,
)
from hanoiwork_directory.domain.unit import UnitKind
from hanoiwork_directory.service.lookup import UnitAt
from hanoiwork_shared.errors import Forbidden, NotFound, Refused, Stale
from hanoiwork_shared.policy import Role

Attempts = list[tuple[type[Refused], str, Callable[[], object]]]
JANUARY = date(2025, 1, 1)
TODAY = date(2026, 6, 15)
YESTERDAY = TODAY - timedelta(days=1)

pytestmark = pytest.mark.usefixtures("city")


def codes(units) -> list[str]:
    return [unit.code for unit in units]


def test_a_unit_is_made_told_and_begins_its_history_today(directory, operator, news):
    news()
    made = directory.units.create(operator, code="QLDT", name="Phòng Đô thị", kind=UnitKind.DIVISION, parent="SYT")
    (event,) = news()
    assert (event.subject, event.data["code"], event.data["merged_into"]) == (made.id, "QLDT", None)
    assert "Đô thị" not in str(event.data)
    (stood,) = directory.lookup.histories([made.id])[0]
    assert (stood.name, stood.valid_from, stood.valid_to) == ("Phòng Đô thị", TODAY, None)


def test_a_moved_unit_tells_one_event_and_takes_what_is_below_it_along(directory, operator, news):
    directory.units.create(operator, code="TO1", name="Tổ 1", kind=UnitKind.DIVISION, parent="CDS")
    news()
    moved = directory.units.move(operator, unit="CDS", parent="SYT")
    assert [(event.subject, event.sequence) for event in news()] == [(moved.id, moved.version)]
    assert codes(directory.lookup.units(parent="SYT")) == ["CDS"]
    assert directory.lookup.unit("TO1").parent_id == moved.id
    directory.units.move(operator, unit="CDS", parent="SYT")
    assert news() == []


def test_where_a_unit_stood_is_answered_as_of_any_day(directory, operator):
    directory.units.move(operator, unit="CDS", parent="SYT", on=date(2026, 3, 1))
    directory.units.rename(operator, unit="CDS", name="Phòng Số", code="SO", on=date(2026, 5, 1))
    february, april = date(2026, 2, 1), date(2026, 4, 1)
    assert codes(directory.lookup.units(parent="SKHCN", as_of=february)) == ["CDS", "VP"]
    assert codes(directory.lookup.units(parent="SYT", as_of=april)) == ["CDS"]
    assert directory.lookup.unit("CDS", as_of=april).name == "Phòng Chuyển đổi số"
    assert directory.lookup.unit("SO").name == "Phòng Số"
    with pytest.raises(NotFound):
        directory.lookup.unit("CDS")
    with pytest.raises(NotFound):
        directory.lookup.unit("CDS", as_of=date(2024, 12, 31))
    unit = directory.lookup.unit("SO").id
    places = [UnitAt(unit_id=unit, on=february), UnitAt(unit_id=unit), UnitAt(unit_id="nowhere", on=february)]
    assert [above and above.code for above in directory.lookup.parents(places)] == ["SKHCN", "SYT", None]
    assert [(one.code, one.valid_from) for one in directory.lookup.histories([unit])[0]] == [
        ("CDS", JANUARY),
        ("CDS", date(2026, 3, 1)),
        ("SO", date(2026, 5, 1)),
    ]


def test_the_units_below_are_those_of_the_day_too(directory, operator):
    directory.units.move(operator, unit="CDS", parent="SYT", on=date(2026, 3, 1))
    department = directory.lookup.unit("SKHCN").id
    days = [UnitAt(unit_id=department, on=JANUARY), UnitAt(unit_id=department)]
    assert [codes(under) for under in directory.lookup.units_under(days)] == [["CDS", "VP"], ["VP"]]


def test_a_merged_unit_hands_over_people_posts_grants_and_units(directory, operator, news, as_person):
    directory.units.create(operator, code="TO1", name="Tổ 1", kind=UnitKind.DIVISION, parent="CDS")
    directory.granting.grant_role(operator, person="NVA", role=Role.DIVISION_HEAD, unit="CDS")
    news()
    merged = directory.units.merge(operator, unit="CDS", into="VP")
    heir = directory.lookup.unit("VP")
    assert (merged.closed, merged.merged_into) == (True, heir.id)
    assert codes(directory.lookup.units(parent="VP")) == ["TO1"]
    assert directory.lookup.person("NVA").unit_id == heir.id
    assert [grant.unit_id for grant in directory.lookup.me(as_person("NVA"))[1]] == [heir.id]
    posts = directory.lookup.posts([directory.lookup.person("NVA").id])[0]
    assert [(post.unit_id, post.valid_from, post.valid_to) for post in posts] == [
        (merged.id, JANUARY, YESTERDAY),
        (heir.id, TODAY, None),
    ]
    assert [event.type.split(".")[1] for event in news()] == ["person", "grant", "unit", "unit"]


def test_a_unit_that_is_merged_into_one_above_it_takes_its_grants_with_it(directory, operator, as_person, news):
    directory.granting.grant_role(operator, person="NVA", role=Role.DIVISION_HEAD, unit="CDS")
    news()
    directory.units.merge(operator, unit="CDS", into="SKHCN")
    assert directory.lookup.me(as_person("NVA"))[1] == ()
    assert [event.data["revoked"] for event in news() if event.data.get("role")] == [True]


def test_what_the_successor_has_given_already_is_not_given_twice(directory, operator, as_person):
    for role, theirs in ((Role.SPECIALIST, None), (Role.OFFICE, TODAY)):
        directory.granting.grant_role(operator, person="NVA", role=role, unit="CDS")
        directory.granting.grant_role(operator, person="NVA", role=role, unit="VP", valid_to=theirs)
    directory.units.merge(operator, unit="CDS", into="VP")
    held = [(grant.role, grant.valid_to) for grant in directory.lookup.me(as_person("NVA"))[1]]
    assert sorted(held, key=str) == sorted(
        [(Role.SPECIALIST, None), (Role.OFFICE, TODAY), (Role.OFFICE, None)], key=str
    )


def test_a_unit_closes_when_it_is_empty_and_opens_again(directory, operator):
    with pytest.raises(UnitNotEmpty) as refused:
        directory.units.close(operator, unit="SKHCN")
    assert (refused.value.details["people"], refused.value.details["units"]) == (1, 2)
    directory.posts.transfer(operator, person="NVA", unit="VP")
    shut = directory.units.close(operator, unit="CDS")
    assert shut.closed
    for attempt in (
        lambda: directory.units.rename(operator, unit="CDS", name="Khác"),
        lambda: directory.units.move(operator, unit="VP", parent="CDS"),
        lambda: directory.units.merge(operator, unit="VP", into="CDS"),
        lambda: directory.units.create(operator, code="X", name="X", kind=UnitKind.DIVISION, parent="CDS"),
        lambda: directory.posts.transfer(operator, person="NVA", unit="CDS"),
        lambda: directory.granting.grant_role(operator, person="NVA", role=Role.OFFICE, unit="CDS"),
    ):
        with pytest.raises(UnitClosed):
            attempt()
    assert not directory.units.reopen(operator, unit="CDS").closed


def test_a_unit_does_not_open_under_a_closed_one(directory, operator):
    directory.posts.transfer(operator, person="NVA", unit="VP")
    directory.units.create(operator, code="TO1", name="Tổ 1", kind=UnitKind.DIVISION, parent="CDS")
    directory.units.close(operator, unit="TO1")
    directory.units.close(operator, unit="CDS")
    with pytest.raises(UnitClosed):
        directory.units.reopen(operator, unit="TO1")


def test_nobody_is_put_into_a_unit_before_its_first_day(directory, operator):
    directory.units.create(operator, code="X", name="X", kind=UnitKind.DIVISION, parent="SYT")
    with pytest.raises(UnitClosed):
        directory.posts.transfer(operator, person="NVA", unit="X", on=YESTERDAY)


def test_what_is_wrong_with_a_change_is_said(directory, operator):
    tomorrow = TODAY + timedelta(days=1)
    directory.units.rename(operator, unit="VP", name="Văn phòng", on=YESTERDAY)
    attempts: Attempts = [
        (RootStays, "unit", lambda: directory.units.move(operator, unit="HN", parent="SYT")),
        (UnderItself, "parent", lambda: directory.units.move(operator, unit="SKHCN", parent="CDS")),
        (UnderItself, "parent", lambda: directory.units.move(operator, unit="CDS", parent="CDS")),
        (MergeWithin, "into", lambda: directory.units.merge(operator, unit="SKHCN", into="CDS")),
        (MergeWithin, "into", lambda: directory.units.merge(operator, unit="CDS", into="CDS")),
        (NotFound, "unit", lambda: directory.units.move(operator, unit="NOWHERE", parent="SYT")),
        (NotFound, "parent", lambda: directory.units.move(operator, unit="CDS", parent="NOWHERE")),
        (NotFound, "into", lambda: directory.units.merge(operator, unit="CDS", into="NOWHERE")),
        (CodeTaken, "code", lambda: directory.units.rename(operator, unit="CDS", code="VP")),
        (DayAhead, "on", lambda: directory.units.move(operator, unit="CDS", parent="SYT", on=tomorrow)),
        (DayTooEarly, "on", lambda: directory.units.move(operator, unit="VP", parent="SYT", on=JANUARY)),
    ]
    for expected, field, attempt in attempts:
        with pytest.raises(expected) as refused:
            attempt()
        assert refused.value.field == field


def test_a_change_of_what_somebody_else_has_changed_is_refused(directory, operator):
    read = directory.lookup.unit("CDS").version
    directory.units.rename(operator, unit="CDS", name="Khác", version=read)
    for attempt in (
        lambda: directory.units.rename(operator, unit="CDS", name="Nữa", version=read),
        lambda: directory.units.move(operator, unit="CDS", parent="SYT", version=read),
        lambda: directory.units.merge(operator, unit="CDS", into="VP", version=read),
        lambda: directory.units.close(operator, unit="CDS", version=read),
        lambda: directory.units.reopen(operator, unit="CDS", version=read),
    ):
        with pytest.raises(Stale):
            attempt()


def test_units_are_the_operators(directory, office):
    for attempt in (
        lambda: directory.units.create(office, code="X", name="X", kind=UnitKind.DIVISION, parent="SKHCN"),
        lambda: directory.units.rename(office, unit="CDS", name="X"),
        lambda: directory.units.move(office, unit="CDS", parent="SYT"),
        lambda: directory.units.merge(office, unit="CDS", into="VP"),
        lambda: directory.units.close(office, unit="CDS"),
        lambda: directory.units.reopen(office, unit="CDS"),
    ):
        with pytest.raises(Forbidden):
            attempt()
