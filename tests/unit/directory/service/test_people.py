"""People, posts and leaves: who may keep them, what is told of them, and how they are answered as of a day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from hanoiwork_directory.domain.account import WrongPassword
from hanoiwork_directory.domain.employment import PersonType
from hanoiwork_directory.domain.leave import LeaveKind
from hanoiwork_directory.domain.refusals import (
    CodeTaken,
    DayAhead,
    DayTooEarly,
    LeaveOverlaps,
    PersonActive,
    PersonInactive,
    PostsOverlap,
    PrimaryNeeded,
    RowRefused,
    TwoPrimary,
    ValidityReversed,
)
from hanoiwork_directory.service.lookup import UnitAt
from hanoiwork_shared.errors import Forbidden, NotFound, Refused, Stale
from hanoiwork_shared.policy import Role

Attempts = list[tuple[type[Refused], str | None, Callable[[], object]]]
JANUARY, TODAY = date(2025, 1, 1), date(2026, 6, 15)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def posts(directory):
    """Unit codes, whether primary, first and last day of somebody's posts."""

    def read(code: str, as_of: date | None = None) -> list[tuple]:
        found = directory.lookup.posts([directory.lookup.person(code).id], as_of=as_of)[0]
        units = {unit.id: unit.code for unit in directory.lookup.units()}
        return [(units[one.unit_id], one.primary, one.valid_from, one.valid_to) for one in found]

    return read


def test_somebody_new_is_told_with_a_primary_post_and_without_a_name(directory, operator, news):
    news()
    made = directory.people.create(operator, code="MOI", full_name="Lê Văn Mới", unit="CDS", position="Chuyên viên")
    (event,) = news()
    assert event.data["posts"] == [
        {
            "unit_id": made.person.unit_id,
            "person_type": "civil_servant",
            "primary": True,
            "valid_from": TODAY.isoformat(),
            "valid_to": None,
        }
    ]
    assert "Mới" not in str(event.data)
    assert directory.lookup.people(search="le van moi").items == (made.person,)


def test_a_transfer_keeps_where_somebody_was(directory, operator, posts, news):
    news()
    directory.posts.transfer(operator, person="NVA", unit="SYT", position="Phó phòng")
    assert posts("NVA") == [("CDS", True, JANUARY, YESTERDAY), ("SYT", True, TODAY, None)]
    assert posts("NVA", date(2026, 5, 1)) == [("CDS", True, JANUARY, YESTERDAY)]
    person = directory.lookup.person("NVA")
    assert (person.position, person.unit_id) == ("Phó phòng", directory.lookup.unit("SYT").id)
    (event,) = news()
    assert [one["valid_to"] for one in event.data["posts"]] == [YESTERDAY.isoformat(), None]


def test_several_posts_at_once_and_another_primary_one(directory, operator, posts):
    directory.posts.add(operator, person="NVA", unit="SYT", valid_from=date(2026, 3, 1))
    further = directory.lookup.posts([directory.lookup.person("NVA").id])[0][1]
    directory.posts.set_primary(operator, person="NVA", post=further.id)
    assert posts("NVA", TODAY) == [("SYT", True, TODAY, None), ("CDS", False, TODAY, None)]
    assert posts("NVA", YESTERDAY) == [("CDS", True, JANUARY, YESTERDAY), ("SYT", False, date(2026, 3, 1), YESTERDAY)]
    old = next(one for one in directory.lookup.posts([further.person_id], as_of=TODAY)[0] if not one.primary)
    directory.posts.end(operator, person="NVA", post=old.id, on=TOMORROW)
    assert posts("NVA", TOMORROW + timedelta(days=1)) == [("SYT", True, TODAY, None)]


def test_the_posts_of_a_unit_are_paged_by_code_and_answered_as_of_a_day(directory, operator):
    for code in ("TTB", "BS", "GD"):
        directory.posts.add(operator, person=code, unit="CDS", valid_from=date(2026, 3, 1))
    place = [UnitAt(unit_id=directory.lookup.unit("CDS").id)]
    people = {person.id: person.code for person in directory.lookup.people().items}
    (first,) = directory.lookup.post_pages(place, first=3, after=None)
    (rest,) = directory.lookup.post_pages(place, first=3, after=first.cursors[-1])
    assert [[people[post.person_id] for post in page.items] for page in (first, rest)] == [["BS", "GD", "NVA"], ["TTB"]]
    (winter,) = directory.lookup.post_pages(place, first=3, after=None, as_of=date(2026, 2, 1))
    assert [people[post.person_id] for post in winter.items] == ["NVA"]
    assert [person.code for person in directory.lookup.people(unit="CDS").items] == ["NVA"]


def test_a_name_is_corrected_and_a_type_is_dated(directory, operator, posts):
    directory.people.change(operator, person="NVA", full_name="Nguyễn Văn An")
    assert len(posts("NVA")) == 1
    changed = directory.people.change(operator, person="NVA", person_type=PersonType.LEADER, on=date(2026, 4, 1))
    assert (changed.person.full_name, changed.person.person_type) == ("Nguyễn Văn An", PersonType.LEADER)
    assert [post.person_type for post in changed.posts] == [PersonType.CIVIL_SERVANT, PersonType.LEADER]
    assert directory.people.change(operator, person="NVA").person.version == changed.person.version


def test_whoever_leaves_has_no_post_no_role_and_no_sign_in(directory, operator, as_person, news):
    directory.granting.grant_role(operator, person="NVA", role=Role.DIVISION_HEAD, unit="CDS")
    directory.accounts.create_account(operator, name="nva", password="demo", person="NVA")
    gone = as_person("NVA")
    news()
    directory.people.deactivate(operator, person="NVA", on=YESTERDAY)
    assert [event.data.get("revoked", event.data.get("active")) for event in news()] == [True, False]
    assert directory.lookup.me(gone)[1] == ()
    assert directory.lookup.posts([gone.person_id], as_of=TODAY) == [()]
    assert directory.lookup.people(unit="CDS").items == ()
    with pytest.raises(WrongPassword):
        directory.signing_in.authenticate(username="nva", password="demo")
    with pytest.raises(PersonInactive):
        directory.posts.transfer(operator, person="NVA", unit="VP")
    assert directory.units.close(operator, unit="CDS").closed


def test_whoever_comes_back_has_a_post_and_their_sign_in_and_no_old_role(directory, operator, as_person, posts, news):
    directory.granting.grant_role(operator, person="NVA", role=Role.DIVISION_HEAD, unit="CDS")
    directory.accounts.create_account(operator, name="nva", password="demo", person="NVA")
    directory.people.deactivate(operator, person="NVA", on=date(2026, 5, 31))
    news()
    back = directory.people.reactivate(operator, person="NVA", unit="VP", position="Trưởng phòng", valid_from=YESTERDAY)
    assert (back.person.active, back.person.position) == (True, "Trưởng phòng")
    assert posts("NVA") == [("CDS", True, JANUARY, date(2026, 5, 31)), ("VP", True, YESTERDAY, None)]
    (event,) = news()
    assert (event.data["active"], event.sequence) == (True, back.person.version)
    assert event.data["unit_id"] == directory.lookup.unit("VP").id
    assert directory.lookup.me(as_person("NVA"))[1] == ()
    assert directory.signing_in.authenticate(username="nva", password="demo").person_id == back.person.id


def test_a_mistaken_leaving_is_mended_on_the_same_day(directory, operator, posts):
    directory.people.deactivate(operator, person="NVA")
    directory.people.reactivate(operator, person="NVA", unit="CDS")
    assert posts("NVA") == [("CDS", True, JANUARY, YESTERDAY), ("CDS", True, TODAY, None)]
    new = directory.people.create(operator, code="MOI", full_name="Mới", unit="CDS").person
    directory.people.deactivate(operator, person="MOI")
    assert directory.people.reactivate(operator, person="MOI", unit="VP").person.version == new.version + 2
    assert posts("MOI") == [("VP", True, TODAY, None)]


def test_who_comes_back_is_somebody_who_left_before_and_to_a_place_of_whoever_says_so(directory, operator, office):
    gone = directory.people.deactivate(operator, person="NVA").person

    def back(by=operator, person="NVA", unit="CDS", **given):
        return lambda: directory.people.reactivate(by, person=person, unit=unit, **given)

    attempts: Attempts = [
        (PersonActive, "person", back(person="BS")),
        (NotFound, "person", back(person="NOBODY")),
        (NotFound, "unit", back(unit="NOWHERE")),
        (Stale, "version", back(version=gone.version - 1)),
        (DayAhead, "valid_from", back(valid_from=TOMORROW)),
        (DayTooEarly, "valid_from", back(valid_from=YESTERDAY)),
        (Forbidden, None, back(office, unit="SYT")),
    ]
    for expected, field, attempt in attempts:
        with pytest.raises(expected) as refused:
            attempt()
        assert refused.value.field == field
    assert back(office)().person.active


def test_leaves_are_recorded_ended_and_cancelled(directory, operator, news):
    news()
    away = directory.leaves.record(
        operator, person="NVA", kind=LeaveKind.ANNUAL, starts=date(2026, 7, 1), ends=date(2026, 7, 10)
    )
    (leave,) = away.leaves
    directory.leaves.end(operator, person="NVA", leave=leave.id, on=date(2026, 7, 5))
    assert directory.leaves.cancel(operator, person="NVA", leave=leave.id).leaves[0].cancelled
    assert [event.data["leaves"] for event in news()] == [
        [{"starts": "2026-07-01", "ends": "2026-07-10"}],
        [{"starts": "2026-07-01", "ends": "2026-07-05"}],
        [],
    ]


def test_leaves_are_seen_by_the_person_and_their_own_line_only(directory, operator, office, leader, as_person):
    directory.leaves.record(office, person="NVA", kind=LeaveKind.SICK, starts=TODAY)
    ids = [directory.lookup.person(code).id for code in ("NVA", "BS")] + ["nobody"]
    seen = {
        who: [leaves if leaves is None else len(leaves) for leaves in directory.lookup.leaves(identity, ids)]
        for who, identity in {
            "operator": operator,
            "office": office,
            "leader": leader,
            "NVA": as_person("NVA"),
            "BS": as_person("BS"),
        }.items()
    }
    assert seen == {
        "operator": [1, 0, None],
        "office": [1, None, None],
        "leader": [1, None, None],
        "NVA": [1, None, None],
        "BS": [None, 0, None],
    }


def test_an_office_keeps_the_people_of_its_unit_and_below_and_no_others(directory, office, as_person):
    directory.people.create(office, code="MOI", full_name="Mới", unit="CDS")
    directory.posts.transfer(office, person="MOI", unit="VP")
    directory.people.change(office, person="MOI", position="Chuyên viên")
    for attempt in (
        lambda: directory.people.create(office, code="X", full_name="X", unit="SYT"),
        lambda: directory.posts.transfer(office, person="MOI", unit="SYT"),
        lambda: directory.posts.add(office, person="BS", unit="CDS"),
        lambda: directory.people.change(office, person="operator", full_name="X"),
        lambda: directory.leaves.record(office, person="BS", kind=LeaveKind.SICK, starts=TODAY),
        lambda: directory.people.deactivate(as_person("NVA"), person="MOI"),
        lambda: directory.posts.transfer(as_person("NVA"), person="NVA", unit="VP"),
    ):
        with pytest.raises(Forbidden):
            attempt()


def test_what_is_wrong_with_a_change_is_said(directory, operator):
    primary = directory.lookup.posts([directory.lookup.person("NVA").id])[0][0].id
    directory.leaves.record(operator, person="NVA", kind=LeaveKind.STUDY, starts=TODAY)
    attempts: Attempts = [
        (CodeTaken, "code", lambda: directory.people.create(operator, code="NVA", full_name="X", unit="CDS")),
        (NotFound, "unit", lambda: directory.people.create(operator, code="X", full_name="X", unit="NOWHERE")),
        (NotFound, "person", lambda: directory.people.change(operator, person="NOBODY", full_name="X")),
        (NotFound, "unit", lambda: directory.posts.transfer(operator, person="NVA", unit="NOWHERE")),
        (NotFound, "post", lambda: directory.posts.end(operator, person="NVA", post="nothing")),
        (NotFound, "leave", lambda: directory.leaves.cancel(operator, person="NVA", leave="nothing")),
        (TwoPrimary, "primary", lambda: directory.posts.add(operator, person="NVA", unit="VP", primary=True)),
        (PostsOverlap, "unit", lambda: directory.posts.add(operator, person="NVA", unit="CDS")),
        (PrimaryNeeded, "post", lambda: directory.posts.end(operator, person="NVA", post=primary)),
        (
            ValidityReversed,
            "valid_to",
            lambda: directory.posts.add(operator, person="NVA", unit="VP", valid_to=YESTERDAY),
        ),
        (DayAhead, "on", lambda: directory.posts.transfer(operator, person="NVA", unit="VP", on=TOMORROW)),
        (DayAhead, "valid_from", lambda: directory.posts.add(operator, person="NVA", unit="VP", valid_from=TOMORROW)),
        (DayAhead, "on", lambda: directory.people.deactivate(operator, person="NVA", on=TOMORROW)),
        (
            LeaveOverlaps,
            "starts",
            lambda: directory.leaves.record(operator, person="NVA", kind=LeaveKind.SICK, starts=TOMORROW),
        ),
    ]
    for expected, field, attempt in attempts:
        with pytest.raises(expected) as refused:
            attempt()
        assert refused.value.field == field


def test_a_change_of_what_somebody_else_has_changed_is_refused(directory, operator):
    read = directory.lookup.person("NVA").version
    away = directory.leaves.record(operator, person="NVA", kind=LeaveKind.SICK, starts=TODAY, version=read)
    leave, post = away.leaves[0].id, away.posts[0].id
    old = {"person": "NVA", "version": read}
    for attempt in (
        lambda: directory.people.change(operator, full_name="X", **old),
        lambda: directory.people.deactivate(operator, **old),
        lambda: directory.posts.add(operator, unit="VP", **old),
        lambda: directory.posts.end(operator, post=post, **old),
        lambda: directory.posts.transfer(operator, unit="VP", **old),
        lambda: directory.posts.set_primary(operator, post=post, **old),
        lambda: directory.leaves.record(operator, kind=LeaveKind.SICK, starts=TODAY, **old),
        lambda: directory.leaves.end(operator, leave=leave, **old),
        lambda: directory.leaves.cancel(operator, leave=leave, **old),
    ):
        with pytest.raises(Stale):
            attempt()


def test_a_people_file_transfers_as_of_today_and_the_same_file_changes_nothing(people, directory, posts):
    assert people("NVA,Nguyễn Văn A,SYT").changed == 1
    assert people("NVA,Nguyễn Văn A,SYT", "TTB,Trần Thị B,").unchanged == 2
    assert posts("NVA") == [("CDS", True, JANUARY, YESTERDAY), ("SYT", True, TODAY, None)]
    assert posts("TTB") == [("VP", True, JANUARY, None)]


def test_a_people_file_says_whom_it_cannot_transfer(people, directory, operator, posts):
    directory.posts.add(operator, person="NVA", unit="SYT")
    with pytest.raises(RowRefused) as refused:
        people("NVA,Nguyễn Văn A,SYT", "TTB,Trần Thị B,SYT")
    assert (refused.value.code, refused.value.details["line"]) == (PostsOverlap.code, 2)
    assert refused.value.details["key"] == "NVA"
    assert posts("TTB") == [("VP", True, JANUARY, None)]
